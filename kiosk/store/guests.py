"""Guests as they registered, and which hosts know of theirs. Callers own the session."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import FactKind, GuestRegistered, HelloShown
from kiosk.domain.guests import Guest
from kiosk.store.rows import FACT_COLUMNS, fact_of
from kiosk.store.tables import FactRow

YOUR_GUEST = "your_guest"
"""The reason of a hello that told a host of their guest."""

# Spelt out: what is bound would not let the index of these facts be used.
IS_GUEST: ColumnElement[bool] = FactRow.kind == literal_column(
    f"'{FactKind.GUEST_REGISTERED.value}'"
)


def guests_of_day(session: Session, space_id: str, day: date) -> list[Guest]:
    """Return everybody who registered on a day."""
    return _guests(session, and_(FactRow.space_id == space_id, FactRow.day == day))


def guests_among(
    session: Session, space_id: str, day: date, people: Collection[str]
) -> dict[str, Guest]:
    """Return those of some people who registered as guests on a day, by handle."""
    if not people:
        return {}
    among = FactRow.person.in_(people)
    these = and_(FactRow.space_id == space_id, FactRow.day == day, among)
    return {guest.handle: guest for guest in _guests(session, these)}


def last_registration(session: Session, space_id: str, handle: str) -> Guest | None:
    """Return a guest's registration on whatever day it was; None if nobody is known by that."""
    guests = _guests(session, and_(FactRow.space_id == space_id, FactRow.person == handle))
    return max(guests, key=lambda guest: guest.came_at, default=None)


def told_hosts(
    session: Session, space_id: str, day: date, hosts: Collection[str]
) -> dict[tuple[str, str], datetime]:
    """Return when hosts were first told of their guests that day, by host and guest."""
    told: dict[tuple[str, str], datetime] = {}
    if not hosts:
        return told
    shown = select(*FACT_COLUMNS).where(
        FactRow.space_id == space_id,
        FactRow.day == day,
        FactRow.person.in_(hosts),
        FactRow.kind == FactKind.HELLO_SHOWN,
    )
    rows: Any = session.execute(shown.order_by(FactRow.at.desc()))
    for row in rows:
        fact = fact_of(row)
        if isinstance(fact.body, HelloShown) and fact.body.reason == YOUR_GUEST and fact.person:
            told[fact.person, fact.body.other] = fact.happened_at
    return told


def _guests(session: Session, which: ColumnElement[bool]) -> list[Guest]:
    rows: Any = session.execute(select(*FACT_COLUMNS, FactRow.day).where(IS_GUEST, which))
    found = []
    for row in rows:
        fact = fact_of(row)
        if isinstance(fact.body, GuestRegistered) and fact.person:
            said = fact.body
            found.append(
                Guest(
                    handle=fact.person,
                    name=said.name,
                    host=said.host,
                    purpose=said.purpose,
                    badge=said.badge,
                    day=row.day,
                    came_at=fact.happened_at,
                )
            )
    return sorted(found, key=lambda guest: guest.came_at)
