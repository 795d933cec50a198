"""Whose page a phone may show: a member's, for as long as the membership lasts."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.domain.people import GONE, Member, has_run_out
from kiosk.store.directory import spaces_by_id


def has_page(session: Session, member: Member, now: datetime) -> bool:
    """Say whether a member has one now; a pause ends nothing."""
    home = spaces_by_id(session, {member.home_space}).get(member.home_space)
    today = home.day_of(now) if home else now.date()
    return member.status not in GONE and not has_run_out(member, today)
