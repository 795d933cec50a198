"""The tables. `space_id` stands first in the keys of everything that belongs to one space."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store.base import Base
from kiosk.store.member_tables import MemberRow, MemberSpaceRow


class FactRow(Base):
    """One fact. `position` is its place in the space's feed, `day` its local day."""

    __tablename__ = "fact"
    space_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID]
    epoch: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(32))
    person: Mapped[str | None] = mapped_column(String(16))
    actor: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]
    day: Mapped[date]
    target: Mapped[UUID | None]  # the fact that an undone one names
    position: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (
        Index(None, "space_id", "position", unique=True),
        Index(None, "space_id", "person", "day"),
        Index(None, "space_id", "day"),
        Index(
            "ix_fact_undos",
            "space_id",
            "target",
            sqlite_where=text("target IS NOT NULL"),
            postgresql_where=text("target IS NOT NULL"),
        ),
        Index(
            "ix_fact_guests",
            "space_id",
            "day",
            sqlite_where=text("kind = 'guest_registered'"),
            postgresql_where=text("kind = 'guest_registered'"),
        ),
        Index(None, "space_id", "device_id", "epoch", "seq", unique=True),
    )


class VisitRow(Base):
    """One visit, derived by record.py and by nothing else."""

    __tablename__ = "visit"
    space_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    arrived_at: Mapped[datetime]
    last_sign_at: Mapped[datetime]
    assumed_left_at: Mapped[datetime]
    day_ends_at: Mapped[datetime]
    via: Mapped[str] = mapped_column(String(16))
    left_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(16))
    mode: Mapped[str] = mapped_column(String(16))
    here_till: Mapped[datetime | None]
    __table_args__ = (
        Index(None, "space_id", "day"),
        Index(None, "space_id", "person", "day"),
        Index(None, "person", "day"),  # the server asks where somebody is, across the spaces
    )


class SpaceRow(Base):
    """A space and its rules."""

    __tablename__ = "space"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    timezone: Mapped[str] = mapped_column(String(64))
    policy: Mapped[dict[str, Any]]  # opening hours, day end, capacity, sentences of the house
    version: Mapped[int] = mapped_column(BigInteger, index=True)


class SigningKeyRow(Base):
    """A public key that passes are signed with; the private half is never in a database."""

    __tablename__ = "signing_key"
    key_id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    retired: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(BigInteger, index=True)


class OperatorRow(Base):
    """Who runs the spaces; one row. `stream_epoch` changes when the server was restored."""

    __tablename__ = "operator"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    stream_epoch: Mapped[UUID]


class FeedHeadRow(Base):
    """The commit-ordered counter of one feed: a space's facts, or the directory."""

    __tablename__ = "feed_head"
    feed: Mapped[str] = mapped_column(String(80), primary_key=True)
    head: Mapped[int] = mapped_column(BigInteger)


class DeviceRow(Base):
    """A paired device, as the server knows it. Tokens are kept as their SHA-256 only.

    `next_token_hash` takes the place of `token_hash` once the device has used that token.
    """

    __tablename__ = "device"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    space_id: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    next_token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    paired_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "next_token_hash", unique=True),)


class DeviceEpochRow(Base):
    """Up to where every fact of a device is settled.

    `refused` lists the settled ones above that mark that are not among the facts.
    """

    __tablename__ = "device_epoch"
    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    acked_seq: Mapped[int] = mapped_column(BigInteger)
    refused: Mapped[list[int]]


class PairingCodeRow(Base):
    """A one-time code for pairing a device, kept as its SHA-256."""

    __tablename__ = "pairing_code"
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    space_id: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StationRow(Base):
    """This installation as a device that makes facts; one row.

    `space_id` is empty on the server. From `cursor` on it is how far a kiosk has followed its
    server: `stream_epoch` is the stream it follows, `is_arriving` says that it began that stream
    anew and what comes goes into the arriving tables, `floor_at` is the latest house time that
    the server confirmed, carried on while the kiosk ran.
    """

    __tablename__ = "station"
    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    space_id: Mapped[str] = mapped_column(String(64))
    operator_id: Mapped[UUID]
    epoch: Mapped[int] = mapped_column(BigInteger)
    next_seq: Mapped[int] = mapped_column(BigInteger)
    offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    cursor: Mapped[str] = mapped_column(String(400), default="")
    acked_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    last_contact_at: Mapped[datetime | None]
    stream_epoch: Mapped[UUID | None]
    is_arriving: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    floor_at: Mapped[datetime | None]


class OutboxRow(Base):
    """An own fact on its way to the server, and for 14 days after the server settled it.

    A stuck one failed again and again and is tried at `due_at`; a quarantined one was refused; one
    set aside was refused and somebody decided to leave it at that.
    """

    __tablename__ = "outbox"
    epoch: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    space_id: Mapped[str] = mapped_column(String(64))
    fact_id: Mapped[UUID]
    made_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))  # kiosk.store.outbox.State
    tries: Mapped[int] = mapped_column(Integer, default=0)
    reason: Mapped[str] = mapped_column(String(200), default="")
    due_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "state", "tries", "seq"), Index(None, "fact_id"))


def _arriving(row_type: type[Base]) -> Table:
    """Return a table with the same columns.

    It takes in what a stream that begins anew brings, until that is complete and takes the place
    of what was there.
    """
    lasting = row_type.__table__
    assert isinstance(lasting, Table)
    arriving = lasting.to_metadata(Base.metadata, name=f"arriving_{lasting.name}")
    arriving.indexes.clear()  # it is written and read whole
    arriving.primary_key.name = f"pk_{arriving.name}"
    return arriving


ARRIVING = {
    row_type: _arriving(row_type)
    for row_type in (SpaceRow, MemberRow, MemberSpaceRow, SigningKeyRow)
}

METADATA = Base.metadata
"""Every table; whoever has it from here has them all."""
