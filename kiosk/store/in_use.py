"""Who uses a server's database: server processes, or one command that needs it for itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, NullPool, create_engine, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from kiosk.errors import StoreError
from kiosk.store.engines import DRIVERS, store_error_of

# "lobb" and "lobc": which of a PostgreSQL database's advisory locks are ours
_OURS, _MAKING = 0x6C6F6262, 0x6C6F6263


@contextmanager
def used_by_server(url: str) -> Iterator[None]:
    """Serve a database: one process on a SQLite file, any number on PostgreSQL.

    Raises:
        StoreError: it is taken, or cannot be reached.
    """
    with _taken(make_url(url), is_shared=True):
        yield


@contextmanager
def used_alone(url: str) -> Iterator[None]:
    """Work on a database that no server uses meanwhile.

    Raises:
        StoreError: one does, or it cannot be reached.
    """
    with _taken(make_url(url), is_shared=False):
        yield


def make_alone(connection: Connection) -> None:
    """Have nobody else migrate or found this database until the present transaction ends.

    Several server processes may meet a new database at the same moment. On SQLite every
    transaction that writes is alone.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))


@contextmanager
def _taken(url: URL, *, is_shared: bool) -> Iterator[None]:
    if url.get_backend_name() == "sqlite":
        with _file_taken(Path(url.database or "")):
            yield
        return
    engine = create_engine(url.set(drivername=DRIVERS["postgresql"]), poolclass=NullPool)
    lock = func.pg_try_advisory_lock_shared if is_shared else func.pg_try_advisory_lock
    place = url.render_as_string(hide_password=True)
    try:
        # The lock is the connection's: it ends with it, however the program ends.
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except DBAPIError as error:
        raise store_error_of(error, place) from error
    with connection:
        if not connection.scalar(select(lock(_OURS))):
            raise _in_use(place)
        yield


@contextmanager
def _file_taken(database: Path) -> Iterator[None]:
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(f"{database}.lock", timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise _in_use(str(database)) from error
    except OSError as error:
        raise store_error_of(error, str(database.parent)) from error
    try:
        yield
    finally:
        lock.release()


def _in_use(place: str) -> StoreError:
    return StoreError(f"{place} is in use by a server; stop that one first.")
