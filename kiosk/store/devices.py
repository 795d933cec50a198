"""Devices, their tokens and the codes they are paired with (server only)."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from kiosk.domain.devices import CODE_LENGTH, CODE_LETTERS, Device, DeviceRole
from kiosk.store.dialect import bump_head, table_of
from kiosk.store.directory import DIRECTORY
from kiosk.store.tables import DeviceRow, PairingCodeRow

CODE_LIFE = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=1)

_DEVICE = table_of(DeviceRow)
_SEEN = (
    update(_DEVICE).where(_DEVICE.c.id == bindparam("device")).values(last_seen_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class Paired:
    """A device that was just paired. This is the only time its token is seen."""

    device: Device
    token: str


def new_pairing_code(session: Session, space_id: str, role: DeviceRole, now: datetime) -> str:
    """Make a code that pairs one device within 15 minutes; ended ones are forgotten."""
    session.execute(delete(PairingCodeRow).where(PairingCodeRow.expires_at <= now))
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    session.add(
        PairingCodeRow(
            code_hash=_hash(code), space_id=space_id, role=role, expires_at=now + CODE_LIFE
        )
    )
    session.flush()
    return code


def role_of_code(session: Session, code: str, now: datetime) -> DeviceRole | None:
    """Return what a code is for; None if it is not good now."""
    good = select(PairingCodeRow.role).where(_good(code, now))
    role = session.scalars(good).one_or_none()
    return None if role is None else DeviceRole(role)


def pair_device(session: Session, code: str, name: str, now: datetime) -> Paired | None:
    """Use up a code and add its device; None if the code is wrong, used or too old."""
    using = update(PairingCodeRow).where(_good(code, now)).values(used_at=now)
    used = session.execute(
        using.returning(PairingCodeRow.space_id, PairingCodeRow.role)
    ).one_or_none()
    if used is None:
        return None
    token = _new_token()
    row = DeviceRow(
        id=uuid4(),
        space_id=used.space_id,
        role=used.role,
        name=name,
        token_hash=_hash(token),
        paired_at=now,
    )
    session.add(row)
    session.flush()
    return Paired(_device_of(row), token)


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose token was shown; `is_next` says that it is the one to come, not used before."""

    device: Device
    is_next: bool


def device_by_token(session: Session, token: str) -> Shown | None:
    """Return whose token this is, the present one or the next, revoked or not."""
    shown = _hash(token)
    owned = or_(DeviceRow.token_hash == shown, DeviceRow.next_token_hash == shown)
    row = session.scalars(select(DeviceRow).where(owned)).one_or_none()
    return None if row is None else Shown(_device_of(row), row.token_hash != shown)


def new_next_token(session: Session, device: UUID) -> str:
    """Make the token that a device may use next; one that was made before and not used is void.

    The present one stays good until the next one was used: an answer that is lost on its way
    shuts nobody out.
    """
    token = _new_token()
    session.execute(
        update(DeviceRow).where(DeviceRow.id == device).values(next_token_hash=_hash(token))
    )
    return token


def promote_token(session: Session, token: str) -> bool:
    """Put a next token in the place of the present one, which ends; False if it is void by now.

    Several requests may use it for the first time at once: each of them is told True.
    """
    shown = _hash(token)
    promoting = update(DeviceRow).where(
        DeviceRow.next_token_hash == shown, DeviceRow.revoked_at.is_(None)
    )
    session.execute(promoting.values(token_hash=shown, next_token_hash=None))
    return (
        session.scalars(select(DeviceRow.id).where(DeviceRow.token_hash == shown)).first()
        is not None
    )


def has_access(session: Session, device: UUID) -> bool:
    """Say whether a device was not revoked, for answers that were long in the making."""
    access = select(DeviceRow.id).where(DeviceRow.id == device, DeviceRow.revoked_at.is_(None))
    return session.scalars(access).first() is not None


def all_devices(session: Session) -> list[Device]:
    """Return every device, the newest last."""
    return [
        _device_of(row) for row in session.scalars(select(DeviceRow).order_by(DeviceRow.paired_at))
    ]


def devices_of(session: Session, space_id: str) -> frozenset[UUID]:
    """Return the ids of every device that a space ever had."""
    return frozenset(session.scalars(select(DeviceRow.id).where(DeviceRow.space_id == space_id)))


def note_seen(session: Session, seen: Mapping[UUID, datetime]) -> None:
    """Note when devices spoke with us."""
    # Always in the same order, so that two server processes never wait for each other.
    rows = [{"device": device, "at": seen[device]} for device in sorted(seen)]
    session.connection().execute(_SEEN, rows)


def revoke_device(session: Session, device: UUID, now: datetime) -> bool:
    """End a device's token; False if there is no such device or it has none any more."""
    ending = update(DeviceRow).where(DeviceRow.id == device, DeviceRow.revoked_at.is_(None))
    ended = session.execute(ending.values(revoked_at=now).returning(DeviceRow.id)).first()
    if ended is None:
        return False
    # Whoever waits for news looks up, and a device that waits hears at once that it may not.
    bump_head(session, DIRECTORY, 1)
    return True


def _good(code: str, now: datetime) -> ColumnElement[bool]:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return and_(
        PairingCodeRow.code_hash == _hash(typed),
        PairingCodeRow.used_at.is_(None),
        PairingCodeRow.expires_at > now,
    )


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def _hash(secret: str) -> bytes:
    # Both secrets are random and short-lived or long: a plain hash is enough, and finds its row.
    return hashlib.sha256(secret.encode()).digest()


def _device_of(row: DeviceRow) -> Device:
    return Device(
        id=row.id,
        space=row.space_id,
        role=DeviceRole(row.role),
        name=row.name,
        paired_at=row.paired_at,
        last_seen_at=row.last_seen_at,
        revoked_at=row.revoked_at,
    )
