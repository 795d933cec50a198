"""A server or a kiosk that was put back to an older state becomes whole again by itself."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, CheckedOut, Fact
from kiosk.errors import StoreError
from kiosk.store.contact import Acked, Contact, has_forgotten, note_contact
from kiosk.store.outbox import reoffer
from kiosk.store.replica import followed
from kiosk.store.station import Said, say
from kiosk.store.tables import OperatorRow, StationRow
from kiosk.sync.link import ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.push import Answer
from tests.server.central import ANA, BEA, NORTE, SOON_S, Central, Kiosk
from tests.sync.tablet import Tablet, do
from tests.sync.test_worker import following

NewKiosk = Callable[..., Kiosk]

SERVER_FORGOT = "WARNING kiosk.sync.pull: the server was put back"
FEED_ANEW = "WARNING kiosk.sync.pull: the server's feed began anew"
KIOSK_FORGOT = "WARNING kiosk.store.replica: the feed has facts of this store that it does not"


def copy(database: Path, to: Path) -> Path:
    """Copy a database that may be in use."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to


def put_back(copied: Path, database: Path) -> None:
    for leftover in ("-wal", "-shm"):
        database.with_name(database.name + leftover).unlink(missing_ok=True)
    shutil.copyfile(copied, database)


@pytest.fixture
def backup(central: Central, tmp_path: Path) -> Callable[[], Callable[[], None]]:
    """Backs the server up, and returns what puts it back, in a new stream as a restore does."""
    database = Path(make_url(central.db).database or "")

    def make() -> Callable[[], None]:
        copied = copy(database, tmp_path / f"{uuid4().hex}.db")

        def restore(stream_epoch: bool = True) -> None:
            central.stop()
            central.engine.dispose()
            put_back(copied, database)
            if stream_epoch:
                with central.session() as session:
                    session.execute(update(OperatorRow).values(stream_epoch=uuid4()))
            central.start()

        return restore

    return make


def ledger_of(*kiosks: Kiosk) -> set[Fact]:
    return {fact for kiosk in kiosks for fact in kiosk.ledger}


def test_a_restored_server_gets_back_what_its_kiosks_recorded_since(
    central: Central,
    new_kiosk: NewKiosk,
    backup: Callable[[], Callable[[], None]],
    expected_log: Callable[[str], None],
) -> None:
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    front, back = new_kiosk(), new_kiosk()
    for kiosk in (front, back):
        kiosk.sync()
    front.says(CheckedIn())
    front.sync()
    restore = backup()
    front.says(CheckedOut())
    back.says(CheckedIn(), BEA)
    for kiosk in (front, back, front):
        kiosk.sync()
    restore()
    assert central.present() == {ANA}
    for kiosk in (front, back, front):
        assert kiosk.sync().waiting.pending == 0
    assert set(central.facts()) == ledger_of(front, back)
    assert len(central.facts()) == 3
    assert central.present() == front.present() == back.present() == {BEA}


def test_a_kiosk_whose_store_was_lost_brings_back_what_the_server_lost_too(
    central: Central,
    tmp_path: Path,
    backup: Callable[[], Callable[[], None]],
    expected_log: Callable[[str], None],
) -> None:
    expected_log("ERROR kiosk.store.backups.restoring: .* is damaged; saving")
    expected_log("ERROR .*restoring: saved 1 facts from it, beginning with an empty")
    tablet = Tablet(tmp_path / "tablet", central)
    tablet.pair()
    with tablet.open() as core:
        core.sync_once()
        restore = backup()
        said = Said(CheckedIn(), NORTE.id, ANA)
        fact = do(core, lambda session: say(session, said, utc_now()))
        assert core.sync_once().pushed == 1
    with tablet.folder.database.open("r+b") as file:
        file.write(b"\xff" * 4096)
    restore()
    with tablet.open() as core:
        core.sync_once()
    assert central.facts() == [fact]


def test_a_server_put_back_by_hand_is_noticed_by_its_mark(
    central: Central,
    kiosk: Kiosk,
    backup: Callable[[], Callable[..., None]],
    expected_log: Callable[[str], None],
) -> None:
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    kiosk.sync()
    kiosk.says(CheckedIn())
    kiosk.sync()
    restore = backup()
    kiosk.says(CheckedIn(), BEA)
    kiosk.sync()
    restore(stream_epoch=False)
    kiosk.sync()
    assert central.facts() == kiosk.ledger
    assert kiosk.do(followed).acked_seq == 2


