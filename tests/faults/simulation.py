"""A whole operator in one process: a server, kiosks, the network between them, and one clock."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.clock import HouseClock
from kiosk.domain.devices import Device, DeviceRole
from kiosk.domain.facts import Fact
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.spaces import Space
from kiosk.errors import ServerError
from kiosk.server.api.changes import _page as page_for
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.service import Service
from kiosk.server.intake import take
from kiosk.store.backups.restoring import restore_file
from kiosk.store.devices import all_devices, new_pairing_code, pair_device, revoke_device
from kiosk.store.member_tables import MemberRow
from kiosk.store.rows import fact_of
from kiosk.store.settling import settle_in
from kiosk.store.tables import FactRow, OutboxRow
from kiosk.store.timekeeping import restore_clock
from kiosk.sync.halving import Halving
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pull import Pulled, pull_page
from kiosk.sync.push import Pushed, push_batch
from kiosk.sync.refusals import ServerProblemError
from kiosk.sync.revoked import forgetting_people_if_revoked
from kiosk.sync.transport import Question, Received, Transport
from kiosk.wire.changes import ChangesRequest
from kiosk.wire.problems import ProblemKind
from kiosk.wire.push import PushRequest
from kiosk.worker import CoreWorker
from tests.faults.door import with_facts
from tests.faults.ledger import Ledger
from tests.house import KEY, MONDAY_NINE

Answer = TypeVar("Answer")

OUR_KEY = 2  # the server made the first one
_EXPIRES = datetime.fromisoformat("2040-01-01T00:00:00+00:00")


class Fault(Enum):
    """What becomes of a question on its way."""

    NONE = "delivered"
    REQUEST_LOST = "request lost"
    REPLY_LOST = "reply lost"
    TWICE = "delivered twice"
    LATE = "delivered later, when nobody waits for the answer"


@dataclass(slots=True)
class Clock:
    """The true time, and how long the machines have been on."""

    now: datetime = MONDAY_NINE
    on_s: float = 0.0

    def pass_on(self, how_long: timedelta) -> None:
        self.now += how_long
        self.on_s += how_long.total_seconds()


class Server:
    """The central server's own code on its own database, without its sockets."""

    def __init__(self, folder: Path, engine: Engine, clock: Clock) -> None:
        self.folder, self.engine, self._clock = folder, engine, clock
        self._service = cast(Service, SimpleNamespace(clock=lambda: clock.now))

    def answer(self, device: UUID, question: Question) -> bytes:
        """Answer a device, or raise ServerProblemError as it would hear of it."""
        try:
            with self.session() as session:
                return self._answer(session, self._admitted(session, device), question)
        except ProblemError as problem:
            raise ServerProblemError(problem.detail, problem.kind) from problem

    def session(self) -> "_Transaction":
        """Work in the database in a transaction."""
        return _Transaction(self.engine)

    def back_up(self) -> Path:
        """Copy the database, as `lobby backup` does."""
        copies = self.folder.parent / "server-copies"
        place = copies / str(len(list(copies.glob("*"))))
        place.mkdir(parents=True)
        copy_database(self.folder / "lobby.db", place / "lobby.db")
        return place

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of a database that is gone, as `lobby restore` does."""
        self.engine.dispose()
        for file in self.folder.glob("lobby.db*"):
            file.unlink()
        restore_file(backup, self.folder / "lobby.db", self._clock.now)

    def revoke(self, device: UUID) -> None:
        with self.session() as session:
            revoke_device(session, device, self._clock.now)

    def pair(self, space: str, name: str) -> Device:
        with self.session() as session:
            code = new_pairing_code(session, space, DeviceRole.KIOSK, self._clock.now)
            paired = pair_device(session, code, name, self._clock.now)
            assert paired is not None
            return paired.device

    def facts(self) -> list[Fact]:
        with self.session() as session:
            return [fact_of(row) for row in session.scalars(select(FactRow))]

    def _admitted(self, session: Session, device: UUID) -> Device:
        found = next((one for one in all_devices(session) if one.id == device), None)
        if found is None:
            raise ProblemError(ProblemKind.TOKEN_UNKNOWN, "This device is not known here.")
        if found.revoked_at is not None:
            raise ProblemError(ProblemKind.DEVICE_REVOKED, "Staff ended this device's access.")
        return found

    def _answer(self, session: Session, device: Device, question: Question) -> bytes:
        if question.body is not None:
            request = PushRequest.read(question.body)
            assert request.device == device.id
            return take(session, device, request, self._clock.now).to_bytes()
        asked = ChangesRequest.model_validate(question.params)
        return page_for(session, self._service, device, asked).to_bytes()


class _Transaction:
    """A session whose transaction ends with the block."""

    def __init__(self, engine: Engine) -> None:
        self._session = Session(engine, expire_on_commit=False)

    def __enter__(self) -> Session:
        self._session.begin()
        return self._session

    def __exit__(self, kind: object, _error: object, _trace: object) -> None:
        try:
            self._session.commit() if kind is None else self._session.rollback()
        finally:
            self._session.close()


@dataclass(slots=True)
class Wire:
    """What lies between one kiosk and the server. `late` are requests still on their way."""

    server: Server
    device: UUID
    clock: HouseClock
    fault: Fault = Fault.NONE
    is_cut: bool = False
    late: list[tuple[UUID, Question]] = field(default_factory=list)
    host: str = "server"

    def ask(self, question: Question) -> Received:
        """Put a question, and have it meet the fault of the moment."""
        if self.is_cut or self.fault is Fault.REQUEST_LOST:
            raise ServerError("The request was lost.")
        if self.fault is Fault.LATE:
            self.late.append((self.device, question))
            raise ServerError("The request is slow.")
        sent_at = self.clock.steady()
        body = self.server.answer(self.device, question)
        if self.fault is Fault.TWICE:
            body = self.server.answer(self.device, question)
        if self.fault is Fault.REPLY_LOST:
            raise ServerError("The reply was lost.")
        return Received(body, "", sent_at, timedelta(milliseconds=20))

    def close(self) -> None:
        """Nothing is open."""


class _Link(ServerLink):
    def __init__(self, wire: Wire, clock: HouseClock) -> None:
        super().__init__(ServerAddress("http://server"), clock=clock)
        self._transport = cast(Transport, wire)  # the rest of the link is the real one


class Kiosk:
    """A kiosk's own code on its own database: its desk, and both sides of its sync."""

    def __init__(self, folder: Path, engine: Engine, space: Space, device: UUID) -> None:
        self.folder, self.engine, self.space, self.device = folder, engine, space, device
        self.ledger = Ledger(folder.parent / f"{folder.name}.ledger")
        self.is_cut, self.step = False, timedelta(0)

    def start(self, server: Server, clock: Clock) -> None:
        """Start the program."""
        self._true = clock
        self._clock = HouseClock(lambda: clock.now + self.step, lambda: clock.on_s)
        self._core = CoreWorker(self.engine, str(self.folder))
        self._halving = Halving()
        self.wire = Wire(server, self.device, self._clock, is_cut=self.is_cut)
        self._link = _Link(self.wire, self._clock)
        self._desk = Desk(self._clock)
        self.do(lambda session: restore_clock(session, self._clock))

    def stop(self) -> None:
        """End the program, however it ends: nothing of it is in memory only."""
        self._core.stop()

    def do(self, job: Callable[[Session], Answer]) -> Answer:
        return self._core.submit(job).result()

    def scan(self, person: str, operator: UUID) -> None:
        """Hold somebody's pass up."""
        claims = PassClaims(handle=person, key_id=OUR_KEY, generation=0, expires_at=_EXPIRES)
        text = sign_pass(claims, key=KEY, operator=operator)
        scan = self._told(lambda session: self._desk.scan(session, text))
        self._told(lambda session: self._desk.outcome(session, scan))

    def touch(self, what: Callable[[Desk, Session, str], object], person: str) -> bool:
        """Touch something on somebody's page; say whether that person is known here."""
        is_known = self.do(lambda session: session.get(MemberRow, person) is not None)
        if is_known:
            self._told(lambda session: what(self._desk, session, person))
        return is_known

    def break_off(self, person: str, operator: UUID) -> None:
        """Die in the middle of a scan."""
        claims = PassClaims(handle=person, key_id=OUR_KEY, generation=0, expires_at=_EXPIRES)
        text = sign_pass(claims, key=KEY, operator=operator)
        with Session(self.engine) as session:
            self._desk.scan(session, text)
            session.flush()
            session.rollback()

    def push(self, fault: Fault = Fault.NONE) -> Pushed:
        """Send one batch."""
        self.wire.fault, self.wire.is_cut = fault, self.is_cut
        with forgetting_people_if_revoked(self._core):
            return push_batch(self._core, self._link, self._halving, self._clock.now)

    def pull(self, fault: Fault = Fault.NONE) -> Pulled:
        """Fetch one page."""
        self.wire.fault, self.wire.is_cut = fault, self.is_cut
        with forgetting_people_if_revoked(self._core):
            return pull_page(self._core, self._link, self._clock.now, wait_s=0)

    def settle_in(self, device: Device, operator: UUID) -> None:
        """Take a place at the server."""
        self.device = self.wire.device = device.id
        self.do(lambda session: settle_in(session, device.id, device.space, operator))

    def now(self) -> datetime:
        return self._clock.now()

    def keeps(self) -> set[UUID]:
        """Return the own facts that are here to be sent, or to be sent again."""
        return set(self.do(lambda session: session.scalars(select(OutboxRow.fact_id)).all()))

    def copy_to(self, place: Path) -> Path:
        """Copy the database while it is in use."""
        place.parent.mkdir(parents=True, exist_ok=True)
        copy_database(self.folder / "lobby.db", place)
        return place

    def put_back(self, copy: Path, server: Server, clock: Clock) -> None:
        """Have an earlier copy of the database in its place, unnoticed by anybody."""
        self.stop()
        for file in self.folder.glob("lobby.db*"):
            file.unlink()
        shutil.copy(copy, self.folder / "lobby.db")
        self.start(server, clock)

    def _told(self, job: Callable[[Session], Answer]) -> Answer:
        answer, facts = self.do(lambda session: with_facts(session, job))
        self.ledger.note(*facts)
        return answer


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database that is in use."""
    with sqlite3.connect(source) as here, sqlite3.connect(target) as there:
        here.backup(there)
    here.close()
    there.close()
