"""What the house knows about somebody, for their own eyes after their own scan."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.people import Mode, Profile, TextSize, Visibility
from kiosk.domain.spaces import Space
from kiosk.store import directory
from kiosk.store.presence import latest_visit
from kiosk.store.tables import FactRow, VisitRow


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Somebody's profile, choices, and how much is kept of their coming and going.

    `visits` and `first_day` are those that this kiosk keeps; `records` counts their facts here.
    """

    profile: Profile
    language: str
    text_size: TextSize
    visibility: Visibility | None
    mode: Mode
    has_pin: bool
    valid_until: date | None
    visits: int
    first_day: date | None
    records: int


def own_record(session: Session, space: Space, person: str, now: datetime) -> OwnRecord | None:
    """Return what is known of somebody; None where this kiosk only knows their signature."""
    member = directory.member(session, person)
    if member is None:
        return None
    visit = latest_visit(session, space.id, person, space.day_of(now))
    theirs = (VisitRow.space_id == space.id, VisitRow.person == person)
    visits, first_day = session.execute(
        select(func.count(), func.min(VisitRow.day)).where(*theirs)
    ).one()
    records = select(func.count()).where(FactRow.space_id == space.id, FactRow.person == person)
    return OwnRecord(
        profile=member.profile,
        language=member.language,
        text_size=member.text_size,
        visibility=member.visibility,
        mode=visit.mode if visit else Mode.HELLO,
        has_pin=bool(member.pin),
        valid_until=member.valid_until,
        visits=visits,
        first_day=first_day,
        records=session.scalars(records).one(),
    )
