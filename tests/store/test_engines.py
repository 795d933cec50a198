"""Opening a database: what cannot be opened is said in one sentence, and no password with it."""

from pathlib import Path

import pytest

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
