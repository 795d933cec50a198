"""Who is in, who came today, and what they did. Callers own the session."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact, FactKind, Waved
from kiosk.domain.fold import Visit
from kiosk.store.rows import fact_of, visit_of
from kiosk.store.tables import FactRow, VisitRow


def open_visits(session: Session, space_id: str, now: datetime) -> list[Visit]:
    """Return the visits of everybody present, longest first."""
    lately = (now - timedelta(days=2)).date()
    chosen = select(VisitRow).where(
        VisitRow.space_id == space_id, VisitRow.day >= lately, VisitRow.left_at.is_(None)
    )
    visits = (visit_of(row) for row in session.scalars(chosen.order_by(VisitRow.arrived_at)))
    return [visit for visit in visits if visit.is_open(now)]


def visits_of_day(session: Session, space_id: str, day: date) -> list[Visit]:
    """Return the visits of one local day in the order of arrival."""
    chosen = select(VisitRow).where(VisitRow.space_id == space_id, VisitRow.day == day)
    return [visit_of(row) for row in session.scalars(chosen.order_by(VisitRow.arrived_at))]


def latest_visit(session: Session, space_id: str, person: str, day: date) -> Visit | None:
    """Return somebody's newest visit of a local day, open or closed."""
    newest = (
        select(VisitRow)
        .where(VisitRow.space_id == space_id, VisitRow.person == person, VisitRow.day == day)
        .order_by(VisitRow.arrived_at.desc())
        .limit(1)
    )
    row = session.scalars(newest).one_or_none()
    return None if row is None else visit_of(row)


def days_since(session: Session, space_id: str, person: str, first: date) -> int:
    """Count the different days on which somebody came, from `first` on."""
    days = select(func.count(VisitRow.day.distinct())).where(
        VisitRow.space_id == space_id, VisitRow.person == person, VisitRow.day >= first
    )
    return session.scalars(days).one()


def facts_of_day(
    session: Session, space_id: str, day: date, kinds: Sequence[FactKind]
) -> list[Fact]:
    """Return a day's facts of some kinds, oldest first."""
    chosen = select(FactRow).where(
        FactRow.space_id == space_id, FactRow.day == day, FactRow.kind.in_(kinds)
    )
    return [fact_of(row) for row in session.scalars(chosen.order_by(FactRow.at))]


def waves_to(session: Session, space_id: str, person: str, day: date) -> list[str]:
    """Return who waved to somebody on a day, first come first."""
    waves = facts_of_day(session, space_id, day, [FactKind.WAVED])
    return [
        fact.person
        for fact in waves
        if fact.person and isinstance(fact.body, Waved) and fact.body.other == person
    ]


def facts_of_person(session: Session, space_id: str, person: str, day: date) -> list[Fact]:
    """Return one person's facts of one local day, in no particular order."""
    chosen = select(FactRow).where(
        FactRow.space_id == space_id, FactRow.person == person, FactRow.day == day
    )
    return [fact_of(row) for row in session.scalars(chosen)]
