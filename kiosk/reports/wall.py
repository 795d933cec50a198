"""The wall: who is here, filtered to what they agreed to show."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from kiosk.domain.fold import Visit
from kiosk.domain.people import Member, Mode, Visibility
from kiosk.domain.spaces import Space
from kiosk.domain.views import Face, Featured, WallPerson, WallView
from kiosk.errors import WireError
from kiosk.matching.overlap import meetings_among
from kiosk.reports.faces import face_of
from kiosk.reports.guests import guests_to_tell
from kiosk.store.directory import members_by_handle
from kiosk.store.presence import open_visits

FEATURED_PAIRS = 12
AWAITED_FOR = timedelta(minutes=30)
"""So long the wall says that somebody's guest is here."""
_CODEC = TypeAdapter(WallView)


def wall_view(session: Session, space: Space, now: datetime) -> WallView:
    """Return exactly what the wall of a space may know at this moment."""
    visits, today = open_visits(session, space.id, now), space.day_of(now)
    opens_at, is_closed_today = space.opens_at(today), space.opening[today.weekday()] is None
    members = members_by_handle(session, [visit.person for visit in visits])
    shown = [
        (visit, member)
        for visit in visits
        if (member := members.get(visit.person)) and may_be_seen(visit, member)
    ]
    return WallView(
        space_name=space.name,
        timezone=space.timezone,
        as_of=now,
        present=len({visit.person for visit in visits}),
        people=tuple(_person(visit, member, now) for visit, member in shown),
        featured=_featured(shown, now),
        welcome_line=dict(space.welcome_line),
        awaited=_awaited(session, space, visits, shown, now),
        day_ends_at=space.day_ends_at(today),
        opens_at=opens_at,
        # A house that is closed all day closes as it opens.
        closes_at=opens_at if is_closed_today else space.closes_at(today),
    )


def nobodys_view(space: Space, now: datetime) -> WallView:
    """Return what a wall shows whose device has no place at the house any more: nobody, for good.

    Its day is over, so a wall says that it knows nothing, and not that the house is empty.
    """
    return WallView(
        space_name=space.name, timezone=space.timezone, as_of=now, present=0, day_ends_at=now
    )


def may_be_seen(visit: Visit, member: Member) -> bool:
    """Say whether the wall may show this person at all; invisible today beats everything."""
    agreed = member.visibility in (Visibility.FIRST_NAME, Visibility.PROFILE)
    return agreed and visit.mode is not Mode.INVISIBLE


def may_be_suggested(visit: Visit, member: Member, now: datetime) -> bool:
    """Say whether this person may be proposed to others right now."""
    return (
        member.visibility is Visibility.PROFILE
        and visit.mode is Mode.HELLO
        and not visit.is_earlier(now)
    )


def wall_view_to_json(view: WallView) -> bytes:
    """Write a view down for another process."""
    return _CODEC.dump_json(view)


def wall_view_from_json(plain: bytes) -> WallView:
    """Read a view that another process wrote.

    Raises:
        WireError: this is not a wall view.
    """
    try:
        return _CODEC.validate_json(plain)
    except ValidationError as error:
        raise WireError("The wall got something that is not a wall view.") from error


def _person(visit: Visit, member: Member, now: datetime) -> WallPerson:
    face = face_of(visit, member)
    is_earlier = visit.is_earlier(now)
    if member.visibility is not Visibility.PROFILE:
        return WallPerson(face, visit.mode, visit.arrived_at, is_earlier=is_earlier)
    profile = member.profile
    return WallPerson(
        face=face,
        mode=visit.mode,
        arrived_at=visit.arrived_at,
        headline=profile.headline,
        offers=tuple(phrase.text for phrase in profile.offers),
        asks=tuple(phrase.text for phrase in profile.asks),
        seat=profile.seat,
        is_earlier=is_earlier,
        full_name=profile.display_name,
        ask_about=profile.ask_about,
        languages=profile.languages,
        links=profile.links,
    )


def _awaited(
    session: Session,
    space: Space,
    visits: Sequence[Visit],
    shown: Sequence[tuple[Visit, Member]],
    now: datetime,
) -> tuple[Face, ...]:
    """Return the hosts whose guest came a while ago at most, as far as they may be seen."""
    lately = {
        guest.host
        for guest in guests_to_tell(session, space, visits, now)
        if now - guest.came_at < AWAITED_FOR
    }
    return tuple(face_of(visit, member) for visit, member in shown if member.handle in lately)


def _featured(shown: Sequence[tuple[Visit, Member]], now: datetime) -> tuple[Featured, ...]:
    willing = {m.handle: v for v, m in shown if may_be_suggested(v, m, now)}
    members = [member for _, member in shown if member.handle in willing]
    return tuple(
        Featured(
            ask=meeting.ask.text,
            asker=face_of(willing[asker.handle], asker),
            offer=meeting.offer.text,
            helper=face_of(willing[helper.handle], helper),
            helper_seat=helper.profile.seat,
        )
        for asker, helper, meeting in meetings_among(members, FEATURED_PAIRS)
    )
