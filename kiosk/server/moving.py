"""Moving on: whoever checks in at another space has left the one before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, Fact, MovedAway, Undone
from kiosk.domain.fold import Ending, Visit
from kiosk.store.rows import visit_of
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow, VisitRow

_DAY = timedelta(days=1)


def follow_moves(session: Session, new: Sequence[Fact]) -> None:
    """Say for everybody in these new facts where they moved away from, and take back what fell.

    Depends on what is stored, not on the order in which it came: a check-in that arrives late
    may itself be the one that somebody has moved away from.
    """
    undoing = [fact for fact in new if fact.person and isinstance(fact.body, Undone)]
    for fact in undoing:
        _take_back(session, fact)
    telling = [fact for fact in new if fact.person and isinstance(fact.body, CheckedIn)]
    for visits in _visits_of_travellers(session, [*telling, *undoing]).values():
        for left, entered in moves(visits):
            _say_once(session, left, entered)


def moves(visits: Iterable[Visit]) -> list[tuple[Visit, Visit]]:
    """Pair each visit with the first one elsewhere that began on the same day before it ended.

    Also where a check-out tells of its end: whether that or the check-in elsewhere arrived first
    must not matter.
    """
    ordered = sorted(visits, key=lambda visit: (visit.arrived_at, visit.id))
    found = []
    for place, visit in enumerate(ordered):
        later = (
            other
            for other in ordered[place + 1 :]
            if other.space != visit.space
            and other.arrived_at < (visit.left_at or visit.day_ends_at)
        )
        if cause := next(later, None):
            found.append((visit, cause))
    return found


def moved_away_id(cause: UUID, space: str) -> UUID:
    """Return the id of the fact that a check-in made somebody leave a space."""
    return uuid5(cause, space)


def _take_back(session: Session, undoing: Fact) -> None:
    assert isinstance(undoing.body, Undone)
    moved = select(VisitRow.space_id).where(
        VisitRow.person == undoing.person,
        _near([undoing]),
        VisitRow.ending == Ending.MOVED_AWAY,
    )
    for space in sorted(set(session.scalars(moved))):
        moved_id, undo_id = moved_away_id(undoing.body.fact, space), uuid5(undoing.id, space)
        is_ours = session.get(FactRow, (space, moved_id)) is not None
        if is_ours and session.get(FactRow, (space, undo_id)) is None:
            said = Said(Undone(moved_id), space, undoing.person, id=undo_id)
            say(session, said, undoing.happened_at)


def _say_once(session: Session, left: Visit, entered: Visit) -> None:
    moved = moved_away_id(entered.id, left.space)
    if session.get(FactRow, (left.space, moved)) is None:
        said = Said(MovedAway(entered.id), left.space, left.person, id=moved)
        say(session, said, entered.arrived_at)


def _visits_of_travellers(session: Session, facts: Sequence[Fact]) -> dict[str, list[Visit]]:
    """Return the visits of those who were in more than one space in these days; few ever are."""
    if not facts:
        return {}
    near = _near(facts)
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


def _near(facts: Sequence[Fact]) -> ColumnElement[bool]:
    days = [fact.happened_at.date() for fact in facts]
    return VisitRow.day.between(min(days) - 2 * _DAY, max(days) + _DAY)
