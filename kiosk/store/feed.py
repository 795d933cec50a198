"""The feed: what changed for the devices of a space after a place in it (server side)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.directory import ChosenMember, DirectoryValue, PublicKey
from kiosk.domain.facts import Fact
from kiosk.store.directory import DIRECTORY, handles_held_by, spaces_by_id
from kiosk.store.member_tables import MemberRow
from kiosk.store.record import feed_of
from kiosk.store.rows import FACT_COLUMNS, fact_of, member_of, space_of
from kiosk.store.tables import (
    DeviceEpochRow,
    FactRow,
    FeedHeadRow,
    OperatorRow,
    SigningKeyRow,
    SpaceRow,
)

BEFORE_TODAY = timedelta(days=1)  # devices follow the facts of today and yesterday


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """How far somebody has followed: a place among the space's facts and one in the directory."""

    position: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A server-owned row and its place in the directory feed."""

    version: int
    value: DirectoryValue


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What changed after a place; `place` is where the next page goes on."""

    rows: tuple[DirectoryRow, ...]
    facts: tuple[Fact, ...]
    place: FeedPlace
    more: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose feed, from where on, how much at most, and when."""

    space: str
    after: FeedPlace
    most: int
    now: datetime


def stream_epoch(session: Session) -> UUID:
    """Return what changes when the server was restored, and with it every cursor's worth."""
    return session.scalars(select(OperatorRow.stream_epoch)).one()


def acked_seq(session: Session, device: UUID, epoch: int) -> int:
    """Return up to where every fact of a device's epoch is settled; 0 before the first."""
    row = session.get(DeviceEpochRow, (device, epoch))
    return 0 if row is None else row.acked_seq


def heads(session: Session) -> dict[str, int]:
    """Return the head of every feed."""
    rows = session.execute(select(FeedHeadRow.feed, FeedHeadRow.head))
    return {row.feed: row.head for row in rows}


def is_ahead(session: Session, space: str, place: FeedPlace) -> bool:
    """Say whether a place lies beyond all that ever happened here, as after a restore."""
    heads_now = _heads(session, space)
    return place.position > heads_now.position or place.version > heads_now.version


def page_after(session: Session, asked: Asked) -> FeedPage:
    """Return the next changes of a space: directory rows first, since facts need their space."""
    # Heads before rows: whatever a head counts has been committed, so nothing below it is missed.
    to = _heads(session, asked.space)
    rows = _rows(session, asked, to.version)
    if len(rows) == asked.most:
        place = FeedPlace(asked.after.position, rows[-1].version)
        return FeedPage(tuple(rows), (), place, more=True)
    left = asked.most - len(rows)
    facts = _facts(session, asked, to.position, left)
    more = len(facts) == left
    position = facts[-1].position if more else max(to.position, asked.after.position)
    version = max(to.version, asked.after.version)
    return FeedPage(
        tuple(rows), tuple(fact_of(row) for row in facts), FeedPlace(position, version), more
    )


def _heads(session: Session, space: str) -> FeedPlace:
    """Return how far a space's feed and the directory have come."""
    of_space = feed_of(space)
    asked = select(FeedHeadRow.feed, FeedHeadRow.head)
    rows = session.execute(asked.where(FeedHeadRow.feed.in_((of_space, DIRECTORY))))
    head_of = {row.feed: row.head for row in rows}
    return FeedPlace(head_of.get(of_space, 0), head_of.get(DIRECTORY, 0))


def _facts(session: Session, asked: Asked, to_position: int, most: int) -> Sequence[Any]:
    if to_position <= asked.after.position:
        return []  # as for nearly every device that begins to wait
    space = spaces_by_id(session, [asked.space]).get(asked.space)
    if space is None:
        return []
    chosen = select(*FACT_COLUMNS, FactRow.position).where(
        FactRow.space_id == asked.space,
        FactRow.position > asked.after.position,
        FactRow.position <= to_position,
        FactRow.day >= space.day_of(asked.now) - BEFORE_TODAY,
    )
    return session.execute(chosen.order_by(FactRow.position).limit(most)).all()


def _rows(session: Session, asked: Asked, to_version: int) -> list[DirectoryRow]:
    if to_version <= asked.after.version:
        return []
    found = sorted(_changed(session, asked, to_version), key=lambda row: row.version)
    return found[: asked.most]


def _changed(session: Session, asked: Asked, to_version: int) -> Iterator[DirectoryRow]:
    after, most = asked.after.version, asked.most
    spaces = select(SpaceRow).where(SpaceRow.id == asked.space)
    for space in session.scalars(spaces.where(SpaceRow.version.between(after + 1, to_version))):
        yield DirectoryRow(space.version, space_of(space))
    keys = select(SigningKeyRow).where(SigningKeyRow.version.between(after + 1, to_version))
    for key in session.scalars(keys.order_by(SigningKeyRow.version).limit(most)):
        yield DirectoryRow(key.version, PublicKey(key.key_id, key.public_key, key.retired))
    members = select(MemberRow).where(
        MemberRow.version.between(after + 1, to_version), handles_held_by(asked.space, asked.now)
    )
    for row in session.scalars(members.order_by(MemberRow.version).limit(most)):
        yield DirectoryRow(
            row.version, ChosenMember(member_of(row), row.visibility_stamp, row.edit_stamps)
        )
