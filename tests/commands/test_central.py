"""The server's database, and what the desk is told of it."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.errors import StoreError
from kiosk.store.engines import open_writer, sqlite_url


def lobby(*words: str) -> Result:
    """Run `lobby WORDS`."""
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize(
    "words",
    [
        "space list",
        "members list",
        "members import members.csv",
        "members add --name Ana --email ana@example.org",
        "members end-phones ana@example.org",
        "device list",
        "device code",
        "pass ana@example.org",
        "passes --all",
        "facts",
    ],
)
def test_a_mistyped_name_makes_no_new_house(tmp_path: Path, words: str) -> None:
    typo = tmp_path / "typo" / "lobby.db"
    error = lobby(*words.split(), "--db", sqlite_url(typo)).exception
    assert isinstance(error, StoreError)
    assert str(error) == f"There is no database at sqlite:///{typo}; lobby space add makes one."
    assert not typo.parent.exists()


def test_a_database_of_somebody_else_gets_no_tables(tmp_path: Path) -> None:
    other = sqlite_url(tmp_path / "other.db")
    engine = open_writer(other)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE song (title TEXT)")
    engine.dispose()
    error = lobby("members", "list", "--db", other).exception
    assert isinstance(error, StoreError)
    assert "There is no database" in str(error)


def test_a_house_without_devices_says_so(tmp_path: Path) -> None:
    db = sqlite_url(tmp_path / "lobby.db")
    assert lobby("space", "add", "casa", "Casa", "--db", db).exit_code == 0
    assert "No device yet" in lobby("device", "list", "--db", db).output
    assert lobby("device", "list", "--json", "--db", db).output == ""


def test_a_file_may_be_named_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert lobby("space", "add", "casa", "Casa", "--db", "house/lobby.db").exit_code == 0
    same = ("house/lobby.db", str(tmp_path / "house" / "lobby.db"), "sqlite:///house/lobby.db")
    for name in same:
        assert "Casa" in lobby("space", "list", "--db", name).output
    assert lobby("backup", "--db", same[0], "--out", "kept").exit_code == 0
    assert lobby("restore", "kept", "--db", "other/lobby.db").exit_code == 0
    assert lobby("facts", "--db", "other/lobby.db").exit_code == 0


@pytest.mark.parametrize("words", ["space list", "device code", "backup", "facts", "restore ."])
@pytest.mark.parametrize("nonsense", ["sqlite://", "postgresql://host:door/house", "foo://house"])
def test_what_is_no_database_is_refused_in_a_sentence(words: str, nonsense: str) -> None:
    error = lobby(*words.split(), "--db", nonsense).exception
    assert isinstance(error, StoreError)
    assert "not a database address" in str(error)
