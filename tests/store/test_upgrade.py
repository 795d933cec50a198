"""A store that the first release made: brought up to date whole, whatever stops the program."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from kiosk.store import outbox
from kiosk.store.backups.making import DATABASE, all_backups
from kiosk.store.engines import is_damaged, open_writer, sqlite_url
from kiosk.store.outbox import State
from kiosk.store.presence import open_visits
from kiosk.store.schema import HEAD, bring_up_to_date
from kiosk.store.station import station_of
from kiosk.store.tables import METADATA, OutboxRow
from tests.house import ANA, CARL, KIOSK, MONDAY_NINE

Rows = dict[str, list[tuple[Any, ...]]]

# Dumps of databases that were in use when the first release ended, at revision 0001.
FIRST_RELEASE = Path(__file__).parent / "first_release"
KILLED = 9


def first_release(name: str, folder: Path) -> Path:
    """Make the database of a first release's kiosk or server."""
    database = folder / DATABASE
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript((FIRST_RELEASE / f"{name}.sql").read_text(encoding="utf-8"))
    return database


def rows_of(database: Path) -> Rows:
    """Return every row of the first release's tables, in their columns of then."""
    with closing(sqlite3.connect(":memory:")) as then:
        then.executescript((FIRST_RELEASE / "kiosk.sql").read_text(encoding="utf-8"))
        tables = [name for (name,) in then.execute("SELECT name FROM sqlite_master WHERE rootpage")]
        columns = {
            name: ", ".join(column[1] for column in then.execute(f"PRAGMA table_info({name})"))
            for name in tables
            if name != "alembic_version"
        }
    with closing(sqlite3.connect(database)) as now:
        return {
            name: now.execute(f"SELECT {names} FROM {name} ORDER BY rowid").fetchall()
            for name, names in columns.items()
            if names
        }


def revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def upgraded(database: Path) -> Engine:
    engine = open_writer(sqlite_url(database))
    bring_up_to_date(engine)
    return engine


@pytest.mark.parametrize("name", ["kiosk", "server"])
def test_every_row_is_as_it_was(tmp_path: Path, name: str) -> None:
    database = first_release(name, tmp_path)
    before = rows_of(database)
    assert before["fact"]
    assert before["visit"]
    upgraded(database).dispose()
    assert rows_of(database) == before
    assert revision(database) == HEAD
    assert not is_damaged(database, thorough=True)


def test_a_kiosk_goes_on_where_it_was(tmp_path: Path) -> None:
    engine = upgraded(first_release("kiosk", tmp_path))
    with Session(engine) as session:
        here = station_of(session)
        assert (here.device, here.space) == (KIOSK, "casa-norte")
        states = set(session.scalars(select(OutboxRow.state)))
        assert states == {State.PENDING, State.QUARANTINED}
        waiting = outbox.waiting(session)
        assert len(outbox.next_facts(session, 100)) == waiting.pending > 0
        assert waiting.quarantined == 1
        tomorrow = MONDAY_NINE.replace(day=3, hour=11)
        assert {visit.person for visit in open_visits(session, here.space, tomorrow)} == {ANA, CARL}
    engine.dispose()


def test_a_store_in_use_is_backed_up_before_it_changes(tmp_path: Path) -> None:
    database = first_release("kiosk", tmp_path)
    before = rows_of(database)
    upgraded(database).dispose()
    (kept,) = all_backups(tmp_path)
    assert revision(kept / DATABASE) == "0001"
    assert rows_of(kept / DATABASE) == before
    upgraded(database).dispose()
    assert all_backups(tmp_path) == [kept]


def test_a_kill_at_any_statement_leaves_the_old_schema_or_the_new_one(tmp_path: Path) -> None:
    statement, whole = 0, set[str]()
    while True:
        statement += 1
        folder = tmp_path / str(statement)
        folder.mkdir()
        database = first_release("kiosk", folder)
        before = rows_of(database)
        was_killed = run_until(database, statement)
        assert not is_damaged(database, thorough=True)
        assert rows_of(database) == before
        whole.add(revision(database))
        upgraded(database).dispose()
        assert rows_of(database) == before
        assert tables_of(database) == {*METADATA.tables, "alembic_version"}
        if not was_killed:
            break
    assert statement > 15
    assert whole == {"0001", HEAD}


def run_until(database: Path, statement: int) -> bool:
    """Bring a store up to date in a process that dies at a statement; whether it came to that."""
    child = os.fork()
    if child == 0:
        try:
            count = 0

            def die(*_: object) -> None:
                nonlocal count
                count += 1
                if count == statement:
                    os._exit(KILLED)

            engine = open_writer(sqlite_url(database))
            event.listen(engine, "before_cursor_execute", die)
            event.listen(engine, "commit", die)
            bring_up_to_date(engine)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == KILLED


def tables_of(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in names}
