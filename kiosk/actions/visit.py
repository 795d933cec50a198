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
    Via,
    VisibilitySet,
)
from kiosk.domain.fold import standing
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.spaces import Space
from kiosk.domain.views import PersonView
from kiosk.reports.person import own_page
from kiosk.store import presence
from kiosk.store.choices import choice_ms
from kiosk.store.station import Said, say

CONSENT_WORDING = 2  # raise it when the question on the first-time page changes its meaning
_COMING_AND_GOING = (FactKind.CHECKED_IN, FactKind.CHECKED_OUT)


def leave(session: Session, space: Space, person: str, now: datetime) -> None:
    """Check somebody out; nothing happens when they are not in."""
    visit = presence.latest_visit(session, space.id, person, space.day_of(now))
    if visit is not None and visit.is_open(now):
        via = visit.via if visit.via is Via.GUEST else Via.PASS
        say(session, Said(CheckedOut(via), space.id, person), now)


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
    after_ms = choice_ms(session, person)
    said = VisibilitySet(value, CONSENT_WORDING, language, after_ms)
    say(session, Said(said, space.id, person), now)


def greet(session: Session, space: Space, person: str, now: datetime) -> PersonView:
    """Return somebody's page and record which suggestions they are shown, once a day each."""
    page = own_page(session, space, person, now)
    if page.hellos:
        today = presence.facts_of_person(session, space.id, person, space.day_of(now))
        shown = {fact.body.other for fact in today if isinstance(fact.body, HelloShown)}
        for hello in page.hellos:
            if hello.other not in shown:
                said = HelloShown(hello.other, hello.reason.value, hello.their_phrase)
                say(session, Said(said, space.id, person), now)
    return page.view


def _latest_standing(session: Session, space: Space, person: str, now: datetime) -> Fact | None:
    today = presence.facts_of_person(session, space.id, person, space.day_of(now))
    counting = [fact for _, fact in standing(today) if fact.kind in _COMING_AND_GOING]
    return counting[-1] if counting else None
