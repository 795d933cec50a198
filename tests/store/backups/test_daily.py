"""A backup a day comes by itself and disturbs nobody, least of all when it fails."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.store.backups import making
from kiosk.store.backups.daily import DailyBackup
from kiosk.store.backups.making import GiveUp, all_backups, backups_in, copy_sqlite, name_at
from kiosk.store.engines import sqlite_url
from tests.house import House

SOON_S = 20


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def daily(house: House, tmp_path: Path) -> DailyBackup:
    return DailyBackup(sqlite_url(tmp_path / "lobby.db"), tmp_path, lambda: house.now)


def names(tmp_path: Path) -> list[str]:
    return [backup.name for backup in all_backups(tmp_path)]


def test_one_is_made_at_the_start_when_the_newest_is_a_day_old(
    house: House, tmp_path: Path
) -> None:
    for days in range(9, 0, -1):
        (backups_in(tmp_path) / name_at(house.now - timedelta(days=days))).mkdir(parents=True)
    backup = daily(house, tmp_path)
    backup.start()
    wait_until(lambda: name_at(house.now) in names(tmp_path) and len(names(tmp_path)) == 7)
    backup.stop(SOON_S)
    assert (backups_in(tmp_path) / name_at(house.now) / "lobby.db").exists()


def test_none_is_made_while_the_newest_is_fresh(house: House, tmp_path: Path) -> None:
    fresh = name_at(house.now - timedelta(hours=23))
    (backups_in(tmp_path) / fresh).mkdir(parents=True)
    backup = daily(house, tmp_path)
    backup.start()
    backup.stop(SOON_S)
    assert names(tmp_path) == [fresh]


def test_backups_of_a_clock_that_was_years_ahead_make_way_for_those_of_today(
    house: House, tmp_path: Path
) -> None:
    for days in range(7):
        ahead = name_at(house.now + timedelta(days=1000 + days))
        (backups_in(tmp_path) / ahead).mkdir(parents=True)
    today = name_at(house.now)
    for _ in range(2):  # the second finds that there is one of today
        backup = daily(house, tmp_path)
        backup.start()
        wait_until(lambda: today in names(tmp_path) and len(names(tmp_path)) == 7)
        backup.stop(SOON_S)
        house.wait(hours=1)
    assert [name for name in names(tmp_path) if name <= name_at(house.now)] == [today]


def test_a_failure_is_told_and_ends_nothing(
    house: House, tmp_path: Path, expected_log, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("ERROR .*daily: no backup could be made: .*backups cannot be opened")
    backups_in(tmp_path).write_text("a file where the folder should be")
    backup = daily(house, tmp_path)
    backup.start()
    wait_until(lambda: "no backup could be made" in caplog.text)
    backup.stop(SOON_S)
    house.scan(house.code("a" * 16))
    assert house.present() == ["a" * 16]


def test_one_that_is_being_made_is_gone_too_when_none_are_wanted(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copying = threading.Event()

    def copy_slowly(source: Path, target: Path, give_up: GiveUp) -> None:
        copying.set()
        wait_until(give_up)
        copy_sqlite(source, target, give_up)

    monkeypatch.setattr(making, "copy_sqlite", copy_slowly)
    backup = daily(house, tmp_path)
    backup.start()
    assert copying.wait(SOON_S)
    backup.remove_all()
    assert not backups_in(tmp_path).exists()
    backup.stop(SOON_S)
    assert not backups_in(tmp_path).exists()
