"""Members' pictures: kept by the server, named by everybody else. Callers own the session."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kiosk.domain.people import Member, Status
from kiosk.store.dialect import upsert
from kiosk.store.directory import handles_held_by
from kiosk.store.member_tables import MemberPhotoRow, MemberRow
from kiosk.store.rows import member_of

_JPEG = select(MemberPhotoRow.jpeg)
_NAMED = MemberRow.profile["photo"].as_string()


def keep_photo(session: Session, handle: str, digest: str, jpeg: bytes) -> None:
    """Keep a member's picture, instead of the one before."""
    upsert(session, MemberPhotoRow, [{"handle": handle, "digest": digest, "jpeg": jpeg}])


def drop_photo(session: Session, handle: str) -> None:
    """Keep no picture of a member any more."""
    session.execute(delete(MemberPhotoRow).where(MemberPhotoRow.handle == handle))


def photo_of(session: Session, handle: str) -> bytes | None:
    """Return a member's own picture."""
    return session.scalars(_JPEG.where(MemberPhotoRow.handle == handle)).one_or_none()


def photo_held_by(session: Session, digest: str, space_id: str, now: datetime) -> bytes | None:
    """Return a picture of somebody whom a space's kiosks hold."""
    held = MemberPhotoRow.handle.in_(select(MemberRow.handle).where(handles_held_by(space_id, now)))
    of_digest = _JPEG.where(MemberPhotoRow.digest == digest, held)
    return session.scalars(of_digest.limit(1)).one_or_none()


def pictured(session: Session, digest: str) -> list[Member]:
    """Return whoever has this picture."""
    of_digest = select(MemberPhotoRow.handle).where(MemberPhotoRow.digest == digest)
    rows = session.scalars(select(MemberRow).where(MemberRow.handle.in_(of_digest)))
    return [member_of(row) for row in rows]


def photos_wanted(session: Session, first: Collection[str], most: int) -> list[str]:
    """Return the names of members' pictures (kiosk side).

    Those of the people in `first` come first, then those that changed last.
    """
    with_one = select(_NAMED).where(_NAMED != "").order_by(MemberRow.version.desc()).limit(most)
    hurry = with_one.where(MemberRow.handle.in_(sorted(first)))
    names = dict.fromkeys([*session.scalars(hurry), *session.scalars(with_one)])
    return list(names)[:most]


def members_standing(session: Session) -> tuple[int, int, int]:
    """Return numbers of which one changes whenever a member comes, changes, goes or is erased."""
    # Versions that a kiosk gives by itself say nothing beside those that the server gave.
    versions, count = func.coalesce(func.sum(MemberRow.version), 0), func.count()
    erased = func.count().filter(MemberRow.status == Status.ERASED)
    standing = session.execute(select(versions, count, erased)).one()
    return standing[0], standing[1], standing[2]
