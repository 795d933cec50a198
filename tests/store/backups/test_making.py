"""Backups are verified copies that appear whole or not at all, while the house goes on."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.store.backups.making import all_backups, backups_in, keep_newest, make_backup, name_at
from kiosk.store.engines import is_damaged, sqlite_url
from tests.house import ANA, MONDAY_NINE, House


def count_facts(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM fact").fetchone()[0])


@pytest.fixture
def home(house: House, tmp_path: Path) -> Path:
    """The folder of a house where Ana is in, with what stands beside its database."""
    house.scan(house.code(ANA))
    (tmp_path / "device.json").write_text("{}")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "1.pem").write_text("secret")
    (tmp_path / "kiosk.log").write_text("not part of it")
    return tmp_path


def test_a_backup_of_an_open_store_holds_all_of_it_for_its_owner_alone(home: Path) -> None:
    target = home / "out" / "one"
    make_backup(sqlite_url(home / "lobby.db"), home, target)
    names = {str(path.relative_to(target)): path for path in target.rglob("*")}
    assert set(names) == {"lobby.db", "device.json", "keys", "keys/1.pem"}
    assert count_facts(target / "lobby.db") == count_facts(home / "lobby.db") > 0
    for path in (target, *names.values()):
        assert path.stat().st_mode & 0o077 == 0


def test_a_busy_house_neither_waits_for_a_backup_nor_gets_into_it(house: House, home: Path) -> None:
    house.wait(hours=1)
    before = count_facts(home / "lobby.db")

    def meanwhile() -> bool:
        house.touch("leave", ANA)
        return False

    make_backup(sqlite_url(home / "lobby.db"), home, home / "copy", meanwhile)
    assert count_facts(home / "copy" / "lobby.db") == before
    assert count_facts(home / "lobby.db") > before


def test_a_backup_that_is_given_up_leaves_nothing(home: Path) -> None:
    with pytest.raises(StoreError, match="given up"):
        make_backup(sqlite_url(home / "lobby.db"), home, home / "out" / "one", lambda: True)
    assert list((home / "out").iterdir()) == []


def test_a_folder_that_is_there_is_not_written_over(home: Path) -> None:
    with pytest.raises(StoreError, match="is there already"):
        make_backup(sqlite_url(home / "lobby.db"), home, home)


def test_a_copy_of_damage_is_no_backup(house: House, home: Path) -> None:
    house.engine.dispose()
    database = home / "lobby.db"
    with database.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)
    assert is_damaged(database)
    with pytest.raises(StoreError, match="damaged"):
        make_backup(sqlite_url(database), home, home / "copy")
    assert not (home / "copy").exists()


def test_the_newest_seven_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    names = [name_at(MONDAY_NINE + timedelta(days=day)) for day in range(9)]
    for name in [*names, "mine", "2026-03-01T00-00-00Z.part"]:
        (backups_in(tmp_path) / name).mkdir(parents=True)
    keep_newest(tmp_path, MONDAY_NINE + timedelta(days=9))
    assert [folder.name for folder in all_backups(tmp_path)] == names[:1:-1]
    assert (backups_in(tmp_path) / "mine").exists()
    assert not (backups_in(tmp_path) / "2026-03-01T00-00-00Z.part").exists()
