"""Recording facts, and keeping what is derived from them: the only writer of derived tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session

from kiosk.domain.erasure import differ_in_words_alone
from kiosk.domain.facts import Fact
from kiosk.store.choices import apply_choices
from kiosk.store.dialect import bump_head, insert_rows, table_of
from kiosk.store.directory import spaces_by_id
from kiosk.store.erasure import without_erased_words
from kiosk.store.refold import refold
from kiosk.store.rows import FACT_COLUMNS, fact_of, row_of_fact
from kiosk.store.tables import FactRow, VisitRow

_FACT = table_of(FactRow)
_STORED = select(*FACT_COLUMNS).where(
    _FACT.c.space_id.in_(bindparam("spaces", expanding=True)),
    _FACT.c.id.in_(bindparam("ids", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch: stored now, already there, or refused.

    `conflicting` holds ids that exist with other content, `homeless` facts of unknown spaces,
    `renumbered` those of the duplicates that are there under another number.
    """

    new: tuple[Fact, ...]
    duplicates: frozenset[UUID]
    conflicting: frozenset[UUID]
    homeless: frozenset[UUID]
    renumbered: frozenset[UUID] = frozenset()


def record(session: Session, facts: Sequence[Fact]) -> Recorded:
    """Store facts once each and refold every unit they touch, in the caller's transaction.

    Safe to repeat: what is there already changes nothing.

    Raises:
        IntegrityError: a number belongs to another fact already; see `record_what_fits`.
    """
    spaces = spaces_by_id(session, {fact.space for fact in facts})
    homeless = frozenset(fact.id for fact in facts if fact.space not in spaces)
    known = _stored(session, facts)
    fresh = {f.id: f for f in facts if f.id not in known and f.id not in homeless}
    days = {f.id: spaces[f.space].day_of(f.happened_at) for f in fresh.values()}
    for space_id in sorted({fact.space for fact in fresh.values()}):
        of_space = [fact for fact in fresh.values() if fact.space == space_id]
        # The counter first: it holds off other writers of this space until we have committed, so
        # that no two fold the same person's day, each without the facts of the other, and nobody
        # is erased after we looked.
        first = bump_head(session, feed_of(space_id), len(of_space)) - len(of_space) + 1
        of_space = without_erased_words(session, of_space)
        fresh |= {fact.id: fact for fact in of_space}
        refold(session, spaces[space_id], of_space, days)
        rows = [
            row_of_fact(fact, day=days[fact.id], position=first + place)
            for place, fact in enumerate(of_space)
        ]
        insert_rows(session, FactRow, rows)
    new = tuple(fresh.values())
    apply_choices(session, new)
    same = {fact.id for fact in facts if fact.id in known and _is_same(known[fact.id], fact)}
    renumbered = {fact.id for fact in facts if fact.id in same and _has_other_number(known, fact)}
    return Recorded(
        new, frozenset(same), frozenset(known.keys() - same), homeless, frozenset(renumbered)
    )


def withdraw(session: Session, space: str, unwanted: ColumnElement[bool]) -> None:
    """Delete facts of people that hold no longer, and derive their days without them."""
    of_space = select(FactRow).where(FactRow.space_id == space)
    rows = session.scalars(of_space.where(unwanted)).all()
    units = {(row.person, row.day) for row in rows}
    gone = {row.id for row in rows}
    for person, day in units:
        of_unit = (FactRow.space_id == space, FactRow.person == person, FactRow.day == day)
        left = [fact_of(row) for row in session.scalars(select(FactRow).where(*of_unit))]
        session.execute(delete(FactRow).where(*of_unit))
        visits = (VisitRow.space_id == space, VisitRow.person == person, VisitRow.day == day)
        session.execute(delete(VisitRow).where(*visits))
        session.expire_all()
        record(session, [fact for fact in left if fact.id not in gone])


def feed_of(space_id: str) -> str:
    """Return the name of a space's feed."""
    return f"space:{space_id}"


def _stored(session: Session, facts: Sequence[Fact]) -> dict[UUID, Fact]:
    asked = {"spaces": {fact.space for fact in facts}, "ids": [fact.id for fact in facts]}
    rows: Iterable[Any] = session.execute(_STORED, asked)
    return {row.id: fact_of(row) for row in rows}


def _has_other_number(known: Mapping[UUID, Fact], fact: Fact) -> bool:
    stored = known[fact.id]
    return (stored.epoch, stored.seq) != (fact.epoch, fact.seq)


def _is_same(stored: Fact, fact: Fact) -> bool:
    # A device that was numbered anew sends what we had already stored under the number before.
    # Nor does it matter who of the two has heard already that somebody was erased.
    return differ_in_words_alone(stored, replace(fact, epoch=stored.epoch, seq=stored.seq))
