"""The staff view: today in a space, for five seconds behind the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.domain.facts import Denied, FactKind, Via
from kiosk.domain.fold import Visit
from kiosk.domain.guests import Guest
from kiosk.domain.people import Member
from kiosk.domain.spaces import Space
from kiosk.domain.views import (
    DeniedScan,
    Face,
    HourCount,
    Movement,
    PresentPerson,
    StaffView,
)
from kiosk.reports.faces import guest_face, own_face
from kiosk.store.directory import members_by_handle
from kiosk.store.guests import guests_among
from kiosk.store.presence import facts_of_day, visits_of_day

CURVE_STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Known:
    """Who the people of a day are, by handle: members, and guests of that day."""

    members: Mapping[str, Member]
    guests: Mapping[str, Guest]

    def face_and_name(self, visit: Visit) -> tuple[Face, str]:
        key = str(visit.id)
        if member := self.members.get(visit.person):
            return own_face(key, member), member.profile.display_name
        if guest := self.guests.get(visit.person):
            return guest_face(key, guest), guest.name
        return Face(key=key, name="", initials="", hue=0), ""


def staff_view(session: Session, space: Space, now: datetime) -> StaffView:
    """Return today's count, curve, people and refused scans.

    How a kiosk stands with its server is its own and is left at the defaults.
    """
    today = space.day_of(now)
    visits = visits_of_day(session, space.id, today)
    known = _known(session, space, visits, today)
    is_in = [visit for visit in visits if visit.is_open(now)]
    opens_at = space.opens_at(today)
    peak = _peak(visits, now)
    return StaffView(
        space_name=space.name,
        timezone=space.timezone,
        as_of=now,
        opens_at=opens_at,
        closes_at=space.closes_at(today),
        present=len(is_in),
        capacity=space.capacity,
        visits_today=len(visits),
        is_closed_today=space.opening[today.weekday()] is None,
        peak=peak.people,
        peak_at=peak.at if peak.people else None,
        curve=curve(visits, min([opens_at, *(v.arrived_at for v in visits)]), now),
        people=tuple(_present(visit, known) for visit in is_in),
        movements=_movements(visits, known, now),
        denied=_denied(session, space, now),
    )


def curve(visits: Sequence[Visit], start: datetime, now: datetime) -> tuple[HourCount, ...]:
    """Count the people in at every quarter of an hour from `start`, and at this moment."""
    first = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    steps = max(0, (now - first) // CURVE_STEP)
    instants = [*(first + CURVE_STEP * step for step in range(steps + 1)), now]
    return tuple(HourCount(at, _count_at(visits, at, now)) for at in instants if at <= now)


def _count_at(visits: Sequence[Visit], at: datetime, now: datetime) -> int:
    return sum(_was_in(visit, at, now) for visit in visits)


def _was_in(visit: Visit, at: datetime, now: datetime) -> bool:
    ended_at = visit.ended_at(now)
    return visit.arrived_at <= at and (ended_at is None or at < ended_at)


def _known(session: Session, space: Space, visits: Sequence[Visit], today: date) -> _Known:
    people = {visit.person for visit in visits}
    guests = guests_among(
        session, space.id, today, {visit.person for visit in visits if visit.via is Via.GUEST}
    )
    hosts = {guest.host for guest in guests.values() if guest.host}
    return _Known(members_by_handle(session, people | hosts), guests)


def _present(visit: Visit, known: _Known) -> PresentPerson:
    face, name = known.face_and_name(visit)
    member, guest = known.members.get(visit.person), known.guests.get(visit.person)
    host = known.members.get(guest.host) if guest else None
    return PresentPerson(
        face=face,
        name=name,
        arrived_at=visit.arrived_at,
        mode=visit.mode,
        visibility=member.visibility if member else None,
        is_unknown=member is None and guest is None,
        via=visit.via,
        host=host.profile.display_name if host else "",
    )


def _movements(visits: Sequence[Visit], known: _Known, now: datetime) -> tuple[Movement, ...]:
    moves = []
    for visit in visits:
        face, name = known.face_and_name(visit)
        moves.append(Movement(visit.arrived_at, face, name, came=True))
        if visit.left_at is not None:
            moves.append(Movement(visit.left_at, face, name, came=False))
    return tuple(sorted(moves, key=lambda move: move.at, reverse=True))


def _peak(visits: Sequence[Visit], now: datetime) -> HourCount:
    """Return the most people there were at once, and since when; people only come at arrivals."""
    counts = [HourCount(v.arrived_at, _count_at(visits, v.arrived_at, now)) for v in visits]
    return max(counts, key=lambda count: count.people, default=HourCount(now, 0))


def _denied(session: Session, space: Space, now: datetime) -> tuple[DeniedScan, ...]:
    """Return who was refused today and why, the latest first, each once."""
    facts = facts_of_day(session, space.id, space.day_of(now), [FactKind.DENIED])
    members = members_by_handle(session, {fact.person for fact in facts if fact.person})
    found: dict[tuple[str | None, str], DeniedScan] = {}
    for fact in facts:
        if isinstance(fact.body, Denied):
            key = (fact.person, fact.body.reason)
            member = members.get(fact.person or "")
            name = member.profile.display_name if member else ""
            tries = found[key].tries + 1 if key in found else 1
            found[key] = DeniedScan(fact.happened_at, fact.body.reason, name, tries)
    return tuple(sorted(found.values(), key=lambda denied: denied.at, reverse=True))
