"""Taking what erased people said out of facts, which stay themselves. Callers own the session."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session, aliased

from kiosk.domain.erasure import speaker, without_words
from kiosk.domain.facts import Fact, FactKind, body_to_json
from kiosk.domain.people import Status
from kiosk.store.dialect import upsert
from kiosk.store.leftovers import note_forgotten
from kiosk.store.member_tables import MemberRow, MemberSpaceRow
from kiosk.store.rows import FACT_COLUMNS, fact_of
from kiosk.store.tables import FactRow, OutboxRow, SpaceRow

_ANYWHERE = FactRow.space_id.in_(select(SpaceRow.id))  # each space by its own stretch of an index
_A_DAY = timedelta(days=1)


def erased_among(session: Session, people: Collection[str] | None = None) -> set[str]:
    """Return those of these people, or of all, who were erased."""
    erased = select(MemberRow.handle).where(MemberRow.status == Status.ERASED)
    if people is not None:
        erased = erased.where(MemberRow.handle.in_(people))
    return set(session.scalars(erased))


def without_erased_words(session: Session, facts: Sequence[Fact]) -> list[Fact]:
    """Return new facts as they may be stored: whoever was erased before says nothing in them."""
    speakers = {who for fact in facts if (who := speaker(fact))}
    if not speakers:
        return list(facts)
    gone = erased_among(session, speakers)
    return [without_words(fact) if speaker(fact) in gone else fact for fact in facts]


def take_words_of(session: Session, people: Collection[str]) -> None:
    """Take what these people said out of every fact that is stored, whoever's it is."""
    seen = _days_of(session, people)
    stored: list[Any] = [*_edits(session, people)]
    for space, days in seen.items():
        stored += _quotes(session, space, days, people)
    for row in stored:
        fact = fact_of(row)
        emptied = without_words(fact)
        if emptied != fact:
            of_fact = (FactRow.space_id == fact.space, FactRow.id == fact.id)
            body = body_to_json(emptied.body)
            session.execute(update(FactRow).where(*of_fact).values(body=body))
            note_forgotten(session)


def have_heard_everywhere(session: Session, person: str) -> None:
    """Have the devices of every space where somebody ever was hear what becomes of them."""
    links = [{"space_id": space, "handle": person} for space in _days_of(session, [person])]
    upsert(session, MemberSpaceRow, links)


def is_of_erasure() -> ColumnElement[bool]:
    """Return a condition on OutboxRow: somebody was erased, or what happened to them on that day.

    Without that day a server that was put back would not take an erasure from a door at which, as
    far as it knows, they never were.
    """
    fact, erasure = aliased(FactRow), aliased(FactRow)
    return exists().where(
        fact.space_id == OutboxRow.space_id,
        fact.id == OutboxRow.fact_id,
        erasure.space_id == fact.space_id,
        erasure.person == fact.person,
        erasure.day == fact.day,
        erasure.kind == FactKind.PERSON_ERASED,
    )


def _days_of(session: Session, people: Collection[str]) -> dict[str, set[date]]:
    """Return when these people were where, by space."""
    theirs = select(FactRow.space_id, FactRow.day).where(_ANYWHERE, FactRow.person.in_(people))
    days: defaultdict[str, set[date]] = defaultdict(set)
    for space, day in session.execute(theirs.distinct()):
        days[space].add(day)
    return days


def _edits(session: Session, people: Collection[str]) -> Iterator[Any]:
    kept = select(*FACT_COLUMNS).where(
        _ANYWHERE, FactRow.person.in_(people), FactRow.kind == FactKind.PROFILE_EDITED
    )
    yield from session.execute(kept)


def _quotes(
    session: Session, space: str, days: Collection[date], people: Collection[str]
) -> Iterator[Any]:
    """Yield where others were shown these people: only ever while they were there themselves.

    Days are looked through, since facts know by an index who made them and not who is in them;
    also those before and after, since the clocks of two devices differ.
    """
    around = {day + step * _A_DAY for day in days for step in (-1, 0, 1)}
    quoting = select(*FACT_COLUMNS).where(
        FactRow.space_id == space,
        FactRow.day.in_(around),
        FactRow.kind == FactKind.HELLO_SHOWN,
        FactRow.body["other"].as_string().in_(people),
    )
    yield from session.execute(quoting)
