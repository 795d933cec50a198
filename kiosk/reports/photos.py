"""Whose picture a wall may show."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.domain.people import Member, Visibility
from kiosk.domain.spaces import Space
from kiosk.reports.wall import may_be_seen
from kiosk.store.presence import latest_visit


def is_on_wall_with_photo(session: Session, space: Space, member: Member, now: datetime) -> bool:
    """Say whether the wall of a space shows this person's picture at this moment."""
    if member.visibility is not Visibility.PROFILE:
        return False
    visit = latest_visit(session, space.id, member.handle, space.day_of(now))
    return visit is not None and visit.is_open(now) and may_be_seen(visit, member)
