"""Opening a database: what cannot be opened is said in one sentence, and no password with it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from kiosk.errors import StoreError
from kiosk.store.engines import open_reader, open_writer, sqlite_url


@pytest.mark.parametrize("opening", [open_reader, open_writer])
@pytest.mark.parametrize(
    "url", ["foo", "", "mysql://u:secret@host/name", "postgresql://u:secret@host:port/name"]
)
def test_what_is_no_address_of_a_database_is_refused_with_an_example(opening, url: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:///lobby\.db") as caught:
        opening(url)
    assert "secret" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"file cannot be opened; check that the folder"):
        open_writer(sqlite_url(tmp_path / "file" / "lobby.db"))
    with pytest.raises(StoreError, match=r"/proc/lobby cannot be opened"):
        open_writer("sqlite:////proc/lobby/lobby.db")


def test_reading_where_nothing_was_written_says_what_to_start(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="start a kiosk there first"):
        open_reader(sqlite_url(tmp_path / "lobby.db"))


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_new_store_keeps_what_it_commits_through_a_power_cut(tmp_path: Path) -> None:
    engine = open_writer(sqlite_url(tmp_path / "lobby.db"))
    full, incremental = 2, 2
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "synchronous") == full
    assert pragma(engine, "auto_vacuum") == incremental
    engine.dispose()


def test_a_command_beside_the_server_leaves_its_log_alone(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "lobby.db")
    server, command = open_writer(url), open_writer(url, checkpoints=False)
    pages, log = 2000, tmp_path / "lobby.db-wal"
    with server.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text BLOB)")
    before = (tmp_path / "lobby.db").read_bytes()
    with command.begin() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES (zeroblob(?))", (4096 * pages,))
    assert log.stat().st_size > 4096 * pages
    assert (tmp_path / "lobby.db").read_bytes() == before
    command.dispose()
    server.dispose()
    assert not log.exists()
