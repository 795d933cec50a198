"""A full disk: nothing turns green without being kept, and it goes on once there is space."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.app import Core, open_folder
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, Fact
from kiosk.domain.verdicts import Answer
from kiosk.errors import StoreError
from kiosk.settings import DataFolder, Pairing
from kiosk.store.contact import Acked, Contact
from kiosk.store.engines import is_damaged
from kiosk.store.replica import ReceivedPage, store_page
from kiosk.store.tables import FactRow
from tests.house import KIOSK, OPERATOR, House, member

PAGE = 4096
STREAM = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000ee")
PEOPLE = [f"{n:016x}" for n in range(900)]
Full = Callable[[Core, Path, int], AbstractContextManager[None]]


@contextlib.contextmanager
def no_more_pages(core: Core, _: Path, free: int) -> Iterator[None]:
    """Let the database grow by so many pages and no further, as on a disk that is full."""

    def allow(more: int) -> None:
        def job(session: Session) -> None:
            run = session.connection().exec_driver_sql
            count = run("PRAGMA page_count").scalar_one()
            run(f"PRAGMA max_page_count={count + more}")

        core.worker.submit(job).result()

    allow(free)
    yield
    allow(1_000_000)


@contextlib.contextmanager
def filled_disk(_: Core, disk: Path, free: int) -> Iterator[None]:
    """Fill the disk up to so many pages."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * PAGE)
    os.truncate(filler, max(0, filler.stat().st_size - free * PAGE))
    yield
    filler.unlink()


def can_mount() -> bool:
    """Whether this user may have a small disk of its own; a container's often may not."""
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return os.geteuid() == 0 and tried.returncode == 0


@pytest.fixture(params=[no_more_pages, *([filled_disk] if can_mount() else [])])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Full]:
    """What fills the disk of `tmp_path`."""
    if request.param is no_more_pages:
        yield no_more_pages
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    subprocess.run(mount, check=True)
    yield filled_disk
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@dataclass
class Door:
    """A kiosk's core, and who came to its door and got in."""

    core: Core
    codes: Iterator[tuple[str, str]]
    ledger: list[str] = field(default_factory=list)

    def next_one_gets_in(self) -> bool:
        """Hold the next member's code up; whether the screen turns green."""
        person, code = next(self.codes)
        scan = self.core.worker.submit(lambda session: self.core.desk.scan(session, code))
        if (error := scan.exception()) is not None:
            assert isinstance(error, StoreError)
            assert "is full; free some space, then it goes on" in str(error), error
            return False
        assert scan.result().verdict.answer is Answer.WELCOME
        self.ledger.append(person)
        return True

    def kept(self) -> list[str]:
        """Return who came in, as the store has it."""
        in_order = select(FactRow.person).order_by(FactRow.seq)
        return self.core.worker.submit(lambda session: list(session.scalars(in_order))).result()


@pytest.fixture
def door(full: Full, tmp_path: Path) -> Iterator[Door]:
    """The door of a house with many members."""
    folder = DataFolder(tmp_path / "kiosk")
    with folder.lock():
        engine = open_folder(folder)
        house = House(engine)
        house.join(*(member(person, "Someone") for person in PEOPLE))
        engine.dispose()
        folder.keep_pairing(
            Pairing("http://127.0.0.1:1", "token", KIOSK, "casa-norte", OPERATOR, DeviceRole.KIOSK)
        )
    core = Core.open(folder)
    yield Door(core, ((person, house.code(person)) for person in PEOPLE))
    core.stop()
    assert not is_damaged(folder.database, thorough=True)


def test_only_what_is_kept_turns_green_and_space_is_all_it_takes(
    door: Door, full: Full, tmp_path: Path, expected_log
) -> None:
    expected_log("ERROR kiosk.worker: a job of the core worker failed in the database")
    for free in range(10):  # it runs full in different places of a job, COMMIT among them
        with full(door.core, tmp_path, free):
            while door.next_one_gets_in():
                pass
            door.next_one_gets_in()  # a small row may find room where a large one did not
        assert door.next_one_gets_in()
    assert door.kept() == door.ledger


def test_a_page_of_the_feed_that_finds_no_room_says_so_and_is_stored_later(
    door: Door, full: Full, tmp_path: Path, expected_log
) -> None:
    expected_log("ERROR kiosk.worker: a job of the core worker failed in the database")
    now = utc_now()
    elsewhere = [
        Fact(uuid4(), "casa-norte", STREAM, 1, seq, now, 0, person, CheckedIn())
        for seq, person in enumerate(PEOPLE[:200], 1)
    ]
    page = ReceivedPage((), tuple(elsewhere), "next", Acked(0, 0), STREAM)

    def store(session: Session) -> bool:
        return store_page(session, page, Contact(now)).is_news

    with full(door.core, tmp_path, 2):
        error = door.core.worker.submit(store).exception()
        assert isinstance(error, StoreError)
        assert "is full; free some space, then it goes on" in str(error), error
    assert door.core.worker.submit(store).result()
    assert len(door.kept()) == len(elsewhere)
