"""Moving on: whoever checks in at another space has left the one before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, Fact, MovedAway, Undone
from kiosk.domain.fold import Visit
from kiosk.store.rows import visit_of
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow, VisitRow

_DAY = timedelta(days=1)


def follow_moves(session: Session, new: Sequence[Fact]) -> None:
    """Say for everybody in these new facts where they moved away from, and take back what fell.

    Depends on what is stored, not on the order in which it came: a check-in that arrives late
    may itself be the one that somebody has moved away from.
    """
    telling = [f for f in new if f.person and isinstance(f.body, (CheckedIn, Undone))]
    visits = _visits_of_travellers(session, telling) if telling else {}
    for fact in telling:
        if isinstance(fact.body, Undone):
            spaces = {visit.space for visit in visits.get(str(fact.person), ())}
            _take_back(session, fact, fact.body.fact, spaces)
    visits = _visits_of_travellers(session, telling) if visits else {}
    for visits_of_one in visits.values():
        for left, entered in moves(visits_of_one):
            _say_once(session, left, entered)


def moves(visits: Iterable[Visit]) -> list[tuple[Visit, Visit]]:
    """Pair each visit without an end with the first later one elsewhere on the same day."""
    ordered = sorted(visits, key=lambda visit: (visit.arrived_at, visit.id))
    found = []
    for place, visit in enumerate(ordered):
        later = (
            other
            for other in ordered[place + 1 :]
            if other.space != visit.space and other.arrived_at < visit.day_ends_at
        )
        if visit.left_at is None and (cause := next(later, None)):
            found.append((visit, cause))
    return found


def moved_away_id(cause: UUID, space: str) -> UUID:
    """Return the id of the fact that a check-in made somebody leave a space."""
    return uuid5(cause, space)


def _take_back(session: Session, undoing: Fact, cause: UUID, spaces: Iterable[str]) -> None:
    for space in sorted(spaces):
        moved = moved_away_id(cause, space)
        if session.get(FactRow, (space, moved)) is None:
            continue
        undo_id = uuid5(undoing.id, space)
        if session.get(FactRow, (space, undo_id)) is None:
            said = Said(Undone(moved), space, undoing.person, id=undo_id)
            say(session, said, undoing.happened_at)


def _say_once(session: Session, left: Visit, entered: Visit) -> None:
    moved = moved_away_id(entered.id, left.space)
    if session.get(FactRow, (left.space, moved)) is None:
        said = Said(MovedAway(entered.id), left.space, left.person, id=moved)
        say(session, said, entered.arrived_at)


def _visits_of_travellers(session: Session, facts: Sequence[Fact]) -> dict[str, list[Visit]]:
    """Return the visits of those who were in more than one space in these days; few ever are."""
    days = [fact.happened_at.date() for fact in facts]
    near = VisitRow.day.between(min(days) - 2 * _DAY, max(days) + _DAY)
    several = (
        select(VisitRow.person)
        .where(VisitRow.person.in_({fact.person for fact in facts}), near)
        .group_by(VisitRow.person)
        .having(func.count(VisitRow.space_id.distinct()) > 1)
    )
    people = session.scalars(several).all()
    if not people:
        return {}
    theirs = select(VisitRow).where(VisitRow.person.in_(people), near)
    by_person: defaultdict[str, list[Visit]] = defaultdict(list)
    for row in session.scalars(theirs.execution_options(populate_existing=True)):
        by_person[row.person].append(visit_of(row))
    return by_person
