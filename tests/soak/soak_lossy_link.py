"""A million facts through a proxy that loses one request and one reply in five, and lies.

    python tests/soak/soak_lossy_link.py [--facts N]

Four kiosks in two spaces, a process each, sync with a real server through tests/faults/proxy.py
while people come and go. Their facts are made in transactions of up to 600, since one commit for
each would take most of the time and has a soak of its own. It goes on where it was stopped.
"""

import argparse
import multiprocessing
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.clock import utc_now
from kiosk.commands.central import open_central
from kiosk.domain.devices import DeviceRole
from kiosk.domain.fold import Visit, fold
from kiosk.domain.spaces import Space
from kiosk.settings import DataFolder
from kiosk.store.devices import new_pairing_code
from kiosk.store.directory import save_space
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.outbox import waiting
from kiosk.store.rows import fact_of, visit_of
from kiosk.store.settling import settle_in
from kiosk.store.tables import FactRow, VisitRow
from kiosk.sync.link import ServerAddress
from kiosk.sync.once import push_and_pull_once
from kiosk.sync.pairing import pair
from kiosk.worker import CoreWorker
from tests.bench.running import running_server
from tests.faults.agreement import count_at_server
from tests.faults.proxy import ChaosProxy, Fault, standing_before
from tests.soak.lossy_kiosk import MOST_TOGETHER, GreenScreens, work
from tests.soak.progress import note, place_of, report, resumed

RUN = "lossy_link"
FACTS = 1_000_000
KIOSKS = 4
SPACES = [Space(f"casa-{number}", f"Casa {number}", "Europe/Madrid") for number in range(2)]
NOTE_EVERY_S = 5.0


def kiosk_place(number: int) -> Path:
    """Return a kiosk's folder."""
    return place_of(RUN) / f"kiosk-{number}"


def server_url() -> str:
    """Return where the server's database is."""
    return sqlite_url(place_of(RUN) / "server" / "lobby.db")


def found() -> None:
    """Make the spaces, if this is the beginning."""
    engine = open_central(server_url(), may_be_new=True)
    with Session(engine) as session, session.begin():
        for space in SPACES:
            save_space(session, space)
    engine.dispose()


def pair_kiosks(url: str) -> None:
    """Pair those that are not paired yet."""
    engine = open_writer(server_url())
    for number in range(KIOSKS):
        folder = DataFolder(kiosk_place(number))
        if folder.pairing() is not None:
            continue
        space = SPACES[number % len(SPACES)]
        with Session(engine) as session, session.begin():
            code = new_pairing_code(session, space.id, DeviceRole.KIOSK, utc_now())
        paired = pair(url, code, DeviceRole.KIOSK, folder.path.name)
        with opened(folder) as session, session.begin():
            settle_in(session, paired.device, paired.space, paired.operator)
        push_and_pull_once_in(folder, ServerAddress(url, paired.token))
        folder.keep_pairing(paired)
    engine.dispose()


@contextmanager
def opened(folder: DataFolder) -> Iterator[Session]:
    """Look into a folder that nobody uses."""
    engine = open_folder(folder)
    with Session(engine) as session:
        yield session
    engine.dispose()


def push_and_pull_once_in(folder: DataFolder, address: ServerAddress) -> None:
    """Bring a folder that nobody uses and its server together."""
    core = CoreWorker(open_folder(folder), str(folder.path))
    push_and_pull_once(core, address)
    core.stop()


def run_kiosks(proxy: ChaosProxy, share: int, progress: dict[str, Any]) -> None:
    """Run all kiosks to their end, noting now and then how far things have come."""
    started_s = time.monotonic() - progress["took_s"]
    spawn = multiprocessing.get_context("spawn")
    workers = [
        spawn.Process(target=work, args=(kiosk_place(number), proxy.url, share))
        for number in range(KIOSKS)
    ]
    for worker in workers:
        worker.start()
    try:
        while any(worker.is_alive() for worker in workers):
            time.sleep(NOTE_EVERY_S)
            progress |= {"took_s": time.monotonic() - started_s, "faults": dict(proxy.injected)}
            note(RUN, progress)
            if any(worker.exitcode for worker in workers):
                raise SystemExit("A kiosk ended early; what it said stands above.")
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def settle(url: str) -> None:
    """Through an honest proxy, once more for everybody: what the others sent last."""
    for number in range(KIOSKS):
        folder = DataFolder(kiosk_place(number))
        token = folder.paired(DeviceRole.KIOSK).token
        push_and_pull_once_in(folder, ServerAddress(url, token))


