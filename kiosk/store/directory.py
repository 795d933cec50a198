"""Server-owned rows: spaces, members and signing keys. Callers own the session and the commit."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, exists, func, or_, select, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import FactKind
from kiosk.domain.people import GONE, Member, Status
from kiosk.domain.spaces import Space
from kiosk.store.dialect import Rows, bump_head, insert_into, upsert
from kiosk.store.member_tables import MemberContactRow, MemberRow, MemberSpaceRow
from kiosk.store.phones import end_phones
from kiosk.store.rows import member_of, row_of_member, row_of_space, space_of
from kiosk.store.tables import FactRow, SigningKeyRow, SpaceRow

DIRECTORY = "directory"  # the feed that orders all of these by version
SEEN_LATELY = timedelta(days=90)
_THEIR_OWN = ("handle", "visibility_stamp", "edit_stamps", "text_size", "pin")

# Every batch and every touch asks for its space.
_SPACES = select(*SpaceRow.__table__.c).where(
    SpaceRow.__table__.c.id.in_(bindparam("ids", expanding=True))
)


def hold_directory(session: Session) -> None:
    """Hold off every other writer of these rows until this transaction ends.

    Whoever writes a row by what stood in it calls this before they read it: two who change one
    member at once would otherwise take each other's words away.
    """
    bump_head(session, DIRECTORY, 0)


def spaces_by_id(session: Session, ids: Iterable[str]) -> dict[str, Space]:
    """Return the known ones of some spaces."""
    rows: Iterable[Any] = session.execute(_SPACES, {"ids": sorted(ids)})
    return {row.id: space_of(row) for row in rows}


def all_spaces(session: Session) -> list[Space]:
    """Return every space, by id."""
    return [space_of(row) for row in session.scalars(select(SpaceRow).order_by(SpaceRow.id))]


def save_space(session: Session, space: Space) -> None:
    """Add or replace a space."""
    upsert(session, SpaceRow, [row_of_space(space, version=bump_head(session, DIRECTORY, 1))])


def member(session: Session, handle: str) -> Member | None:
    """Return a member; None if this store has never heard of them."""
    row = session.get(MemberRow, handle)
    return None if row is None else member_of(row)


def members_by_handle(session: Session, handles: Iterable[str]) -> dict[str, Member]:
    """Return the known ones of some people."""
    rows = session.scalars(select(MemberRow).where(MemberRow.handle.in_(sorted(handles))))
    return {row.handle: member_of(row) for row in rows}


def all_members(session: Session) -> list[Member]:
    """Return every member, by name."""
    known = select(MemberRow).where(MemberRow.status != Status.ERASED)
    members = [member_of(row) for row in session.scalars(known)]
    return sorted(members, key=lambda member: member.profile.display_name.casefold())


def save_members(session: Session, members: Sequence[Member]) -> None:
    """Add or replace members; what they chose about visibility themselves is kept.

    A `visibility` given here counts only for somebody who has not chosen themselves yet; where
    none is given, the one before stays. The phones of whoever's membership ended end with it.
    """
    first = bump_head(session, DIRECTORY, len(members)) - len(members) + 1
    rows = [row_of_member(member, version=first + place) for place, member in enumerate(members)]
    if not rows:
        return
    statement = insert_into(session, MemberRow)
    new = statement.excluded
    is_unasked = MemberRow.visibility_stamp == ""
    given = func.coalesce(new.visibility, MemberRow.visibility)
    kept = {"visibility": case((is_unasked, given), else_=MemberRow.visibility)}
    replaced = {name: new[name] for name in rows[0] if name not in _THEIR_OWN}
    session.execute(
        statement.on_conflict_do_update(index_elements=["handle"], set_=replaced | kept), rows
    )
    link_members(session, members)
    end_phones(session, [member.handle for member in members if member.status in GONE])


def link_members(session: Session, members: Sequence[Member]) -> None:
    """Note which spaces' kiosks hold these members."""
    upsert(session, MemberSpaceRow, links_of(members))


def links_of(members: Sequence[Member]) -> Rows:
    """Return which spaces' kiosks hold these members, as rows."""
    links = {(space, m.handle) for m in members for space in (*m.spaces, m.home_space)}
    return [{"space_id": space, "handle": handle} for space, handle in sorted(links)]


def unlinked(session: Session, space_id: str, handles: Collection[str]) -> set[str]:
    """Return those people whom a space's kiosks hold only if they were seen there."""
    linked = select(MemberSpaceRow.handle).where(
        MemberSpaceRow.space_id == space_id, MemberSpaceRow.handle.in_(handles)
    )
    return set(handles) - set(session.scalars(linked))


def edited_fields(session: Session, handles: Iterable[str]) -> dict[str, set[str]]:
    """Return which fields members changed themselves, for those who did."""
    edited = select(MemberRow.handle, MemberRow.edit_stamps)
    rows = session.execute(edited.where(MemberRow.handle.in_(sorted(handles))))
    return {row.handle: set(row.edit_stamps) for row in rows if row.edit_stamps}


def touch_members(session: Session, handles: Iterable[str]) -> None:
    """Send members down again to whoever holds them, though nothing about them changed."""
    known = select(MemberRow.handle).where(MemberRow.handle.in_(sorted(handles)))
    rows = [{"handle": handle} for handle in session.scalars(known)]
    if not rows:
        return
    first = bump_head(session, DIRECTORY, len(rows)) - len(rows) + 1
    versions = [row | {"version": first + place} for place, row in enumerate(rows)]
    session.execute(update(MemberRow), versions)


def member_held_by(session: Session, handle: str, space_id: str, now: datetime) -> Member | None:
    """Return a member whom a space's kiosks hold."""
    held = select(MemberRow).where(MemberRow.handle == handle, handles_held_by(space_id, now))
    row = session.scalars(held).one_or_none()
    return None if row is None else member_of(row)


def handles_held_by(space_id: str, now: datetime) -> ColumnElement[bool]:
    """Return a condition on MemberRow: home here or allowed here, or seen here in 90 days."""
    # One look per member: a list of all who are linked or were seen would be made for every page.
    linked = exists().where(
        MemberSpaceRow.space_id == space_id, MemberSpaceRow.handle == MemberRow.handle
    )
    # By facts, not visits: a device that let somebody in holds them, also when that was undone.
    seen = exists().where(
        FactRow.space_id == space_id,
        FactRow.person == MemberRow.handle,
        FactRow.day >= (now - SEEN_LATELY).date(),
        FactRow.kind == FactKind.CHECKED_IN,
    )
    return or_(linked, seen)


def emails(session: Session) -> dict[str, str]:
    """Return handle by lower-case e-mail address; empty on a kiosk."""
    return {row.email: row.handle for row in session.scalars(select(MemberContactRow))}


def save_email(session: Session, handle: str, email: str) -> None:
    """Note how to reach a member (server only)."""
    upsert(session, MemberContactRow, [{"handle": handle, "email": email.lower()}])


def public_keys(session: Session) -> dict[int, bytes]:
    """Return the keys passes may be signed with, raw 32 bytes by key id."""
    rows = session.scalars(select(SigningKeyRow).where(SigningKeyRow.retired.is_(False)))
    return {row.key_id: row.public_key for row in rows}


def save_public_key(session: Session, key_id: int, public_key: bytes, *, retired: bool) -> None:
    """Add or retire a signing key."""
    row = {
        "key_id": key_id,
        "public_key": public_key,
        "retired": retired,
        "version": bump_head(session, DIRECTORY, 1),
    }
    upsert(session, SigningKeyRow, [row])
