"""Folding again what new facts touch: one person's day at a time, replaced whole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact, Undone
from kiosk.domain.fold import fold
from kiosk.domain.spaces import Space
from kiosk.store.dialect import insert_rows, table_of
from kiosk.store.rows import FACT_COLUMNS, fact_of, row_of_visit
from kiosk.store.tables import FactRow, VisitRow

FactsOf = dict[str, list[Fact]]  # by person

# Whole batches come and go here, as plain rows: half the price of entities.
_FACT, _VISIT = table_of(FactRow), table_of(VisitRow)
_OF_THE_DAY = select(*FACT_COLUMNS).where(
    _FACT.c.space_id == bindparam("space"),
    _FACT.c.day == bindparam("day"),
    _FACT.c.person.in_(bindparam("people", expanding=True)),
)
_UNDOS = select(*FACT_COLUMNS).where(
    _FACT.c.space_id == bindparam("space"),
    _FACT.c.target.in_(bindparam("ids", expanding=True)),
)


def refold(session: Session, space: Space, new: Sequence[Fact], days: Mapping[UUID, date]) -> None:
    """Derive the visits that new facts of a space change. For `record` alone, before it inserts.

    Args:
        days: the local day of each new fact.
    """
    touched: defaultdict[date, FactsOf] = defaultdict(dict)
    for fact in new:
        if fact.person is not None:
            touched[days[fact.id]].setdefault(fact.person, []).append(fact)
    undone = [fact.body.fact for fact in new if isinstance(fact.body, Undone)]
    for day, person in _units_of(session, space.id, undone):
        touched[day].setdefault(person, [])
    undoing = [fact for fact in new if isinstance(fact.body, Undone)]
    for day, facts_of in sorted(touched.items()):
        came_before = _add_stored(session, space.id, day, facts_of)
        _add_undos(facts_of, [*_stored_undos(session, space.id, facts_of), *undoing])
        _delete_visits(session, space.id, day, came_before)
        visits = [visit for facts in facts_of.values() for visit in fold(facts, space)]
        insert_rows(session, VisitRow, [row_of_visit(visit) for visit in visits])


def _units_of(session: Session, space_id: str, ids: Sequence[UUID]) -> list[tuple[date, str]]:
    if not ids:
        return []
    stored = select(_FACT.c.day, _FACT.c.person).where(
        _FACT.c.space_id == space_id, _FACT.c.id.in_(ids), _FACT.c.person.is_not(None)
    )
    return [(day, str(person)) for day, person in session.execute(stored)]


def _add_stored(session: Session, space_id: str, day: date, facts_of: FactsOf) -> set[str]:
    """Add what is stored of that day, and return whose."""
    asked = {"space": space_id, "day": day, "people": list(facts_of)}
    rows: Sequence[Any] = session.execute(_OF_THE_DAY, asked).all()
    for row in rows:
        facts_of[row.person].append(fact_of(row))
    return {row.person for row in rows}


def _stored_undos(session: Session, space_id: str, facts_of: FactsOf) -> list[Fact]:
    """Return the undos of these facts, whatever day they were made on."""
    ids = [fact.id for facts in facts_of.values() for fact in facts]
    rows: Iterable[Any] = session.execute(_UNDOS, {"space": space_id, "ids": ids})
    return [fact_of(row) for row in rows]


def _add_undos(facts_of: FactsOf, undos: Sequence[Fact]) -> None:
    """Add undos from other days: one belongs to the day of what it undoes."""
    person_of = {fact.id: person for person, facts in facts_of.items() for fact in facts}
    for undo in undos:
        assert isinstance(undo.body, Undone)
        person = person_of.get(undo.body.fact)
        if person is not None and undo.id not in person_of:
            facts_of[person].append(undo)


def _delete_visits(session: Session, space_id: str, day: date, people: set[str]) -> None:
    if people:
        session.execute(
            delete(_VISIT).where(
                _VISIT.c.space_id == space_id, _VISIT.c.day == day, _VISIT.c.person.in_(people)
            )
        )
