"""Somebody's own page after their scan: their visit, and whom to say hello to."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from kiosk.domain.fold import Visit
from kiosk.domain.people import Hello, Member, Mode
from kiosk.domain.spaces import Space
from kiosk.domain.views import Face, HelloCard, PersonView
from kiosk.matching.overlap import suggest
from kiosk.reports.faces import face_of, own_face
from kiosk.reports.wall import may_be_suggested
from kiosk.store import directory
from kiosk.store.presence import days_since, latest_visit, open_visits

HELLOS_PER_SCAN = 2
NOBODY = Face(key="", name="", initials="", hue=0)


def person_view(session: Session, space: Space, person: str, now: datetime) -> PersonView:
    """Return what the kiosk may show a person about themselves."""
    member = directory.member(session, person)
    today = space.day_of(now)
    visit = latest_visit(session, space.id, person, today)
    present = open_visits(session, space.id, now)
    if member is None:
        return PersonView(
            person=person,
            first_name="",
            face=NOBODY,
            language="",
            arrived_at=visit.arrived_at if visit else None,
            left_at=visit.left_at if visit else None,
            mode=visit.mode if visit else Mode.HELLO,
            present=_count(present),
        )
    is_in = visit is not None and visit.is_open(now)
    monday = today - timedelta(days=today.weekday())
    profile = member.profile
    return PersonView(
        person=person,
        first_name=profile.first_name,
        face=own_face(str(visit.id if visit else UUID(int=0)), member),
        language=member.language,
        arrived_at=visit.arrived_at if visit else None,
        left_at=visit.left_at if visit else None,
        mode=visit.mode if visit else Mode.HELLO,
        visibility=member.visibility,
        days_this_week=days_since(session, space.id, person, monday),
        present=_count(present),
        hellos=_hellos(session, member, present, now) if is_in else (),
        offer=profile.offers[0].text if profile.offers else "",
        ask=profile.asks[0].text if profile.asks else "",
        valid_until=member.valid_until,
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


def _hellos(
    session: Session, viewer: Member, present: list[Visit], now: datetime
) -> tuple[HelloCard, ...]:
    return tuple(
        HelloCard(
            face=face_of(visit, other),
            headline=other.profile.headline,
            seat=other.profile.seat,
            reason=hello.reason,
            their_phrase=hello.their_phrase,
            own_phrase=hello.own_phrase,
        )
        for visit, other, hello in hellos_for(session, viewer, present, now)
    )


def _count(present: list[Visit]) -> int:
    return len({visit.person for visit in present})
