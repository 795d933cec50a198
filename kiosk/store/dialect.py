"""The few statements that SQLAlchemy spells per database."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from kiosk.store.tables import Base, FeedHeadRow

Rows = list[dict[str, Any]]


def insert_into(session: Session, row_type: type[Base]) -> Any:
    """Return an INSERT that knows ON CONFLICT in this session's database."""
    table = row_type.__table__
    assert isinstance(table, Table)
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def upsert(session: Session, row_type: type[Base], rows: Rows) -> None:
    """Insert whole rows, replacing those with the same primary key."""
    if not rows:
        return
    statement = insert_into(session, row_type)
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
