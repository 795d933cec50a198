"""The few statements that SQLAlchemy spells per database."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from kiosk.store.base import Base
from kiosk.store.tables import FeedHeadRow

Rows = list[dict[str, Any]]
Binds = list[tuple[str, Any]]  # of each column: its name, and a function or None


def table_of(row_type: type[Base]) -> Table:
    """Return the table behind a type of rows."""
    table = row_type.__table__
    assert isinstance(table, Table)
    return table


def insert_into(session: Session, target: type[Base] | Table) -> Any:
    """Return an INSERT that knows ON CONFLICT in this session's database."""
    table = target if isinstance(target, Table) else table_of(target)
    return _insert_of(session.get_bind().dialect.name)(table)


def _insert_of(database: str) -> Callable[[Table], Any]:
    return postgresql.insert if database == "postgresql" else sqlite.insert


def insert_rows(session: Session, row_type: type[Base], rows: Rows) -> None:
    """Insert whole new rows, in the way that is cheapest for this database."""
    if not rows:
        return
    table, dialect = table_of(row_type), session.get_bind().dialect
    if dialect.name == "postgresql":
        # RETURNING has the rows sent as one statement instead of one by one.
        session.execute(insert(table).returning(*table.primary_key), rows)
        return
    # What a batch brings goes to the driver as it is: SQLAlchemy's own preparing of each row costs
    # as much as the rest of its way into the table.
    sql, binds = _plain_insert(table, dialect)
    plain = [
        tuple([bind(row[name]) if bind else row[name] for name, bind in binds]) for row in rows
    ]
    session.connection().exec_driver_sql(sql, plain)


@lru_cache
def _plain_insert(table: Table, dialect: Dialect) -> tuple[str, Binds]:
    """Return an INSERT of whole rows, and what turns each column's values into the driver's."""
    binds = [
        (column.name, column.type.dialect_impl(dialect).bind_processor(dialect))
        for column in table.c
    ]
    return str(insert(table).compile(dialect=dialect)), binds


def upsert(session: Session, target: type[Base] | Table, rows: Rows) -> None:
    """Insert whole rows, replacing those with the same primary key."""
    if not rows:
        return
    statement = insert_into(session, target)
    table = statement.table
    keys = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=rest)
        if rest
        else statement.on_conflict_do_nothing(index_elements=keys),
        rows,
    )


def bump_head(session: Session, feed: str, count: int) -> int:
    """Reserve `count` places in a feed and return its new head.

    The counter row is locked until the transaction ends, so places appear in commit order and a
    reader never skips one that commits late.
    """
    raising = _raising(session.get_bind().dialect.name)
    return int(session.execute(raising, {"feed": feed, "head": count}).scalar_one())


@lru_cache
def _raising(database: str) -> Any:
    heads = table_of(FeedHeadRow)
    statement = _insert_of(database)(heads)
    return statement.on_conflict_do_update(
        index_elements=["feed"], set_={"head": heads.c.head + statement.excluded.head}
    ).returning(heads.c.head)
