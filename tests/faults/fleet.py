"""A server and its kiosks, and everything that may befall them."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.domain.people import Member, Mode, Profile, Visibility
from kiosk.domain.spaces import Space
from kiosk.errors import ServerError
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.server.founding import found_server
from kiosk.store import outbox
from kiosk.store.directory import save_members, save_public_key, save_space
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.schema import bring_up_to_date
from kiosk.store.tables import OperatorRow
from kiosk.sync.refusals import ServerProblemError
from kiosk.wire.problems import ProblemKind
from tests.faults.oracle import check_walls
from tests.faults.simulation import OUR_KEY, Clock, Fault, Kiosk, Server
from tests.house import KEY

SPACES = (
    Space("casa-norte", "Casa Norte", "Europe/Madrid", capacity=40),
    Space("casa-sur", "Casa Sur", "Europe/Madrid", capacity=20),
)
SPACE_OF = (0, 0, 0, 1, 1)  # of each kiosk
MOST_KIOSKS = len(SPACE_OF) + 1  # a copy of one may be in use beside it
PEOPLE = tuple(f"{number:016x}" for number in range(1, 7))
_MANY_ROUNDS = 12

TOUCHES: dict[str, Callable[[Desk, Session, str], object]] = {
    "leave": Desk.leave,
    "undo": Desk.undo,
    "still here": Desk.still_here,
    "invisible": lambda desk, session, person: desk.set_mode(session, person, Mode.INVISIBLE),
    "hello": lambda desk, session, person: desk.set_mode(session, person, Mode.HELLO),
    "hide": lambda desk, session, person: desk.set_visibility(
        session, person, (Visibility.HIDDEN, "en")
    ),
    "show": lambda desk, session, person: desk.set_visibility(
        session, person, (Visibility.PROFILE, "en")
    ),
}


class Premises:
    """Where the machines stand: founded once, and set up anew for each story.

    The engines stay over all stories, since SQLAlchemy compiles each statement once for each.
    """

    def __init__(self) -> None:
        memory = Path("/dev/shm")
        self._place = TemporaryDirectory(dir=memory if memory.is_dir() else None)
        self._founded, self._live = (
            Path(self._place.name) / "founded",
            Path(self._place.name) / "live",
        )
        names = ["server", *(f"kiosk-{number}" for number in range(MOST_KIOSKS))]
        self._engines = {name: self._engine(self._live / name) for name in names}
        self.operator, self.devices = self._found()

    def folder(self, name: str) -> Path:
        return self._live / name

    def engine(self, name: str) -> Engine:
        return self._engines[name]

    def clear(self) -> None:
        """Set everything up as it was founded."""
        for engine in self._engines.values():
            engine.dispose()
        shutil.rmtree(self._live, ignore_errors=True)
        shutil.copytree(self._founded, self._live)

    def _engine(self, folder: Path) -> Engine:
        return open_writer(sqlite_url(folder / "lobby.db"))

    def _found(self) -> tuple[UUID, tuple[UUID, ...]]:
        clock = Clock()
        server = Server(self.folder("server"), self.engine("server"), clock)
        operator = _found_server(server)
        devices = []
        for number, place in enumerate(SPACE_OF):
            name = f"kiosk-{number}"
            device = server.pair(SPACES[place].id, name)
            devices.append(device.id)
            kiosk = Kiosk(self.folder(name), self.engine(name), SPACES[place], device.id)
            bring_up_to_date(kiosk.engine)
            kiosk.start(server, clock)
            kiosk.settle_in(device, operator)
            while kiosk.pull().more:
                pass
            kiosk.stop()
            kiosk.ledger.close()
        server.engine.dispose()
        shutil.move(self._live, self._founded)
        return operator, tuple(devices)


def _found_server(server: Server) -> UUID:
    bring_up_to_date(server.engine)
    with server.session() as session:
        found_server(session, server.folder / "keys")
        save_public_key(session, OUR_KEY, KEY.public_key().public_bytes_raw(), retired=False)
        for space in SPACES:
            save_space(session, space)
        both = tuple(space.id for space in SPACES)
        allowed = (both, both, both[:1], both[:1], both[1:], both[1:])
        save_members(
            session,
            [
                Member(handle, Profile(handle, handle), spaces[0], spaces)
                for handle, spaces in zip(PEOPLE, allowed, strict=True)
            ],
        )
        return session.scalars(select(OperatorRow.id)).one()


@cache
def premises() -> Premises:
    """Return the one place where all stories of this process happen."""
    return Premises()


class Fleet:
    """A server and five kiosks in two spaces, and everything that befalls them."""

    def __init__(self) -> None:
        self._premises = premises()
        self._premises.clear()
        self.clock = Clock()
        self.server = Server(
            self._premises.folder("server"), self._premises.engine("server"), self.clock
        )
        self.kiosks: list[Kiosk] = []
        for number, device in enumerate(self._premises.devices):
            self._start(number, SPACES[SPACE_OF[number]], device)
        self.backups: list[Path] = []
        self.copies: dict[int, Path] = {}
        self.beyond_rescue: set[UUID] = set()
        self.chosen: dict[str, tuple[str, int]] = {}  # by whom what was chosen last, and where
        self.is_plain = True  # nothing was put back, copied or set wrong

    def act(self, number: int, touch: str | None, person: str) -> None:
        """Let somebody scan at a kiosk, or touch their page there."""
        self.clock.pass_on(timedelta(seconds=7))
        kiosk = self.kiosks[number]
        if touch is None:
            kiosk.scan(person, self._premises.operator)
        elif kiosk.touch(TOUCHES[touch], person) and touch in ("hide", "show"):
            self.chosen[person] = (touch, number)

    def exchange(self, number: int, fault: Fault, *, up: bool) -> None:
        """Push or pull once."""
        kiosk = self.kiosks[number]
        try:
            kiosk.push(fault) if up else kiosk.pull(fault)
        except ServerError:
            pass
        else:
            check_walls(self, number)

    def arrives_late(self, number: int) -> None:
        """Deliver an old request to the server; its answer reaches nobody."""
        late = self.kiosks[number].wire.late
        if late:
            device, question = late.pop(0)
            with suppress(ServerProblemError):
                self.server.answer(device, question)

    def crash(self, number: int, person: str) -> None:
        """Kill a kiosk in the middle of a scan, and start it again."""
        kiosk = self.kiosks[number]
        kiosk.break_off(person, self._premises.operator)
        kiosk.stop()
        kiosk.start(self.server, self.clock)

    def set_clock(self, number: int, hours: int) -> None:
        """Set a kiosk's clock wrong by so much."""
        self.kiosks[number].step = timedelta(hours=hours)
        self.is_plain = False

    def copy(self, number: int) -> None:
        """Copy a kiosk's database."""
        kiosk = self.kiosks[number]
        place = kiosk.folder.parent / "copies" / f"{number}.db"
        place.unlink(missing_ok=True)
        self.copies[number] = kiosk.copy_to(place)

    def put_back(self, number: int) -> None:
        """Put a kiosk back to its copy."""
        self.kiosks[number].put_back(self.copies[number], self.server, self.clock)
        self._take_stock()

    def clone(self, number: int) -> None:
        """Use a copy of a kiosk beside it."""
        name = f"kiosk-{len(self.kiosks)}"
        shutil.copy(self.copies[number], self._premises.folder(name) / "lobby.db")
        self._start(len(self.kiosks), self.kiosks[number].space, self.kiosks[number].device)
        self.is_plain = False

    def back_up(self) -> None:
        """Back the server up."""
        self.backups.append(self.server.back_up())

    def restore(self) -> None:
        """Restore the server from its newest backup; what was there since is gone."""
        self.server.restore(self.backups[-1])
        self._take_stock()

    def revoke(self, number: int) -> None:
        """End a kiosk's access."""
        self.server.revoke(self.kiosks[number].device)
        self.copies.clear()
        self.is_plain = False

    def wall(self, number: int) -> bytes:
        """Return what a wall beside a kiosk shows."""
        kiosk = self.kiosks[number]
        view = kiosk.do(lambda session: wall_view(session, kiosk.space, kiosk.now()))
        return wall_view_to_json(view)

    def close(self) -> None:
        """End every program."""
        for kiosk in self.kiosks:
            kiosk.stop()
            kiosk.ledger.close()

    def heal(self) -> None:
        """End every fault, and sync until nothing happens any more."""
        for number, kiosk in enumerate(self.kiosks):
            kiosk.is_cut = False
            while kiosk.wire.late:
                self.arrives_late(number)
            kiosk.do(outbox.try_stuck_again)
        for _ in range(_MANY_ROUNDS):
            happened = [self._sync(kiosk) for kiosk in self.kiosks]
            if not any(happened):
                return
        raise AssertionError("the kiosks and their server do not come to rest")

    def _sync(self, kiosk: Kiosk) -> bool:
        """Sync a kiosk as far as it goes; say whether anything happened."""
        try:
            return self._exchange_all(kiosk)
        except ServerProblemError as refused:
            if refused.kind != ProblemKind.DEVICE_REVOKED:
                raise
            kiosk.settle_in(self.server.pair(kiosk.space.id, "again"), self._premises.operator)
            return True

    def _exchange_all(self, kiosk: Kiosk) -> bool:
        happened = False
        while (pushed := kiosk.push()).sent:
            happened = True
            if not pushed.more:
                break
        while True:
            pulled = kiosk.pull()
            happened = happened or pulled.is_news or pulled.offers_again
            if not pulled.more:
                return happened

    def _start(self, number: int, space: Space, device: UUID) -> None:
        name = f"kiosk-{number}"
        kiosk = Kiosk(self._premises.folder(name), self._premises.engine(name), space, device)
        kiosk.start(self.server, self.clock)
        self.kiosks.append(kiosk)

    def _take_stock(self) -> None:
        """Note what nobody has any more, neither the server nor whoever made it."""
        self.is_plain = False
        held = {fact.id for fact in self.server.facts()}.union(*(k.keeps() for k in self.kiosks))
        shown = {fact.id for kiosk in self.kiosks for fact in kiosk.ledger.facts()}
        self.beyond_rescue |= shown - held
