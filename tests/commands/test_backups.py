"""lobby backup and lobby restore on a device's folder."""

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.domain.devices import DeviceRole
from kiosk.errors import LobbyError
from kiosk.settings import DataFolder, Pairing
from kiosk.store.backups.replacing import BEFORE_RESTORE, set_aside
from kiosk.store.engines import open_reader, open_writer, sqlite_url
from kiosk.store.member_tables import MemberRow
from kiosk.store.outbox import State
from kiosk.store.tables import FactRow, OutboxRow, StationRow
from tests.house import ANA, BEA, KIOSK, OPERATOR, House, member


def lobby(*words: object) -> Result:
    """Run `lobby WORDS`."""
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> str:
    result = lobby(*words)
    assert result.exit_code == 0, result
    return result.output


def refusal(*words: object) -> LobbyError:
    error = lobby(*words).exception
    assert isinstance(error, LobbyError), error
    return error


def pairing(device=KIOSK, token: str = "first") -> Pairing:
    return Pairing("http://127.0.0.1:1", token, device, "casa-norte", OPERATOR, DeviceRole.KIOSK)


@pytest.fixture
def folder(house: House, tmp_path: Path) -> DataFolder:
    """A kiosk's folder; Ana is in."""
    folder = DataFolder(tmp_path)
    folder.keep_pairing(pairing())
    house.scan(house.code(ANA))
    return folder


def facts_in(url: str) -> set[object]:
    engine = open_reader(url)
    with Session(engine) as session:
        found = set(session.scalars(select(FactRow.id)))
    engine.dispose()
    return found


def test_a_kiosk_goes_back_without_losing_what_it_recorded_since(
    house: House, folder: DataFolder, tmp_path: Path
) -> None:
    kept = tmp_path / "usb" / "monday"
    assert str(kept) in done("backup", "--data", folder.path, "--out", kept)
    house.wait(hours=1)
    house.touch("leave", ANA)
    house.join(member(BEA, "Bea Ruiz"))
    folder.keep_tokens(pairing(token="second"))
    url = sqlite_url(folder.database)
    with house.session() as session:
        before = session.scalars(select(StationRow)).one()
    facts = facts_in(url)
    assert "Facts made since and kept: 1." in done("restore", kept, "--data", folder.path)
    assert facts_in(url) == facts
    with Session(open_reader(url)) as session:
        assert set(session.scalars(select(MemberRow.handle))) == {ANA}
        assert set(session.scalars(select(OutboxRow.state))) == {State.PENDING}
        assert session.scalars(select(StationRow.epoch)).one() != before.epoch
        session.get_bind().dispose()
    now = folder.pairing()
    assert now is not None
    assert now.token == "second"  # the server may know no older one any more
    (aside,) = set_aside(folder.path, BEFORE_RESTORE)
    assert facts_in(sqlite_url(aside / "lobby.db")) == facts


def test_a_new_machine_becomes_the_kiosk_of_a_backup(
    house: House, folder: DataFolder, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    done("backup", "--data", folder.path, "--out", kept)
    other = DataFolder(tmp_path / "other")
    done("restore", kept, "--data", other.path)
    assert other.pairing() == folder.pairing()
    assert facts_in(sqlite_url(other.database)) == facts_in(sqlite_url(folder.database))


def test_what_is_no_usable_backup_is_refused_in_a_sentence(
    house: House, folder: DataFolder, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    done("backup", "--data", folder.path, "--out", kept)
    before = folder.database.read_bytes()
    to = ("--data", folder.path)
    assert "holds no backup" in str(refusal("restore", tmp_path / "nothing", *to))
    assert "a device's backup" in str(refusal("restore", kept, "--db", sqlite_url(tmp_path / "s")))
    newer, other, damaged = (
        shutil.copytree(kept, tmp_path / name) for name in ("newer", "other", "damaged")
    )
    change(newer, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer Hello Lobby" in str(refusal("restore", newer, *to))
    change(other, "DROP TABLE alembic_version")
    assert "no database of Hello Lobby" in str(refusal("restore", other, *to))
    with (damaged / "lobby.db").open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 4096)
    assert "is damaged" in str(refusal("restore", damaged, *to))
    with folder.lock():
        assert "in use" in str(refusal("restore", kept, *to))
    assert folder.database.read_bytes() == before
    assert set_aside(folder.path, BEFORE_RESTORE) == []


def change(backup: Path, statement: str) -> None:
    engine = open_writer(sqlite_url(backup / "lobby.db"))
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
