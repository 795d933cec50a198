"""Moving every row of a store into another database, whichever of the two kinds each one is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from kiosk.errors import StoreError
from kiosk.store.engines import open_reader, open_writer, sqlite_url
from kiosk.store.schema import HEAD, bring_up_to_date, revision_of
from kiosk.store.tables import METADATA

_ROWS_AT_ONCE = 1000


def copy_into_file(url: str, target: Path, give_up: Callable[[], bool]) -> None:
    """Copy a PostgreSQL database, as it is at one moment, into a new SQLite file.

    Raises:
        StoreError: it is not in the present schema, or rows got lost on the way.
    """
    server, file = open_reader(url), open_writer(sqlite_url(target))
    try:
        check_is_present(server)
        bring_up_to_date(file)
        with server.connect() as source, file.begin() as connection:
            source.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            copy_tables(source, connection, give_up)
    finally:
        server.dispose()
        file.dispose()
    make_plain_file(target)


def copy_from_file(source: Path, target: Connection) -> None:
    """Replace every row of a database by those of a SQLite file, in the caller's transaction."""
    names = ", ".join(f'"{table.name}"' for table in METADATA.sorted_tables)
    target.execute(text(f"TRUNCATE {names}"))
    file = open_reader(sqlite_url(source))
    try:
        with file.connect() as connection:
            copy_tables(connection, target)
    finally:
        file.dispose()


def copy_tables(
    source: Connection, target: Connection, give_up: Callable[[], bool] = lambda: False
) -> None:
    """Copy every row between two databases of the present schema, the target being empty.

    Raises:
        StoreError: there are not as many rows after it, or it was given up.
    """
    for table in METADATA.sorted_tables:
        rows = source.execute(select(table), execution_options={"yield_per": _ROWS_AT_ONCE})
        for part in rows.mappings().partitions():
            if give_up():
                raise StoreError("The backup was given up; it is made anew at the next start.")
            target.execute(insert(table), [dict(row) for row in part])
        if _count(source, table) != _count(target, table):
            raise StoreError("Not every row arrived in the copy; nothing was kept, try again.")


def check_is_present(engine: Engine) -> None:
    """Refuse a database that has another schema than this program's.

    Raises:
        StoreError: it has.
    """
    if revision_of(engine) != HEAD:
        raise StoreError(
            "This database is not in the schema of this program; start lobby server on it once."
        )


def make_plain_file(database: Path) -> None:
    """Have a closed SQLite file need no log beside it."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
