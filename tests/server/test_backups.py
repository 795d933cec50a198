"""lobby backup and lobby restore on a server's database, of both kinds and between them."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, Fact
from kiosk.errors import StoreError
from kiosk.server.main import open_database
from kiosk.store.base import Base
from kiosk.store.directory import save_members, save_space
from kiosk.store.engines import open_reader, open_writer, sqlite_url
from kiosk.store.in_use import used_by_server
from kiosk.store.record import record
from kiosk.store.station import Said, say, station_of
from kiosk.store.tables import OperatorRow
from tests.commands.test_backups import done, facts_in, refusal
from tests.house import ANA, BEA, MONDAY_NINE, member
from tests.server.central import NORTE


def served(db: str, *people: str) -> set[object]:
    """Start on a server's database and stop; these people come in at Casa Norte."""
    database = open_database(db)

    def job(session: Session) -> None:
        save_space(session, NORTE)
        save_members(session, [member(person, "Someone") for person in people])
        for person in people:
            say(session, Said(CheckedIn(), NORTE.id, person), MONDAY_NINE)

    database.write_now(job)
    database.close()
    return facts_in(db)


def test_a_server_goes_back_and_tells_its_devices_so(db: str, tmp_path: Path) -> None:
    before = served(db, ANA)
    kept = tmp_path / "kept"
    done("backup", "--db", db, "--out", kept)
    assert (kept / "keys").is_dir()
    assert facts_in(sqlite_url(kept / "lobby.db")) == before
    engine = open_writer(db)
    streams, epochs = set(), set()

    def look() -> None:
        with Session(engine) as session:
            streams.add(session.scalars(select(OperatorRow.stream_epoch)).one())
            epochs.add(station_of(session).epoch)
        engine.dispose()

    look()
    facts = served(db, BEA)
    done("restore", kept, "--db", db)
    look()
    assert len(streams) == len(epochs) == 2
    assert facts_in(db) == facts > before  # nobody else has what the server itself made
    served(db)
    with used_by_server(db):
        assert "in use by a server" in str(refusal("restore", kept, "--db", db))


def test_a_server_goes_back_with_what_a_device_sent_that_is_gone_now(
    db: str, tmp_path: Path
) -> None:
    served(db, BEA)
    kept = tmp_path / "kept"
    done("backup", "--db", db, "--out", kept)
    theirs = Fact(uuid4(), NORTE.id, uuid4(), 1, 1, MONDAY_NINE, 0, ANA, CheckedIn())
    database = open_database(db)
    database.write_now(lambda session: record(session, [theirs]))
    database.close()
    done("restore", kept, "--db", db)
    assert theirs.id in facts_in(db)


def test_a_house_moves_to_another_database_by_a_backup(db: str, tmp_path: Path) -> None:
    """Both ways, whichever kind of database is the other one."""
    old = sqlite_url(tmp_path / "old" / "lobby.db")
    served(old, ANA, BEA)
    done("backup", "--db", old, "--out", tmp_path / "kept")
    done("restore", tmp_path / "kept", "--db", db)
    assert counts(db) == counts(old)
    served(db)  # the keys came along
    done("backup", "--db", db, "--out", tmp_path / "back")
    assert counts(sqlite_url(tmp_path / "back" / "lobby.db")) == counts(old)


def counts(url: str) -> dict[str, int]:
    engine = open_reader(url)
    with engine.connect() as connection:
        found = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return found


def test_a_damaged_server_stops_with_what_to_do(tmp_path: Path) -> None:
    db = sqlite_url(tmp_path / "lobby.db")
    served(db, ANA)
    done("backup", "--db", db)
    with (tmp_path / "lobby.db").open("r+b") as file:
        file.write(b"\0" * 4096)
    with pytest.raises(StoreError, match=r"is damaged; say lobby restore .*") as stopped:
        open_database(db)
    _, _, what_to_do = str(stopped.value).partition("say lobby ")
    done(*what_to_do.partition(",")[0].split())
    assert served(db)