def folded(session: Session, space: str) -> set[Visit]:
    """Fold every person's days from the facts, a person at a time."""
    facts = select(FactRow).where(FactRow.space_id == space).order_by(FactRow.day, FactRow.person)
    rows = session.scalars(facts.execution_options(yield_per=5_000))
    where = next(one for one in SPACES if one.id == space)
    return {
        visit
        for _, of_person in groupby(rows, key=lambda row: (row.day, row.person))
        for visit in fold([fact_of(row) for row in of_person], where)
    }


def stored(session: Session, space: str) -> set[Visit]:
    """Return the visits as they stand."""
    rows = session.scalars(select(VisitRow).where(VisitRow.space_id == space))
    return {visit_of(row) for row in rows}


def check_agreement(starts: int) -> dict[str, object]:
    """Hold everybody against everybody; return what the table says of it."""
    shown = [one for n in range(KIOSKS) for one in GreenScreens(kiosk_place(n)).ids()]
    engine = open_writer(server_url())
    with Session(engine) as server:
        count = count_at_server(server, shown)
        assert len(shown) == len(set(shown)), "a green screen was noted twice"
        assert count.unshown <= (starts - 1) * KIOSKS * MOST_TOGETHER, "the ledgers lack facts"
        for space in SPACES:
            of_space = select(FactRow.id).where(FactRow.space_id == space.id)
            ids, visits = set(server.scalars(of_space)), folded(server, space.id)
            assert stored(server, space.id) == visits
            for number in range(SPACES.index(space), KIOSKS, len(SPACES)):
                with opened(DataFolder(kiosk_place(number))) as kiosk:
                    left = waiting(kiosk)
                    assert (left.pending, left.quarantined, left.stuck) == (0, 0, 0), left
                    assert set(kiosk.scalars(of_space)) == ids
                    assert stored(kiosk, space.id) == visits
    engine.dispose()
    return {
        "facts at the server": f"{count.stored:,}",
        "green screens lost": count.lost,
        "doubled": count.doubled,
        "stored, stopped before the screen": count.unshown,
        "kiosks whose facts and visits differ": 0,
    }


def main(facts: int) -> None:
    """Run from wherever the last start came to, and print the table."""
    progress = resumed(RUN)
    if progress is None or progress["is_over"] or progress["facts"] != facts:
        shutil.rmtree(place_of(RUN))
        progress = {"facts": facts, "took_s": 0.0, "faults": {}, "is_over": False, "starts": 0}
    progress["starts"] += 1
    note(RUN, progress)
    found()
    injected = Counter({Fault(kind): times for kind, times in progress["faults"].items()})
    with running_server(server_url()) as server:
        pair_kiosks(server.address)
        proxy = ChaosProxy(server.port, seed=sum(injected.values()), injected=injected)
        with standing_before(proxy):
            run_kiosks(proxy, facts // KIOSKS, progress)
            proxy.be_honest()
            settle(proxy.url)
    rows = check_agreement(progress["starts"])
    rows["facts in one transaction, at most"] = MOST_TOGETHER
    rows["requests"] = f"{sum(progress['faults'].values()):,}"
    rows |= {f"  {kind}": f"{times:,}" for kind, times in sorted(progress["faults"].items())}
    rows["minutes"] = f"{progress['took_s'] / 60:.1f}"
    report(RUN, rows)
    note(RUN, progress | {"is_over": True})
    if rows["green screens lost"] or rows["doubled"]:
        raise SystemExit("Something was lost or doubled.")


if __name__ == "__main__":
    # Told to stop, it stops its kiosks and its server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped; the next start goes on from here."))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=FACTS)
    main(parser.parse_args().facts)
