"""Opening the store: durable SQLite with one writer, or PostgreSQL."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from kiosk.errors import StoreError

_PATIENCE = "busy_timeout=5000"
_PRAGMAS = (
    # The switch to WAL has a rollback journal of its own. If its removal never reached the disk, it
    # would come back after a power cut and empty a new file: EXTRA sees to that, and FULL is all
    # that WAL needs from then on.
    "synchronous=EXTRA",
    "auto_vacuum=INCREMENTAL",  # before WAL, which writes the first page and settles the matter
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    _PATIENCE,
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
    (("disk i/o",), "The disk of {place} is full or failing; free some space or replace it."),
    (
        ("not a database", "malformed"),
        "The database in {place} is damaged; start the program again: a kiosk or desk then saves "
        "what can be read, a server says how to restore a backup.",
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
DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def sqlite_url(path: Path) -> str:
    """Return the database URL of a SQLite file."""
    return f"sqlite:///{path}"


def open_writer(url: str, *, checkpoints: bool = True) -> Engine:
    """Open the one engine that writes.

    Args:
        checkpoints: False for a command beside a program that writes too. Before 3.51.3 SQLite may
            damage the file when one connection checkpoints right after another did, so only the
            program that stays copies its log into the file.

    Raises:
        StoreError: the URL is not one, or the folder cannot be made.
    """
    parsed = database_address(url)
    if parsed.get_backend_name() != "sqlite":
        return _open_postgresql(parsed)
    _make_folder(Path(parsed.database or "").parent)
    engine = create_engine(parsed, pool_size=1, max_overflow=0, hide_parameters=True)
    write_durably(engine)
    if not checkpoints:
        event.listen(engine, "connect", _leave_checkpoints)
    return engine


def write_durably(engine: Engine) -> None:
    """Have a SQLite engine keep what it commits through a power cut, whatever driver it uses.

    Every transaction starts with BEGIN IMMEDIATE: a read that turns into a write would otherwise
    fail at once instead of waiting its turn.
    """
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin_immediate)


def open_reader(url: str) -> Engine:
    """Open an engine that can only read; SQLite files are opened read-only.

    Raises:
        StoreError: the URL is not one, or there is no such file.
    """
    parsed = database_address(url)
    if parsed.get_backend_name() != "sqlite":
        return _open_postgresql(parsed)
    path = Path(parsed.database or "")
    if not path.exists():
        raise StoreError(f"There is no data in {path.parent} yet; start a kiosk there first.")
    uri = f"{path.resolve().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.isolation_level = None
        connection.execute(f"PRAGMA {_PATIENCE}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def is_damaged(database: Path, *, thorough: bool = False) -> bool:
    """Look for damage in a SQLite file and its log, without changing them.

    Args:
        thorough: compare the indexes with their tables too, which takes ten times as long.
    """
    check = "integrity_check" if thorough else "quick_check"
    uri = f"{database.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (answer,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
            return bool(answer != "ok")
    except sqlite3.DatabaseError as error:
        # Whoever may not read it, or not now, has not found damage.
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def database_address(url: str) -> URL:
    """Take a database URL apart.

    Raises:
        StoreError: it is not one, or of a database that is not supported.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _not_an_address() from error
    driver = DRIVERS.get(parsed.get_backend_name())
    if driver is None or (driver == "sqlite" and not parsed.database):
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
    _, _, file = connection.execute("PRAGMA database_list").fetchone()
    if file:
        sync_folder(Path(file).parent)  # else a new file's name may be gone after a power cut


def _leave_checkpoints(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA wal_autocheckpoint=0")


def empty_log(engine: Engine) -> bool:
    """Copy a SQLite file's log into it and empty it, so that what was deleted is nowhere any more.

    Nobody is waited for: False where a reader still needs the log.
    """
    with closing(engine.raw_connection()) as connection:
        run = connection.cursor().execute
        run("PRAGMA busy_timeout=0")
        try:
            (is_busy, *_) = run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            run(f"PRAGMA {_PATIENCE}")
    return not is_busy


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def store_error_of(error: DBAPIError | sqlite3.Error | OSError, place: str) -> StoreError:
    """Turn a driver's complaint into one sentence for the person at the machine."""
    told: BaseException | None = error
    while told is not None:
        text = str(getattr(told, "orig", told)).lower()
        for words, sentence in _COMPLAINTS:
            if any(word in text for word in words):
                return StoreError(sentence.format(place=place))
        told = told.__context__  # a rollback that failed too says nothing of the reason
    return StoreError(
        f"The database in {place} cannot be used right now ({type(error).__name__}); try again, "
        "and look into the log beside it if that does not help."
    )
