"""Opening the store: durable SQLite with one writer, or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
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


def sqlite_url(path: Path) -> str:
    """Return the database URL of a SQLite file."""
    return f"sqlite:///{path}"


def open_writer(url: str) -> Engine:
    """Open the one engine that writes.

    Every SQLite transaction starts with BEGIN IMMEDIATE: a read that turns into a write would
    otherwise fail at once instead of waiting its turn.

    Raises:
        StoreError: the URL is not one, or the folder cannot be written.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            f"{url!r} is not a database address; use a file like sqlite:///lobby.db or "
            "postgresql+psycopg://user@host/name."
        ) from error
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database:
        # People's data: a folder that we make is its owner's alone.
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=1, max_overflow=0)
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def open_reader(url: str) -> Engine:
    """Open an engine that can only read; SQLite files are opened read-only.

    Raises:
        StoreError: there is no such file.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    path = Path(parsed.database or "")
    if not path.exists():
        raise StoreError(f"There is no data in {path.parent} yet; start a kiosk there first.")
    uri = f"{path.resolve().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=5000")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


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
    if "readonly" in text or "read-only" in text or "permission" in text:
        return StoreError(
            f"{place} cannot be written; make it writable or name another with --data."
        )
    if "unable to open" in text:
        return StoreError(f"{place} cannot be opened; check that the folder exists and is yours.")
    if "full" in text or "no space" in text:
        return StoreError(f"The disk of {place} is full; free some space, then it goes on.")
    if "not a database" in text or "malformed" in text:
        return StoreError(
            f"The database in {place} is damaged; move it aside and restore a backup."
        )
    return StoreError(f"The database in {place} cannot be used right now ({type(error).__name__}).")
