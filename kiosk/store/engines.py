"""Opening the store: durable SQLite with one writer, or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from kiosk.errors import StoreError

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cell_size_check=ON",
    "mmap_size=0",
)


_COMPLAINTS = (
    (
        ("readonly", "read-only", "permission"),
        "{place} cannot be written; make it writable or name another with --data.",
    ),
    (
        ("unable to open", "no such file", "not a directory", "file exists", "too long"),
        "{place} cannot be opened; check that the folder exists and is yours.",
    ),
    (
        ("disk is full", "no space"),
        "The disk of {place} is full; free some space, then it goes on.",
    ),
    (
        ("not a database", "malformed"),
        "The database in {place} is damaged; move it aside and restore a backup.",
    ),
    (
        ("locked",),
        "Another program is writing in {place}; let it finish or stop it, then try again.",
    ),
    (
        ("connection failed", "could not translate", "connection timeout"),
        "The database {place} does not answer; check its address and that it is running.",
    ),
)
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def sqlite_url(path: Path) -> str:
    """Return the database URL of a SQLite file."""
    return f"sqlite:///{path}"


def open_writer(url: str) -> Engine:
    """Open the one engine that writes.

    Every SQLite transaction starts with BEGIN IMMEDIATE: a read that turns into a write would
    otherwise fail at once instead of waiting its turn.

    Raises:
        StoreError: the URL is not one, or the folder cannot be made.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return _open_postgresql(parsed)
    if parsed.database:
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, pool_size=1, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def open_reader(url: str) -> Engine:
    """Open an engine that can only read; SQLite files are opened read-only.

    Raises:
        StoreError: the URL is not one, or there is no such file.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return _open_postgresql(parsed)
    path = Path(parsed.database or "")
    if not path.exists():
        raise StoreError(f"There is no data in {path.parent} yet; start a kiosk there first.")
    uri = f"{path.resolve().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=5000")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _not_an_address() from error
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise _not_an_address()
    return parsed.set(drivername=driver)


def _not_an_address() -> StoreError:
    # Without what was given: an address may hold a password.
    return StoreError(
        "This is not a database address that can be used; give a file like sqlite:///lobby.db or "
        "a server like postgresql://user@host/name."
    )


def _make_folder(folder: Path) -> None:
    try:
        # People's data: a folder that we make is its owner's alone.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise store_error_of(error, str(folder)) from error


def _open_postgresql(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "handle_error", _hide_values)
    return engine


def _hide_values(context: ExceptionContext) -> None:
    # After its first line PostgreSQL quotes the row that failed, and with it people's data.
    complaints = (context.original_exception, context.sqlalchemy_exception)
    for complaint in complaints:
        if complaint is not None:
            complaint.args = tuple(str(part).partition("\n")[0] for part in complaint.args)


def _prepare_writer(connection: Any, _record: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling begins late and commits DDL by itself; ours does not.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def store_error_of(error: DBAPIError | OSError, place: str) -> StoreError:
    """Turn a driver's complaint into one sentence for the person at the machine."""
    text = str(getattr(error, "orig", error)).lower()
    for words, sentence in _COMPLAINTS:
        if any(word in text for word in words):
            return StoreError(sentence.format(place=place))
    return StoreError(
        f"The database in {place} cannot be used right now ({type(error).__name__}); try again, "
        "and look into the log beside it if that does not help."
    )
