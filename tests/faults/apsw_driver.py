"""apsw behind the DB-API: SQLAlchemy's SQLite dialect runs our store over a VFS of the tests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import apsw

Row = tuple[Any, ...]

apilevel = "2.0"
threadsafety = 1
paramstyle = "qmark"
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))


class Error(Exception):
    """What the DB-API calls an error."""


class DatabaseError(Error):
    """The database complains."""


class OperationalError(DatabaseError):
    """The database, or the disk below it, cannot do it."""


class IntegrityError(DatabaseError):
    """A constraint was broken."""


InterfaceError = DataError = InternalError = ProgrammingError = NotSupportedError = DatabaseError
Binary = bytes


def connect(name: str, *, vfs: str) -> "Connection":
    """Open a database over a VFS."""
    with _translated():
        return Connection(apsw.Connection(name, vfs=vfs))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise IntegrityError(str(error)) from error
    except apsw.Error as error:
        raise OperationalError(f"{type(error).__name__}: {error}") from error


class Connection:
    """One connection, without any transaction handling of its own."""

    isolation_level: str | None = None

    def __init__(self, raw: apsw.Connection) -> None:
        self._raw = raw

    def cursor(self) -> "Cursor":
        return Cursor(self._raw)

    def execute(self, statement: str) -> "Cursor":
        cursor = self.cursor()
        cursor.execute(statement)
        return cursor

    def create_function(
        self, name: str, count: int, function: Callable[..., Any], *, deterministic: bool = False
    ) -> None:
        self._raw.create_scalar_function(name, function, count, deterministic=deterministic)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def close(self) -> None:
        with _translated():
            self._raw.close()

    def _end(self, statement: str) -> None:
        if self._raw.in_transaction:
            self.execute(statement)


class Cursor:
    """One statement; its rows are read at once, so that it is over when `execute` returns."""

    arraysize = 1
    lastrowid = 0

    def __init__(self, raw: apsw.Connection) -> None:
        self._raw = raw
        self._rows: Iterator[Row] = iter(())
        self.description: tuple[Row, ...] | None = None
        self.rowcount = -1

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        self.description = None
        cursor = self._raw.cursor()
        # Once a statement without rows has run, nobody can ask any more what columns it had.
        cursor.exec_trace = self._describe
        with _translated():
            self._rows = iter(list(cursor.execute(statement, tuple(values))))
        self.rowcount = self._raw.changes()

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        count = 0
        for values in rows:
            self.execute(statement, values)
            count += self.rowcount
        self.rowcount = count

    def fetchone(self) -> Row | None:
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        return list(self._rows)

    def fetchmany(self, size: int = 1) -> list[Row]:
        return [row for _, row in zip(range(size), self._rows, strict=False)]

    def close(self) -> None:
        self._rows = iter(())

    def _describe(self, cursor: apsw.Cursor, _statement: str, _values: object) -> bool:
        columns = cursor.get_description()
        rest = (None,) * 5
        self.description = tuple((name, None, *rest) for name, _ in columns) or None
        return True
