"""Thirty days without a server: 200,000 facts at one kiosk with 5,000 members, then all at once.

python tests/soak/soak_offline.py [FACTS]; goes on where it stopped. The queue is filled through
`say`, many facts in a transaction, by a clock that runs through the days; now and then people scan
at the desk as they do, each in a transaction of its own, and that is timed. Then a real server
comes back and takes it all.
"""

import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.actions.door import Scan
from kiosk.app import open_folder
from kiosk.clock import HouseClock
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, CheckedOut, Fact
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.people import Member, Profile
from kiosk.domain.verdicts import Answer
from kiosk.settings import DataFolder
from kiosk.store.directory import save_members, save_public_key
from kiosk.store.engines import sqlite_url
from kiosk.store.outbox import waiting
from kiosk.store.rows import fact_of
from kiosk.store.settling import settle_in
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow, StationRow
from kiosk.sync.once import push_and_pull_once
from kiosk.sync.pairing import pair
from kiosk.worker import CoreWorker
from tests.faults.door import with_facts
from tests.faults.ledger import Ledger, check
from tests.house import KEY
from tests.server.central import NORTE, Central, address_of
from tests.soak.progress import note, place_of, report, resumed

FACTS, DAYS, MEMBERS = 200_000, 30, 5_000
QUARTERS, SCANS_TIMED = 4, 200
AT_A_TIME = 500
OUR_KEY = 2
RUN = "offline"
PEOPLE = tuple(f"{number:016x}" for number in range(1, MEMBERS + 1))
REGULARS, SPARE = PEOPLE[:-1000], PEOPLE[-1000:]
_EXPIRES = datetime.fromisoformat("2040-01-01T00:00:00+00:00")


def main(facts: int) -> None:
    """Fill the queue, timing scans on the way, and drain it."""
    done: dict[str, Any] = resumed(RUN) or {}
    if not done:
        shutil.rmtree(place_of(RUN))
    place = place_of(RUN)
    central = Central(sqlite_url(place / "server" / "lobby.db"))
    central.port = done.get("port", 0)
    if not done:
        done = _begin(central, place)
        note(RUN, done)
    folder = DataFolder(place / "kiosk")
    door = _Kiosk(folder, Ledger(place / "ledger"), datetime.fromisoformat(done["began"]))
    for quarter in range(len(done["scans"]), QUARTERS + 1):
        door.fill(facts * quarter // QUARTERS, facts)
        done["scans"].append(door.time_scans(quarter))
        note(RUN, done)
    central.start()
    started = time.monotonic()
    while door.core.submit(waiting).result().unsent:
        push_and_pull_once(door.core, door.address)
        done["drained_s"] = done.get("drained_s", 0.0) + time.monotonic() - started
        started = time.monotonic()
        note(RUN, done)
    with central.session() as session:
        stored = [fact_of(row) for row in session.scalars(select(FactRow))]
    check(stored, [door.ledger])
    central.close()
    door.core.stop()
    _report(done, len(stored))


def _begin(central: Central, place: Path) -> dict[str, Any]:
    """Pair a kiosk with a server that has many members, meet it once, and lose it."""
    with central.session() as session:
        save_public_key(session, OUR_KEY, KEY.public_key().public_bytes_raw(), retired=False)
        people = [Member(one, Profile(one, one), NORTE.id, (NORTE.id,)) for one in PEOPLE]
        save_members(session, people)
    central.start()
    folder = DataFolder(place / "kiosk")
    core = CoreWorker(open_folder(folder), str(folder.path))
    paired = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    folder.keep_pairing(paired)
    core.submit(lambda s: settle_in(s, paired.device, paired.space, paired.operator)).result()
    push_and_pull_once(core, address_of(paired))
    core.stop()
    central.stop()
    began = datetime.now(UTC) - timedelta(days=DAYS)
    return {"port": central.port, "began": began.isoformat(), "scans": []}


class _Kiosk:
    """A kiosk whose clock runs through the days as its facts are made."""

    def __init__(self, folder: DataFolder, ledger: Ledger, began: datetime) -> None:
        paired = folder.pairing()
        assert paired is not None
        self.address, self._operator = address_of(paired), paired.operator
        self.core = CoreWorker(open_folder(folder), str(folder.path))
        self.ledger, self._began, self._now = ledger, began, began
        self._desk = Desk(HouseClock(lambda: self._now))

    def fill(self, upto: int, facts: int) -> None:
        """Have facts made until there are so many, spread over the days."""
        made = self.core.submit(lambda s: s.scalars(select(StationRow.next_seq)).one()).result() - 1
        while made < upto:
            many = min(AT_A_TIME, upto - made)
            step = timedelta(days=DAYS) / facts
            chance = Random(made)
            first = self._began + made * step
            job = partial(_say_many, chance=chance, times=[first + n * step for n in range(many)])
            self.ledger.note(*self.core.submit(job).result())
            made += many
        self._now = self._began + timedelta(days=DAYS) * upto / facts

    def time_scans(self, quarter: int) -> dict[str, float]:
        """Let people scan who have not been here before; return the queue and times in ms."""
        queue = self.core.submit(waiting).result().unsent
        took, told = list[float](), list[Fact]()
        for person in SPARE[quarter * SCANS_TIMED : (quarter + 1) * SCANS_TIMED]:
            claims = PassClaims(handle=person, key_id=OUR_KEY, generation=0, expires_at=_EXPIRES)
            text = sign_pass(claims, key=KEY, operator=self._operator)
            started = time.perf_counter()
            scan, facts = self.core.submit(partial(with_facts, job=self._scanning(text))).result()
            took.append((time.perf_counter() - started) * 1000)
            assert scan.verdict.answer is Answer.WELCOME
            told += facts
        self.ledger.note(*told)
        cuts = quantiles(took, n=100)
        return {"queue": queue, "p50": cuts[49], "p95": cuts[94]}

    def _scanning(self, text: str) -> Callable[[Session], Scan]:
        return lambda session: self._desk.scan(session, text)


def _say_many(session: Session, *, chance: Random, times: list[datetime]) -> list[Fact]:
    bodies = (CheckedIn(), CheckedIn(), CheckedOut())
    return [
        say(session, Said(chance.choice(bodies), NORTE.id, chance.choice(REGULARS)), at)
        for at in times
    ]


def _report(done: dict[str, Any], stored: int) -> None:
    scans = {
        f"scan, {row['queue']:,} facts waiting": f"p50 {row['p50']:.1f} ms, p95 {row['p95']:.1f} ms"
        for row in done["scans"]
    }
    rest = {
        "days without a server": DAYS,
        "members": f"{MEMBERS:,}",
        "facts at the server after that": f"{stored:,}",
        "lost": 0,
        "doubled": 0,
        "minutes to drain": f"{done.get('drained_s', 0.0) / 60:.1f}",
    }
    report(RUN, scans | rest)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FACTS)
