"""A stream that begins anew: taken in beside what is here, in whose place it steps once whole."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, delete, exists, or_, select, true, update
from sqlalchemy.orm import Session

from kiosk.domain.people import Status
from kiosk.store.dialect import insert_into, table_of
from kiosk.store.member_tables import MemberRow
from kiosk.store.tables import ARRIVING, SpaceRow


def clear(session: Session) -> None:
    """Forget what has arrived so far."""
    for table in ARRIVING.values():
        session.execute(delete(table))


def swap_in(session: Session) -> None:
    """Let what has arrived take the place of what was here, touching only what differs.

    One transaction, so nobody at the door ever meets half a house.
    """
    _keep_later_choices(session)
    for row_type, arrived in ARRIVING.items():
        if row_type is not SpaceRow:  # the facts here are folded by the rules of their space
            _delete_gone(session, table_of(row_type), arrived)
        _take_over(session, table_of(row_type), arrived)
    clear(session)


def _keep_later_choices(session: Session) -> None:
    """Let a choice that is known here stand over an arrived one, and an erasure over the whole row.

    A server that was put back to an older state hears of it again from whoever recorded it; until
    then nobody is shown who has asked not to be.
    """
    arrived, here = ARRIVING[MemberRow], table_of(MemberRow)
    is_later = here.c.visibility_stamp > arrived.c.visibility_stamp
    _keep(session, is_later, [here.c.visibility, here.c.visibility_stamp])
    is_erased = and_(here.c.status == Status.ERASED, arrived.c.status != Status.ERASED)
    _keep(session, is_erased, [column for column in here.c if not column.primary_key])


def _keep(session: Session, where: ColumnElement[bool], columns: Sequence[Column[Any]]) -> None:
    arrived, here = ARRIVING[MemberRow], table_of(MemberRow)
    same = and_(here.c.handle == arrived.c.handle, where)
    kept = {column.name: select(column).where(same).scalar_subquery() for column in columns}
    session.execute(update(arrived).where(exists().where(same)).values(kept))


def _delete_gone(session: Session, here: Table, arrived: Table) -> None:
    session.execute(delete(here).where(~exists().where(_same_key(here, arrived))))


def _take_over(session: Session, here: Table, arrived: Table) -> None:
    differs = or_(*(column.is_distinct_from(here.c[column.name]) for column in arrived.columns))
    new = (
        select(arrived)
        .join_from(arrived, here, _same_key(here, arrived), isouter=True)
        .where(differs)
    )
    names = [column.name for column in arrived.columns]
    keys = [column.name for column in here.primary_key]
    insert = insert_into(session, here).from_select(names, new)
    rest = {name: insert.excluded[name] for name in names if name not in keys}
    session.execute(
        insert.on_conflict_do_update(index_elements=keys, set_=rest)
        if rest
        else insert.on_conflict_do_nothing(index_elements=keys)
    )


def _same_key(here: Table, arrived: Table) -> ColumnElement[bool]:
    return and_(true(), *(arrived.c[key.name] == key for key in here.primary_key))
