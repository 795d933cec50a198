"""A kiosk for the lossy link's soak: a folder, and the green screens noted beside it."""

import multiprocessing
import os
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.clock import HouseClock
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, CheckedOut, Fact, new_fact_id
from kiosk.settings import DataFolder
from kiosk.store.outbox import State
from kiosk.store.record import record
from kiosk.store.station import station_of
from kiosk.store.tables import FactRow, OutboxRow, StationRow
from kiosk.store.timekeeping import keep_time
from kiosk.sync.link import ServerAddress
from kiosk.worker import CoreWorker
from tests.faults.trying import Trying

PEOPLE = 50_000  # in each space
MOST_TOGETHER = 600  # facts in one transaction


class GreenScreens:
    """The ids of what one kiosk showed, in a file outside its store."""

    def __init__(self, place: Path) -> None:
        self._path = place / "green-screens"

    def note(self, facts: list[Fact]) -> None:
        """Write down what was committed."""
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, b"".join(fact.id.bytes for fact in facts))
        os.close(file)

    def ids(self) -> list[UUID]:
        """Return all of them."""
        raw = self._path.read_bytes() if self._path.exists() else b""
        return [UUID(bytes=raw[place : place + 16]) for place in range(0, len(raw), 16)]


class BusyKiosk:
    """One kiosk's folder at work. Its process may be killed at any moment."""

    def __init__(self, place: Path, url: str) -> None:
        folder = DataFolder(place)
        self.screens = GreenScreens(place)
        self.core, self.clock = CoreWorker(open_folder(folder), str(place)), HouseClock()
        self.address = ServerAddress(url, folder.paired(DeviceRole.KIOSK).token)

    def made(self) -> int:
        """Return how many facts this kiosk has made."""
        return self.core.submit(_made).result()

    def let_people_come(self, times: int, chance: Random) -> None:
        """Record this many facts in one transaction, and note them once it is through."""
        made = self.core.submit(lambda session: self._record(session, times, chance))
        self.screens.note(made.result())

    def _record(self, session: Session, times: int, chance: Random) -> list[Fact]:
        """Do at once what kiosk.store.station.say does for each fact."""
        at = keep_time(session, self.clock)
        here = session.scalars(select(StationRow)).one()
        facts = [
            Fact(
                id=new_fact_id(at),
                space=here.space_id,
                device=here.device_id,
                epoch=here.epoch,
                seq=here.next_seq + number,
                at=at - timedelta(milliseconds=here.offset_ms or 0),
                offset_ms=here.offset_ms,
                person=f"{here.space_id[-1]}{chance.randrange(PEOPLE):015x}",
                body=CheckedIn() if chance.random() < 0.6 else CheckedOut(),
            )
            for number in range(times)
        ]
        record(session, facts)
        session.execute(update(StationRow).values(next_seq=StationRow.next_seq + times))
        session.add_all(
            OutboxRow(
                epoch=fact.epoch,
                seq=fact.seq,
                space_id=fact.space,
                fact_id=fact.id,
                made_at=at,
                state=State.PENDING,
                tries=0,
            )
            for fact in facts
        )
        return facts


def _made(session: Session) -> int:
    own = FactRow.device_id == station_of(session).device
    return session.scalars(select(func.count()).where(own)).one()


def work(place: Path, url: str, share: int) -> None:
    """Be one kiosk: make facts and sync them, until its share is made and sent."""
    kiosk = BusyKiosk(place, url)
    trying = Trying(kiosk.core, kiosk.address, kiosk.clock)
    made = kiosk.made()
    chance = Random(f"{place.name} {made}")
    while made < share:
        times = min(chance.randint(1, MOST_TOGETHER), share - made)
        kiosk.let_people_come(times, chance)
        made += times
        _sync(trying, pushes=times // 40 + 3, pulls=8)
    while trying.push() or trying.pull():
        _check_parent()
    trying.close()
    kiosk.core.stop()


def _sync(trying: Trying, pushes: int, pulls: int) -> None:
    """Send and fetch what there is, but no more often than this: people come in the meantime."""
    _check_parent()
    for _ in range(pushes):
        if not trying.push():
            break
    for _ in range(pulls):
        if not trying.pull():
            break


def _check_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        raise SystemExit("whoever started this kiosk is gone")
