"""Members' phones: one-time links, and who has their own page where (server only)."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.orm import Session

from kiosk.store.member_tables import MemberLinkRow, MemberPhoneRow

LINK_LIFE = timedelta(minutes=5)
PHONE_LIFE = timedelta(days=400)  # as long as browsers keep a cookie
MOST_PHONES = 5  # of one member; a sixth takes the place of the first
_LINK_BYTES, _TOKEN_BYTES = 18, 32


def new_link(session: Session, handle: str, now: datetime) -> tuple[str, datetime]:
    """Make a code that opens a member's page once; return it with its end."""
    session.execute(delete(MemberLinkRow).where(MemberLinkRow.expires_at <= now))
    code, expires_at = secrets.token_urlsafe(_LINK_BYTES), now + LINK_LIFE
    session.add(MemberLinkRow(code_hash=_hash(code), handle=handle, expires_at=expires_at))
    session.flush()
    return code, expires_at


def is_good_link(session: Session, code: str, now: datetime) -> bool:
    """Say whether a code still opens a page; it does so afterwards, too."""
    good = select(MemberLinkRow.handle).where(_is_good(code, now))
    return session.scalars(good).one_or_none() is not None


def use_link(session: Session, code: str, now: datetime) -> str | None:
    """Use up a code; return the token that a phone keeps for it, None if it is not good."""
    used = update(MemberLinkRow).where(_is_good(code, now)).values(used_at=now)
    handle = session.scalars(used.returning(MemberLinkRow.handle)).one_or_none()
    if handle is None:
        return None
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session.add(MemberPhoneRow(token_hash=_hash(token), handle=handle, since=now))
    session.flush()
    _keep_latest(session, handle)
    return token


def phone_owner(session: Session, token: str, now: datetime) -> str | None:
    """Return whose page a phone may open by its token."""
    row = session.get(MemberPhoneRow, _hash(token))
    return row.handle if row is not None and now - row.since < PHONE_LIFE else None


def phones_of(session: Session, handle: str) -> list[datetime]:
    """Return since when each phone of a member opens their page."""
    since = select(MemberPhoneRow.since).where(MemberPhoneRow.handle == handle)
    return list(session.scalars(since.order_by(MemberPhoneRow.since)))


def end_phones(session: Session, handles: Collection[str]) -> int:
    """Have no phone open these members' pages any more, by no link either; return how many did."""
    session.execute(delete(MemberLinkRow).where(MemberLinkRow.handle.in_(handles)))
    phones = delete(MemberPhoneRow).where(MemberPhoneRow.handle.in_(handles))
    return len(session.execute(phones.returning(MemberPhoneRow.token_hash)).all())


def forget_phone(session: Session, token: str) -> None:
    """Have a phone open nobody's page any more."""
    session.execute(delete(MemberPhoneRow).where(MemberPhoneRow.token_hash == _hash(token)))


def _is_good(code: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        MemberLinkRow.code_hash == _hash(code),
        MemberLinkRow.used_at.is_(None),
        MemberLinkRow.expires_at > now,
    )


def _keep_latest(session: Session, handle: str) -> None:
    of_member = select(MemberPhoneRow.token_hash).where(MemberPhoneRow.handle == handle)
    newest_first = of_member.order_by(MemberPhoneRow.since.desc(), MemberPhoneRow.token_hash)
    surplus = session.scalars(newest_first).all()[MOST_PHONES:]
    session.execute(delete(MemberPhoneRow).where(MemberPhoneRow.token_hash.in_(surplus)))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
