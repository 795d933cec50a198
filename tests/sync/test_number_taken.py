"""Two copies of one store are in use, or one was put back: no fact loses to another's number."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kiosk.domain.facts import CheckedIn
from tests.server.central import BEA, CARL, Central, Kiosk


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def put_back(kiosk: Kiosk, earlier: Path) -> None:
    """Give the kiosk an older copy of its store."""
    kiosk.core.stop()
    copy(earlier, kiosk.folder / "lobby.db")
    kiosk.start_again()


def test_facts_whose_numbers_are_taken_arrive_under_new_ones(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    kiosk.sync()
    copy(kiosk.folder / "lobby.db", tmp_path / "earlier.db")
    first = kiosk.says(CheckedIn())
    kiosk.sync()
    put_back(kiosk, tmp_path / "earlier.db")
    epoch = kiosk.epoch()
    second, third = kiosk.says(CheckedIn(), BEA), kiosk.says(CheckedIn(), CARL)
    assert (second.epoch, second.seq) == (first.epoch, first.seq)
    assert kiosk.sync().waiting.unsent == 0
    assert kiosk.epoch() != epoch
    there = {fact.id: fact for fact in central.facts()}
    assert set(there) == {first.id, second.id, third.id}
    assert (there[second.id].epoch, there[second.id].seq) == (kiosk.epoch(), 1)
    assert there[third.id] == third  # its number was free
    assert kiosk.present() == central.present()


def test_a_store_whose_server_knows_more_of_it_than_it_made_counts_anew(
    central: Central, kiosk: Kiosk, tmp_path: Path, expected_log: Callable[[str], None]
) -> None:
    expected_log("takes a new epoch")
    kiosk.sync()
    copy(kiosk.folder / "lobby.db", tmp_path / "earlier.db")
    first, second = kiosk.says(CheckedIn()), kiosk.says(CheckedIn(), BEA)
    kiosk.sync()
    put_back(kiosk, tmp_path / "earlier.db")
    epoch = kiosk.epoch()
    kiosk.sync()
    assert kiosk.epoch() != epoch
    third = kiosk.says(CheckedIn(), CARL)
    assert third.seq == 1
    kiosk.sync()
    assert {fact.id for fact in central.facts()} == {first.id, second.id, third.id}
