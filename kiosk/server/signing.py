"""Passes as this house signs them: cards for years, and codes on phones for minutes."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.people import Member
from kiosk.server.founding import load_signing_key, operator_of

PHONE_CODE_LIFE = timedelta(minutes=2)
_MINUTE = timedelta(minutes=1)


def sign_for(session: Session, keys: Path, member: Member, expires_at: datetime) -> str:
    """Return the text of a member's pass, signed with this house's present key."""
    key_id, key = load_signing_key(keys)
    claims = PassClaims(key_id, member.handle, member.generation, expires_at)
    return sign_pass(claims, key=key, operator=operator_of(session))


def phone_code(session: Session, keys: Path, member: Member, now: datetime) -> str:
    """Return a member's pass for the next minutes: two, and what is left of the last one."""
    ends = now + PHONE_CODE_LIFE
    whole = ends.replace(second=0, microsecond=0)  # a pass says its end in minutes
    return sign_for(session, keys, member, whole if whole == ends else whole + _MINUTE)
