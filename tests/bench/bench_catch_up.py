"""A kiosk's 10,000 queued facts, until the server has every one, over a thin and far line.

    PYTHONPATH=. python tests/bench/bench_catch_up.py [--facts N]

Kiosk and server run as they are, the line between them has 1 Mbit/s each way and 200 ms for a round
trip. The baseline is the same store on loopback. Exit code 1 if the budget is missed.
"""

import argparse
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from crowd import SPACE, crowd, found_folder
from running import running_server
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session
from table import Table

from kiosk.app import Core, News, open_folder
from kiosk.clock import utc_now
from kiosk.commands.central import open_central
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, CheckedOut, Fact, new_fact_id
from kiosk.domain.people import Member
from kiosk.settings import DataFolder
from kiosk.store.devices import new_pairing_code
from kiosk.store.directory import save_members, save_space
from kiosk.store.engines import open_reader, sqlite_url
from kiosk.store.outbox import State, waiting
from kiosk.store.record import record
from kiosk.store.station import Station, station_of
from kiosk.store.tables import FactRow, OutboxRow, StationRow
from kiosk.sync.pairing import pair
from tests.faults.proxy import HONEST, ChaosProxy, Wire, standing_before

BUDGET_S = 60.0
PATIENCE_S = 300.0
LOOK_EVERY_S = 0.1
MEMBERS = 500
AT_A_TIME = 500
ALONE_FOR = timedelta(days=10)
THIN = Wire(round_trip_s=0.2, bytes_per_s=1_000_000 / 8)


def found_world(place: Path, facts: int) -> None:
    """Make a server, and a kiosk paired with it that has been alone for days."""
    url = sqlite_url(place / "server" / "lobby.db")
    members = crowd(MEMBERS)
    engine = open_central(url, may_be_new=True)
    with Session(engine) as session, session.begin():
        save_space(session, SPACE)
        save_members(session, members)
        code = new_pairing_code(session, SPACE.id, DeviceRole.KIOSK, utc_now())
    engine.dispose()
    with running_server(url) as server:
        paired = pair(server.address, code, DeviceRole.KIOSK, "bench")
        folder = found_folder(place / "kiosk", paired)
        core = Core.open(folder)
        core.sync_once()
        core.stop()
    store = open_folder(folder)
    fill(store, members, facts)
    store.dispose()


def fill(store: Engine, members: list[Member], count: int) -> None:
    """Let people come and go for days, faster than one touch after the other would."""
    for first in range(0, count, AT_A_TIME):
        with Session(store) as session, session.begin():
            here = station_of(session)
            places = range(first, min(first + AT_A_TIME, count))
            facts = [_fact(here, members, place, count) for place in places]
            assert len(record(session, facts).new) == len(facts)
            session.add_all(_waiting(fact) for fact in facts)
            session.execute(update(StationRow).values(next_seq=places.stop + 1))


def _fact(here: Station, members: list[Member], place: int, count: int) -> Fact:
    at = utc_now() - ALONE_FOR * (1 - place / count)
    body = CheckedOut() if place // len(members) % 2 else CheckedIn()
    person = members[place % len(members)].handle
    return Fact(
        new_fact_id(at), here.space, here.device, here.epoch, place + 1, at, 0, person, body
    )


def _waiting(fact: Fact) -> OutboxRow:
    return OutboxRow(
        epoch=fact.epoch,
        seq=fact.seq,
        space_id=fact.space,
        fact_id=fact.id,
        made_at=fact.at,
        state=State.PENDING,
    )


def catch_up_s(folder: DataFolder, address: str) -> float:
    """Start the kiosk with its server there, and return how long until nothing waits."""
    pairing = folder.pairing()
    assert pairing is not None
    folder.keep_pairing(replace(pairing, server=address))
    core = Core.open(folder)
    started_s = time.perf_counter()
    core.start(News(on_house=lambda _: None, on_sync=lambda *_: None))
    while core.worker.submit(waiting).result().unsent:
        assert time.perf_counter() - started_s < PATIENCE_S, "the kiosk never caught up"
        time.sleep(LOOK_EVERY_S)
    took_s = time.perf_counter() - started_s
    core.stop()
    return took_s


def arrived(world: Path) -> int:
    """Count the facts that the server has."""
    engine = open_reader(sqlite_url(world / "server" / "lobby.db"))
    with Session(engine) as session:
        count = session.scalars(select(func.count()).select_from(FactRow)).one()
    engine.dispose()
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=10_000)
    count = parser.parse_args().facts
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        near, far = Path(place, "near"), Path(place, "far")
        found_world(near, count)
        shutil.copytree(near, far)
        with running_server(sqlite_url(near / "server" / "lobby.db")) as server:
            loopback_s = catch_up_s(DataFolder(near / "kiosk"), server.address)
        with (
            running_server(sqlite_url(far / "server" / "lobby.db")) as server,
            standing_before(ChaosProxy(server.port, mix=HONEST, wire=THIN)) as line,
        ):
            thin_s = catch_up_s(DataFolder(far / "kiosk"), line.url)
        assert arrived(near) == arrived(far) == count
    table = Table(f"s, until {count} queued facts are at the server")
    table.row("on loopback", [loopback_s])
    table.row("1 Mbit/s, 200 ms", [thin_s], baseline=[loopback_s], budget=BUDGET_S)
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
