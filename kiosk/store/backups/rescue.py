"""Saving what can be read of a lost store: own facts and how they stand, and the house's rows."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Table, select, update
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.domain.people import Member
from kiosk.store.backups.carving import Carving, Values
from kiosk.store.base import Base
from kiosk.store.dialect import upsert
from kiosk.store.directory import link_members
from kiosk.store.engines import is_damaged
from kiosk.store.member_tables import MemberRow
from kiosk.store.outbox import State
from kiosk.store.rows import fact_of, member_of, space_of
from kiosk.store.salvage import record_what_fits
from kiosk.store.station import station_of
from kiosk.store.tables import FactRow, OutboxRow, SigningKeyRow, SpaceRow, StationRow

Row = dict[str, Any]

_AT_A_TIME = 500
_NOT_A_ROW = (AttributeError, KeyError, TypeError, ValueError)
_DIALECT = sqlite_dialect()
_STANDING = ("state", "tries", "reason", "due_at", "settled_at")


def take_over_facts(session: Session, lost: Path) -> int:
    """Record own facts of a lost store, with how they stand; return how many were not here.

    They keep their ids and numbers. One whose standing cannot be read is sent once more. A server
    takes over everybody's, unless the lost store is damaged: then devices have the better copy.
    """
    carving, here = Carving(lost), station_of(session)
    operators = {row["operator_id"] for row in _rows(carving, StationRow)}
    if operators and here.operator not in operators:
        return 0  # another house's
    standing = {row["fact_id"]: row for row in _rows(carving, OutboxRow)}
    # Devices bring a server theirs again, but one of them may be gone by now.
    all_count = not here.space and not is_damaged(lost)
    own = (f for f in _facts(carving) if all_count or f.device == here.device or f.id in standing)
    count = 0
    while facts := list(islice(own, _AT_A_TIME)):
        recorded = record_what_fits(session, facts).recorded
        new = {fact.id for fact in recorded.new}
        count += len(new)
        if here.space:  # the server sends its facts to nobody
            stored = [fact for fact in facts if fact.id in new | recorded.duplicates]
            _note_standing(session, stored, new, standing)
    return count


def take_over_house(session: Session, lost: Path) -> None:
    """Store what can be read of the space, its members and the keys, so that the door works."""
    carving = Carving(lost)
    upsert(session, SpaceRow, _newest(carving, SpaceRow))
    upsert(session, SigningKeyRow, _newest(carving, SigningKeyRow))
    members = _newest(carving, MemberRow)
    upsert(session, MemberRow, members)
    link_members(session, [_member(row) for row in members])


def _note_standing(
    session: Session, facts: Sequence[Fact], new: set[UUID], standing: dict[UUID, Row]
) -> None:
    ids = [fact.id for fact in facts]
    noted = set(session.scalars(select(OutboxRow.fact_id).where(OutboxRow.fact_id.in_(ids))))
    rows = list[Row]()
    for fact in facts:
        row = standing.get(fact.id)
        if row is not None and fact.id in noted:
            stands = {name: row[name] for name in _STANDING}
            session.execute(update(OutboxRow).where(OutboxRow.fact_id == fact.id).values(stands))
        elif row is not None or (fact.id in new and fact.id not in noted):
            rows.append(_outbox_row(fact, row))
    upsert(session, OutboxRow, rows)


def _outbox_row(fact: Fact, row: Row | None) -> Row:
    stands = {"state": State.PENDING, "tries": 0, "reason": "", "due_at": None, "settled_at": None}
    return {
        "epoch": fact.epoch,
        "seq": fact.seq,
        "space_id": fact.space,
        "fact_id": fact.id,
        "made_at": row["made_at"] if row else fact.happened_at,
    } | {name: row[name] if row else value for name, value in stands.items()}


def _facts(carving: Carving) -> Iterator[Fact]:
    for row in _rows(carving, FactRow):
        try:
            yield fact_of(FactRow(**row))
        except _NOT_A_ROW:
            continue


def _newest(carving: Carving, row_type: type[Base]) -> list[Row]:
    """Return the rows of one table; a directory that was arriving lies there a second time."""
    (key,) = (column.name for column in _table(row_type).primary_key)
    newest = dict[Any, Row]()
    for row in _rows(carving, row_type):
        if row["version"] >= newest.get(row[key], row)["version"] and _makes_sense(row_type, row):
            newest[row[key]] = row
    return list(newest.values())


def _makes_sense(row_type: type[Base], row: Row) -> bool:
    try:
        if row_type is MemberRow:
            _member(row)
        elif row_type is SpaceRow:
            space_of(SpaceRow(**row))
    except _NOT_A_ROW:
        return False
    return True


def _member(row: Row) -> Member:
    return member_of(MemberRow(**row))


def _rows(carving: Carving, row_type: type[Base]) -> Iterator[Row]:
    """Return the rows that can be of this table: nothing else tells whose a row is."""
    columns = list(_table(row_type).columns)
    least = max(place for place, column in enumerate(columns, 1) if not _may_be_missing(column))
    readers = [
        column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for column in columns
    ]
    for values in carving.rows(range(least, len(columns) + 1)):
        try:
            yield _row(columns, readers, values)
        except _NOT_A_ROW:
            continue


def _row(columns: Sequence[Column[Any]], readers: Sequence[Any], values: Values) -> Row:
    row = Row()
    # A row that was written before a column came, or that ends with nothing, is shorter.
    row |= {column.name: _default(column) for column in columns[len(values) :]}
    for column, read, raw in zip(columns, readers, values, strict=False):
        value = read(raw) if read and raw is not None else raw
        if value is None and not _may_be_missing(column):
            raise ValueError("not of this table")
        is_json = isinstance(column.type, JSON)
        if value is not None and not is_json and not isinstance(value, column.type.python_type):
            raise TypeError("not of this table")
        row[column.name] = value
    return row


def _default(column: Column[Any]) -> object:
    default: Any = column.default
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def _may_be_missing(column: Column[Any]) -> bool:
    return bool(column.nullable) or column.server_default is not None


def _table(row_type: type[Base]) -> Table:
    table = row_type.__table__
    assert isinstance(table, Table)
    return table
