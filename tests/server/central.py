"""A central server as it really runs, and kiosks that really speak to it."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from kiosk.clock import HouseClock, utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import Body, Denied, Fact, VisibilitySet
from kiosk.domain.people import Member, Profile, Visibility
from kiosk.domain.spaces import Space
from kiosk.server.main import LobbyServer, ServerSettings, listen, make_server, open_database
from kiosk.settings import Pairing
from kiosk.store.devices import new_pairing_code
from kiosk.store.directory import save_members, save_space
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.feed import Asked, FeedPlace, page_after
from kiosk.store.outbox import Waiting, waiting
from kiosk.store.presence import open_visits
from kiosk.store.schema import bring_up_to_date
from kiosk.store.station import Said, found_station, say, station
from kiosk.store.timekeeping import keep_time
from kiosk.sync.link import ServerAddress
from kiosk.sync.once import Exchanged, push_and_pull_once
from kiosk.sync.pairing import pair
from kiosk.sync.push import Answer
from kiosk.worker import CoreWorker

NORTE = Space("casa-norte", "Casa Norte", "Europe/Madrid", capacity=40)
SUR = Space("casa-sur", "Casa Sur", "Europe/Madrid", capacity=20)
ANA, BEA, CARL = "a" * 16, "b" * 16, "c" * 16
SOON_S = 10.0  # how long anything may take before a test gives up


def member(handle: str, name: str, *spaces: str, visibility: Visibility | None = None) -> Member:
    """Return a member whose home is the first of these spaces."""
    allowed = spaces or (NORTE.id,)
    return Member(handle, Profile(name, name), allowed[0], allowed, visibility=visibility)


class Central:
    """A server on its own thread, port and database. Stopped and started again, it keeps both.

    `how` are more of its settings; what it is told to listen on, it really listens on 127.0.0.1.
    """

    def __init__(self, db: str, **how: Any) -> None:
        self.db, self.port, self.settings = db, 0, ServerSettings(db, **how)
        database = open_database(db)
        database.close()
        self.engine = open_writer(db)
        with self.session() as session:
            save_space(session, NORTE)
            save_space(session, SUR)
            both = member(ANA, "Ana", NORTE.id, SUR.id, visibility=Visibility.PROFILE)
            save_members(session, [both, member(BEA, "Bea")])

    @property
    def url(self) -> str:
        return f"{self.settings.scheme}://127.0.0.1:{self.port}"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Work in the server's database, as a command beside the running server does."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def start(self) -> None:
        listener = listen("127.0.0.1", self.port)
        self.port = listener.getsockname()[1]
        is_up = threading.Event()
        self.server: LobbyServer = make_server(self.settings, open_database(self.db), is_up.set)
        self._thread = threading.Thread(target=self.server.run, args=([listener],), name="server")
        self._thread.start()
        assert is_up.wait(SOON_S)

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(SOON_S)
        assert not self._thread.is_alive()

    def close(self) -> None:
        if self._thread.is_alive():
            self.stop()
        self.engine.dispose()

    def code(self, space: Space = NORTE, role: DeviceRole = DeviceRole.KIOSK) -> str:
        with self.session() as session:
            return new_pairing_code(session, space.id, role, utc_now())

    def facts(self, space: Space = NORTE) -> list[Fact]:
        """Return a space's facts in the order of its feed."""
        asked = Asked(space.id, FeedPlace(), 10_000, utc_now())
        with self.session() as session:
            return list(page_after(session, asked).facts)

    def present(self, space: Space = NORTE) -> set[str]:
        with self.session() as session:
            return {visit.person for visit in open_visits(session, space.id, utc_now())}


class Kiosk:
    """A device with its own store and core worker."""

    def __init__(self, folder: Path, central: Central, space: Space = NORTE) -> None:
        paired = pair(central.url, central.code(space), DeviceRole.KIOSK, "front door")
        self.space, self.address, self.now = space, address_of(paired), utc_now
        self.clock = HouseClock(lambda: self.now())
        self.ledger: list[Fact] = []  # every fact that was made here, kept outside the store
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.core = self._open()
        self.do(lambda s: found_station(s, paired.device, paired.space, paired.operator))

    def _open(self) -> CoreWorker:
        engine = open_writer(sqlite_url(self.folder / "lobby.db"))
        bring_up_to_date(engine)
        return CoreWorker(engine, str(self.folder))

    def start_again(self) -> None:
        """Switch it off and on."""
        self.core.stop()
        self.core = self._open()

    def do(self, job: Callable[[Session], Answer]) -> Answer:
        return self.core.submit(job).result(SOON_S)

    def submit(self, job: Callable[[Session], Answer]) -> "Future[Answer]":
        return self.core.submit(job)

    def says(self, body: Body, person: str | None = ANA, ago: timedelta = timedelta()) -> Fact:
        """Make a fact as a touch at this kiosk would, or would have a while ago."""
        said = Said(body, self.space.id, person)
        fact = self.do(lambda session: say(session, said, keep_time(session, self.clock) - ago))
        self.ledger.append(fact)
        return fact

    def refuses_often(self, times: int) -> None:
        """Make many facts about nobody in one transaction."""
        said, at = Said(Denied("expired"), self.space.id, None), self.now()
        self.ledger += self.do(lambda session: [say(session, said, at) for _ in range(times)])

    def chooses(self, value: Visibility, person: str = ANA, ago: timedelta = timedelta()) -> Fact:
        return self.says(VisibilitySet(value, wording=1, language="en"), person, ago)

    def sync(self) -> Exchanged:
        return push_and_pull_once(self.core, self.address, self.clock)

    def at(self, url: str) -> ServerAddress:
        """Return this kiosk's way to another address, as if its server were there."""
        return ServerAddress(url, self.address.token)

    def waiting(self) -> Waiting:
        return self.do(waiting)

    def epoch(self) -> int:
        here = self.do(station)
        assert here is not None
        return here.epoch

    def present(self) -> set[str]:
        visits = self.do(lambda session: open_visits(session, self.space.id, utc_now()))
        return {visit.person for visit in visits}

    def close(self) -> None:
        self.core.stop()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something holds."""
    until = time.monotonic() + SOON_S
    while not is_so():
        assert time.monotonic() < until, "this never came"
        time.sleep(0.005)


def address_of(paired: Pairing) -> ServerAddress:
    """Return where and as whom a paired device speaks to its server."""
    return ServerAddress(paired.server, paired.token)


def new_sqlite(folder: Path) -> str:
    """Return the address of a database that is not there yet."""
    return sqlite_url(folder / f"{uuid4().hex}" / "lobby.db")
