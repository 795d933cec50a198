"""Recording facts, and keeping what is derived from them: the only writer of derived tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact, Undone, VisibilitySet
from kiosk.domain.fold import fold
from kiosk.domain.spaces import Space
from kiosk.store.dialect import bump_head, insert_into
from kiosk.store.directory import DIRECTORY, spaces_by_id
from kiosk.store.rows import fact_of, row_of_fact, row_of_visit
from kiosk.store.tables import FactRow, MemberRow, VisitRow

_CLOCKS_DIFFER = timedelta(days=1)

Unit = tuple[str, str, date]  # space, person, local day


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch: stored now, already there, or refused.

    `conflicting` holds ids that exist with other content, `homeless` facts of unknown spaces.
    """

    new: tuple[Fact, ...]
    duplicates: frozenset[UUID]
    conflicting: frozenset[UUID]
    homeless: frozenset[UUID]


def record(session: Session, facts: Sequence[Fact]) -> Recorded:
    """Store facts once each and refold every unit they touch, in the caller's transaction.

    Safe to repeat: what is there already changes nothing.
    """
    spaces = spaces_by_id(session, {fact.space for fact in facts})
    homeless = frozenset(fact.id for fact in facts if fact.space not in spaces)
    known = _stored(session, facts)
    fresh = {f.id: f for f in facts if f.id not in known and f.id not in homeless}
    new = tuple(fresh.values())
    _insert(session, new, spaces)
    _refold(session, _touched(session, new, spaces), spaces)
    apply_choices(session, new)
    same = {fact.id for fact in facts if known.get(fact.id) == fact}
    return Recorded(new, frozenset(same), frozenset(known.keys() - same), homeless)


def apply_choices(session: Session, facts: Iterable[Fact], *, always: bool = False) -> None:
    """Let visibility facts change their members' rows.

    The choice made last wins, by corrected time, device, epoch and seq. With `always` the facts
    win whatever the row says: they are later than it because the server has not got them yet.
    """
    for fact in facts:
        if not isinstance(fact.body, VisibilitySet) or fact.person is None:
            continue
        stamp = _stamp(fact)
        statement = update(MemberRow).where(MemberRow.handle == fact.person)
        if not always:
            statement = statement.where(MemberRow.visibility_stamp < stamp)
        changed = session.execute(
            statement.values(visibility=fact.body.value.value, visibility_stamp=stamp).returning(
                MemberRow.handle
            )
        ).all()
        if changed:
            version = bump_head(session, DIRECTORY, 1)
            session.execute(
                update(MemberRow).where(MemberRow.handle == fact.person).values(version=version)
            )


def feed_of(space_id: str) -> str:
    """Return the name of a space's feed."""
    return f"space:{space_id}"


def _stamp(fact: Fact) -> str:
    """Write the order of choices as text that compares like the order itself."""
    happened_ms = int(fact.happened_at.timestamp() * 1000)
    return f"{happened_ms:015d}:{fact.device}:{fact.epoch:020d}:{fact.seq:012d}"


def _stored(session: Session, facts: Sequence[Fact]) -> dict[UUID, Fact]:
    there = select(FactRow).where(
        FactRow.space_id.in_({fact.space for fact in facts}),
        FactRow.id.in_([fact.id for fact in facts]),
    )
    return {row.id: fact_of(row) for row in session.scalars(there)}


def _insert(session: Session, facts: Sequence[Fact], spaces: dict[str, Space]) -> None:
    by_space: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_space[fact.space].append(fact)
    for space_id, group in sorted(by_space.items()):
        first = bump_head(session, feed_of(space_id), len(group)) - len(group) + 1
        day_of = spaces[space_id].day_of
        rows = [
            row_of_fact(fact, day=day_of(fact.happened_at), position=first + place)
            for place, fact in enumerate(group)
        ]
        # RETURNING has the rows sent as one statement, on PostgreSQL too.
        session.execute(insert_into(session, FactRow).returning(FactRow.id), rows)


def _touched(session: Session, facts: Sequence[Fact], spaces: dict[str, Space]) -> set[Unit]:
    units = {
        (fact.space, fact.person, spaces[fact.space].day_of(fact.happened_at))
        for fact in facts
        if fact.person is not None
    }
    targets = [fact.body.fact for fact in facts if isinstance(fact.body, Undone)]
    if targets:
        chosen = select(FactRow.space_id, FactRow.person, FactRow.day).where(
            FactRow.space_id.in_(spaces), FactRow.id.in_(targets), FactRow.person.is_not(None)
        )
        units |= {(space, str(person), day) for space, person, day in session.execute(chosen)}
    return units


def _refold(session: Session, units: set[Unit], spaces: dict[str, Space]) -> None:
    people_of: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for space_id, person, day in units:
        people_of[space_id, day].add(person)
    for (space_id, day), people in sorted(people_of.items()):
        facts_of = _facts_of(session, space_id, day, people)
        session.execute(
            delete(VisitRow).where(
                VisitRow.space_id == space_id, VisitRow.day == day, VisitRow.person.in_(people)
            ),
            execution_options={"synchronize_session": False},
        )
        visits = [v for facts in facts_of.values() for v in fold(facts, spaces[space_id])]
        if visits:
            rows = [row_of_visit(visit) for visit in visits]
            session.execute(insert_into(session, VisitRow).returning(VisitRow.id), rows)


def _facts_of(
    session: Session, space_id: str, day: date, people: set[str]
) -> dict[str, list[Fact]]:
    in_space = select(*FactRow.__table__.columns).where(FactRow.space_id == space_id)
    of_day = in_space.where(FactRow.day == day, FactRow.person.in_(people))
    facts_of: defaultdict[str, list[Fact]] = defaultdict(list)
    person_of: dict[UUID, str] = {}
    found: Iterable[Any] = session.execute(of_day)  # plain rows: half the price of entities
    for row in found:
        facts_of[row.person].append(fact_of(row))
        person_of[row.id] = row.person
    # An undo belongs to the day of what it undoes, even when it was made after day end.
    undos = in_space.where(FactRow.target.is_not(None), FactRow.day >= day - _CLOCKS_DIFFER)
    undoing: Iterable[Any] = session.execute(undos)
    for row in undoing:
        if row.target in person_of and row.id not in person_of:
            facts_of[person_of[row.target]].append(fact_of(row))
    return facts_of
