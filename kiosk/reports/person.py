"""Somebody's own page after their scan: their visit, and whom to say hello to."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from kiosk.domain.facts import Waved
from kiosk.domain.fold import Visit
from kiosk.domain.guests import GuestPass, called
from kiosk.domain.naming import agreed_name, named_of
from kiosk.domain.people import Hello, Member, Mode
from kiosk.domain.spaces import Space
from kiosk.domain.verdicts import REPEAT_WINDOW
from kiosk.domain.views import Face, HelloCard, PersonView
from kiosk.matching.overlap import suggest
from kiosk.reports.faces import face_of, guest_face, own_face
from kiosk.reports.guests import guests_to_tell
from kiosk.reports.wall import may_be_seen, may_be_suggested
from kiosk.store import directory
from kiosk.store.guests import guests_among
from kiosk.store.presence import (
    days_since,
    facts_of_person,
    latest_visit,
    open_visits,
    waves_to,
)

HELLOS_PER_SCAN = 2
NOBODY = Face(key="", name="", initials="", hue=0)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A person's page, and the suggestions on it with whom they are about."""

    view: PersonView
    hellos: tuple[Hello, ...] = ()


def person_view(session: Session, space: Space, person: str, now: datetime) -> PersonView:
    """Return what the kiosk may show a person about themselves."""
    return own_page(session, space, person, now).view


def own_page(session: Session, space: Space, person: str, now: datetime) -> OwnPage:
    """Return a person's page; suggestions only while they are in."""
    visit = latest_visit(session, space.id, person, space.day_of(now))
    present = open_visits(session, space.id, now)
    view = PersonView(
        person=person,
        first_name="",
        face=NOBODY,
        language="",
        arrived_at=visit.arrived_at if visit else None,
        left_at=visit.left_at if visit else None,
        mode=visit.mode if visit else Mode.HELLO,
        present=len({visit.person for visit in present}),
    )
    member = directory.member(session, person)
    if member is None:
        return OwnPage(_as_guest(session, space, view, now))
    is_in = visit is not None and visit.is_open(now)
    chosen = hellos_for(session, member, present, now) if is_in else []
    key = str(visit.id if visit else UUID(int=0))
    today = (space.id, space.day_of(now))
    view = replace(
        _with_profile(view, member, key),
        waves=_waves(session, view, present, today) if is_in else (),
        waved=_waved(session, person, present, today),
        days_this_week=_days_this_week(session, space, person, now),
        hellos=tuple(_card(*meeting) for meeting in chosen),
        guests=tuple(
            guest.name
            for guest in guests_to_tell(session, space, present, now, REPEAT_WINDOW)
            if guest.host == person
        ),
    )
    return OwnPage(view, tuple(hello for _, _, hello in chosen))


def _as_guest(session: Session, space: Space, view: PersonView, now: datetime) -> PersonView:
    """Return a view with what a guest of today may read; as it is for anybody else."""
    today = guests_among(session, space.id, space.day_of(now), [view.person])
    guest = today.get(view.person)
    if guest is None:
        return view
    host = directory.member(session, guest.host) if guest.host else None
    agreed = agreed_name(named_of(host)) if host else ""
    return replace(
        view,
        first_name=called(guest.name),
        face=guest_face(guest.handle, guest),
        guest=GuestPass(guest.badge, has_host=bool(guest.host), host=agreed),
    )


def hellos_for(
    session: Session, viewer: Member, present: list[Visit], now: datetime
) -> list[tuple[Visit, Member, Hello]]:
    """Choose whom the viewer should meet among those present who agreed to be suggested."""
    members = directory.members_by_handle(session, [visit.person for visit in present])
    willing = {
        visit.person: visit
        for visit in present
        if (member := members.get(visit.person)) and may_be_suggested(visit, member, now)
    }
    others = [members[person] for person in willing if person != viewer.handle]
    return [
        (willing[hello.other], members[hello.other], hello)
        for hello in suggest(viewer, others, HELLOS_PER_SCAN)
    ]


def _waves(
    session: Session, view: PersonView, present: list[Visit], today: tuple[str, date]
) -> tuple[Face, ...]:
    """Return who waved; whoever has their head down gets their waves later."""
    if view.mode is Mode.HEADS_DOWN:
        return ()
    space_id, day = today
    senders = waves_to(session, space_id, view.person, day)
    members = directory.members_by_handle(session, senders)
    visit_of = {visit.person: visit for visit in present}
    return tuple(
        face_of(visit_of[sender], members[sender])
        for sender in dict.fromkeys(senders)
        if sender in visit_of
        and sender in members
        and may_be_seen(visit_of[sender], members[sender])
    )


def _waved(
    session: Session, person: str, present: list[Visit], today: tuple[str, date]
) -> tuple[str, ...]:
    """Return whom they waved to, by the keys of their faces."""
    space_id, day = today
    facts = facts_of_person(session, space_id, person, day)
    others = {fact.body.other for fact in facts if isinstance(fact.body, Waved)}
    return tuple(str(visit.id) for visit in present if visit.person in others)


def _with_profile(view: PersonView, member: Member, key: str) -> PersonView:
    profile = member.profile
    return replace(
        view,
        first_name=profile.first_name,
        face=own_face(key, member),
        language=member.language,
        visibility=member.visibility,
        text_size=member.text_size,
        offer=profile.offers[0].text if profile.offers else "",
        ask=profile.asks[0].text if profile.asks else "",
        valid_until=member.valid_until,
    )


def _days_this_week(session: Session, space: Space, person: str, now: datetime) -> int:
    today = space.day_of(now)
    return days_since(session, space.id, person, today - timedelta(days=today.weekday()))


def _card(visit: Visit, other: Member, hello: Hello) -> HelloCard:
    return HelloCard(
        face=face_of(visit, other),
        headline=other.profile.headline,
        seat=other.profile.seat,
        reason=hello.reason,
        their_phrase=hello.their_phrase,
        own_phrase=hello.own_phrase,
    )
