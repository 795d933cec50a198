"""Server-owned rows, as the server hands them to the devices that hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.people import Member
from kiosk.domain.spaces import Space


@dataclass(frozen=True, slots=True)
class ChosenMember:
    """A member, and the stamps of the choice and the edits that their row comes from.

    `edit_stamps` goes from a field that the member edited to the edit that counts.
    """

    member: Member
    visibility_stamp: str
    edit_stamps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that passes are signed with, as its 32 raw bytes."""

    key_id: int
    public_key: bytes
    retired: bool


DirectoryValue = Space | ChosenMember | PublicKey
