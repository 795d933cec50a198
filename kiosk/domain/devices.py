"""Devices: whatever makes facts or shows the wall, paired with the server."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: a pairing code never spells a word
CODE_LENGTH = 8


class DeviceRole(StrEnum):
    """What a device is for, and with it what its token may ask of the server."""

    KIOSK = "kiosk"
    DESK = "desk"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the server knows it; it belongs to one space."""

    id: UUID
    space: str
    role: DeviceRole
    name: str
    paired_at: datetime
    last_seen_at: datetime | None = None
    revoked_at: datetime | None = None
