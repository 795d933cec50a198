"""The few statements that SQLAlchemy spells per database."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from kiosk.store.tables import Base, FeedHeadRow

Rows = list[dict[str, Any]]


def table_of(row_type: type[Base]) -> Table:
    """Return the table behind a type of rows."""
    table = row_type.__table__
    assert isinstance(table, Table)
    return table


def insert_into(session: Session, target: type[Base] | Table) -> Any:
    """Return an INSERT that knows ON CONFLICT in this session's database."""
    table = target if isinstance(target, Table) else table_of(target)
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_rows(session: Session, row_type: type[Base], rows: Rows) -> None:
    """Insert whole new rows, in the way that is cheapest for this database."""
    if not rows:
        return
    statement = insert_into(session, row_type)
    if session.get_bind().dialect.name == "postgresql":
        # RETURNING has the rows sent as one statement instead of one by one.
        statement = statement.returning(*statement.table.primary_key)
    session.execute(statement, rows)


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
    statement = insert_into(session, FeedHeadRow).values(feed=feed, head=count)
    raised = statement.on_conflict_do_update(
        index_elements=["feed"], set_={"head": FeedHeadRow.head + statement.excluded.head}
    ).returning(FeedHeadRow.head)
    return int(session.execute(raised).scalar_one())