def test_a_running_kiosk_offers_again_without_being_told(
    central: Central,
    kiosk: Kiosk,
    backup: Callable[[], Callable[[], None]],
    expected_log: Callable[[str], None],
) -> None:
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    kiosk.sync()
    restore = backup()
    kiosk.says(CheckedIn())
    kiosk.sync()
    restore()
    with following(kiosk):
        until = time.monotonic() + SOON_S
        while central.present() != {ANA}:
            assert time.monotonic() < until
            time.sleep(0.02)
    assert central.facts() == kiosk.ledger


class Interrupted:
    """A store that is switched off just before a job."""

    def __init__(self, kiosk: Kiosk, jobs: int) -> None:
        self._kiosk, self._jobs = kiosk, jobs

    def submit(self, job: Callable[[Session], Answer]) -> "Future[Answer]":
        if not self._jobs:
            raise StoreError("Switched off.")
        self._jobs -= 1
        return self._kiosk.submit(job)


@pytest.mark.parametrize("jobs", [2, 3])  # before anything is offered again, and before it is noted
def test_a_kiosk_switched_off_while_it_offers_again_does_so_afterwards(
    central: Central,
    kiosk: Kiosk,
    backup: Callable[[], Callable[[], None]],
    expected_log: Callable[[str], None],
    jobs: int,
) -> None:
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    kiosk.sync()
    restore = backup()
    kiosk.says(CheckedIn())
    kiosk.sync()
    restore()
    link = ServerLink(kiosk.address)
    assert pull_page(kiosk.core, link, kiosk.now, wait_s=0).more  # the cursor is refused
    with pytest.raises(StoreError):
        pull_page(Interrupted(kiosk, jobs), link, kiosk.now, wait_s=0)
    link.close()
    kiosk.start_again()
    kiosk.sync()
    assert central.facts() == kiosk.ledger


def test_a_kiosk_put_back_takes_a_new_epoch_and_gets_back_what_it_had(
    central: Central, kiosk: Kiosk, tmp_path: Path, expected_log: Callable[[str], None]
) -> None:
    expected_log(KIOSK_FORGOT)
    kiosk.sync()
    kiosk.says(CheckedIn())
    kiosk.sync()
    copied = copy(kiosk.folder / "lobby.db", tmp_path / "copy.db")
    kiosk.says(CheckedIn(), BEA)
    kiosk.sync()
    before = kiosk.epoch()
    kiosk.core.stop()
    put_back(copied, kiosk.folder / "lobby.db")
    kiosk.start_again()
    kiosk.sync()
    assert kiosk.epoch() != before
    assert kiosk.present() == {ANA, BEA}
    new = kiosk.says(CheckedOut())
    kiosk.sync()
    assert (new.epoch, new.seq) == (kiosk.epoch(), 1)
    assert set(central.facts()) == set(kiosk.ledger)
    assert central.present() == kiosk.present() == {BEA}


def test_a_mark_beyond_what_was_ever_made_here_means_a_new_epoch(
    kiosk: Kiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING kiosk.store.contact: the server has more facts of this store")
    kiosk.sync()
    waits, before = kiosk.says(CheckedIn()), kiosk.epoch()
    beyond = Acked(before, waits.seq + 1)
    kiosk.do(lambda session: note_contact(session, Contact(kiosk.now()), beyond))
    assert kiosk.epoch() != before
    assert kiosk.sync().waiting.unsent == 0


def test_an_answer_that_another_overtook_offers_nothing_again(kiosk: Kiosk) -> None:
    kiosk.sync()
    kiosk.says(CheckedIn())
    kiosk.sync()
    here = kiosk.do(lambda session: session.query(StationRow).one())
    assert here.stream_epoch is not None
    asked_before = Acked(here.epoch, seq=0, before=0)
    kiosk.do(lambda session: note_contact(session, Contact(kiosk.now()), asked_before))
    assert kiosk.do(followed).acked_seq == 1
    stream = here.stream_epoch
    assert not kiosk.do(lambda session: has_forgotten(session, stream, asked_before))
    of_another_epoch = Acked(here.epoch + 1, seq=0, before=1)
    assert not kiosk.do(lambda session: has_forgotten(session, stream, of_another_epoch))
    lost = Acked(here.epoch, seq=0, before=1)
    assert kiosk.do(lambda session: has_forgotten(session, stream, lost))


def test_whatever_is_offered_twice_is_counted_once(central: Central, kiosk: Kiosk) -> None:
    kiosk.sync()
    kiosk.says(CheckedIn())
    kiosk.sync()
    kiosk.do(reoffer)
    assert kiosk.waiting().pending == 1
    kiosk.sync()
    assert (kiosk.waiting().pending, central.facts()) == (0, kiosk.ledger)
