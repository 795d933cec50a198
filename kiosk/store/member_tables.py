"""The tables about members; of photos, addresses and phones only the server has any."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store.base import Base


class MemberRow(Base):
    """A member; `version` orders the directory feed, `visibility_stamp` the choices."""

    __tablename__ = "member"
    handle: Mapped[str] = mapped_column(String(16), primary_key=True)
    home_space: Mapped[str] = mapped_column(String(64))
    spaces: Mapped[list[str]]
    status: Mapped[str] = mapped_column(String(16))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    generation: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(16))
    visibility: Mapped[str | None] = mapped_column(String(16))
    visibility_stamp: Mapped[str] = mapped_column(String(96), default="")
    profile: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(BigInteger, index=True)
    text_size: Mapped[str] = mapped_column(String(16), default="normal", server_default="normal")
    pin: Mapped[str] = mapped_column(String(200), default="", server_default="")
    # By field of the profile that somebody edited: the stamp of the edit that counts.
    edit_stamps: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")


class MemberSpaceRow(Base):
    """Which kiosks hold a member; kept when a permission ends, so that they hear of it."""

    __tablename__ = "member_space"
    space_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    handle: Mapped[str] = mapped_column(String(16), primary_key=True)


class MemberContactRow(Base):
    """How to reach a member: on the server only, and never on the wire to a device."""

    __tablename__ = "member_contact"
    handle: Mapped[str] = mapped_column(String(16), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)


class MemberPhotoRow(Base):
    """A member's picture: a square JPEG, known to devices by its digest alone."""

    __tablename__ = "member_photo"
    handle: Mapped[str] = mapped_column(String(16), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)


class MemberLinkRow(Base):
    """A one-time code that opens a member's own page on their phone, kept as its SHA-256."""

    __tablename__ = "member_link"
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    handle: Mapped[str] = mapped_column(String(16), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class MemberPhoneRow(Base):
    """A phone that may open its member's own page, by the SHA-256 of the token it keeps."""

    __tablename__ = "member_phone"
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    handle: Mapped[str] = mapped_column(String(16), index=True)
    since: Mapped[datetime]
