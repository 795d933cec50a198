"""How sync is doing, as a value; a failing server is a state and never a dialog."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SyncStatus(StrEnum):
    """How this device stands with its server."""

    SYNCED = "synced"  # the last exchange went well
    WAITING = "waiting"  # the server, or this store, asked for patience
    OFFLINE = "offline"  # no usable answer
    UNPAIRED = "unpaired"  # the server does not know this device's token
    REVOKED = "revoked"  # staff ended this device's token


@dataclass(frozen=True, slots=True)
class SyncState:
    """The present standing; `until` is when the next try comes, `reason` a plain sentence."""

    status: SyncStatus
    until: datetime | None = None
    reason: str = ""
