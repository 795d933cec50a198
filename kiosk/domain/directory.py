"""Server-owned rows, as the server hands them to the devices that hold them."""

from dataclasses import dataclass

from kiosk.domain.people import Member
from kiosk.domain.spaces import Space


@dataclass(frozen=True, slots=True)
class ChosenMember:
    """A member, and the stamp of the choice that their visibility comes from."""

    member: Member
    visibility_stamp: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that passes are signed with, as its 32 raw bytes."""

    key_id: int
    public_key: bytes
    retired: bool


DirectoryValue = Space | ChosenMember | PublicKey
