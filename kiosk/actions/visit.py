"""What a person does on their own page after a scan."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.domain.facts import (
    CheckedOut,
    Fact,
    FactKind,
    HelloShown,
    ModeSet,
    Undone,
    VisibilitySet,
)
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.spaces import Space
from kiosk.domain.views import PersonView
from kiosk.reports.person import hellos_for, person_view
from kiosk.store import directory, presence
from kiosk.store.station import Said, say

CONSENT_WORDING = 1  # raise it when the question on the first-time page changes its meaning
_COMING_AND_GOING = (FactKind.CHECKED_IN, FactKind.CHECKED_OUT)


def leave(session: Session, space: Space, person: str, now: datetime) -> None:
    """Check somebody out; nothing happens when they are not in."""
    visit = presence.latest_visit(session, space.id, person, space.day_of(now))
    if visit is not None and visit.is_open(now):
        say(session, Said(CheckedOut(), space.id, person), now)


def take_back(session: Session, space: Space, person: str, now: datetime) -> None:
    """Undo somebody's latest check-in or check-out of today; nothing happens without one."""
    latest = _latest_standing(session, space, person, now)
    if latest is not None:
        say(session, Said(Undone(latest.id), space.id, person), now)


def set_mode(session: Session, space: Space, person: str, mode: Mode, now: datetime) -> None:
    """Choose how somebody is today; nothing happens when they chose the same before."""
    visit = presence.latest_visit(session, space.id, person, space.day_of(now))
    if visit is not None and visit.is_open(now) and visit.mode is not mode:
        say(session, Said(ModeSet(mode), space.id, person), now)


def set_visibility(
    session: Session, space: Space, person: str, choice: tuple[Visibility, str], now: datetime
) -> None:
    """Record what the wall may show of somebody, and in which language they were asked."""
    value, language = choice
    said = VisibilitySet(value, CONSENT_WORDING, language)
    say(session, Said(said, space.id, person), now)


def greet(session: Session, space: Space, person: str, now: datetime) -> PersonView:
    """Return somebody's page and record which suggestions they are shown, once a day each."""
    view = person_view(session, space, person, now)
    viewer = directory.member(session, person)
    if viewer is None or not view.hellos:
        return view
    shown = _hellos_shown(session, space, person, now)
    present = presence.open_visits(session, space.id, now)
    for _, _, hello in hellos_for(session, viewer, present, now):
        if hello.other not in shown:
            said = HelloShown(hello.other, hello.reason.value, hello.their_phrase)
            say(session, Said(said, space.id, person), now)
    return view


def _hellos_shown(session: Session, space: Space, person: str, now: datetime) -> set[str]:
    today = presence.facts_of_person(session, space.id, person, space.day_of(now))
    return {fact.body.other for fact in today if isinstance(fact.body, HelloShown)}


def _latest_standing(session: Session, space: Space, person: str, now: datetime) -> Fact | None:
    today = presence.facts_of_person(session, space.id, person, space.day_of(now))
    undone = {fact.body.fact for fact in today if isinstance(fact.body, Undone)}
    standing = [f for f in today if f.kind in _COMING_AND_GOING and f.id not in undone]
    return standing[-1] if standing else None
