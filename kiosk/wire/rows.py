"""Server-owned rows on the wire: spaces, members and public keys."""

import base64
from dataclasses import replace
from datetime import date, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Base64Bytes,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from kiosk.domain.directory import ChosenMember, DirectoryValue, PublicKey
from kiosk.domain.people import (
    MOST_PHRASES,
    Member,
    PhraseKind,
    Status,
    TextSize,
    Visibility,
)
from kiosk.domain.spaces import ByName, Space
from kiosk.errors import WireError
from kiosk.wire.model import (
    Count,
    Handle,
    Language,
    Message,
    Name,
    PinHash,
    Place,
    Sentence,
    Slug,
    first_fault,
)

_KEY_BYTES = 32
_Stamp = Annotated[str, StringConstraints(max_length=96)]
_Hours = tuple[time, time] | None


class WireRow(Message):
    """One row. `data` stays unread at first, so that a device can skip a type it does not know."""

    type: Annotated[str, StringConstraints(max_length=32)]
    id: Annotated[str, StringConstraints(max_length=64)]
    version: Place
    data: dict[str, Any]


class WirePhrase(Message):
    """An offer or ask."""

    id: Name
    text: Sentence
    kind: PhraseKind


class WireProfile(Message):
    """What a member tells about themselves."""

    display_name: Name
    first_name: Name
    headline: Sentence
    offers: Annotated[list[WirePhrase], Field(max_length=MOST_PHRASES)]
    asks: Annotated[list[WirePhrase], Field(max_length=MOST_PHRASES)]
    languages: Annotated[list[Name], Field(max_length=MOST_PHRASES)]
    links: Annotated[list[Sentence], Field(max_length=MOST_PHRASES)]
    seat: Sentence
    ask_about: Sentence
    photo: Annotated[str, StringConstraints(pattern="^[0-9a-f]{0,64}$")] = ""


class WireMember(Message):
    """A member as a device may know them: without an address of any sort."""

    handle: Handle
    profile: WireProfile
    home_space: Slug
    spaces: Annotated[list[Slug], Field(max_length=10_000)]
    status: Status
    valid_from: date | None
    valid_until: date | None
    generation: Annotated[int, Field(ge=0, lt=1 << 16)]
    language: Language
    visibility: Visibility | None
    visibility_stamp: _Stamp
    text_size: TextSize = TextSize.NORMAL
    pin: PinHash = ""
    edit_stamps: Annotated[dict[Slug, _Stamp], Field(max_length=32, default_factory=dict)]
    # Beside a status that every device knows: one that could not read the row would keep the
    # one before, with all that it said.
    is_erased: bool = False


class WireSpace(Message):
    """A space and its rules."""

    id: Slug
    name: Name
    timezone: Annotated[str, StringConstraints(max_length=64)]
    opening: Annotated[list[_Hours], Field(min_length=7, max_length=7)]
    day_end_hour: Annotated[int, Field(ge=0, lt=24)]
    capacity: Count
    place_of_help: dict[str, Sentence]
    welcome_line: dict[str, Sentence]
    by_name: ByName = ByName.PIN
    staff_pin: PinHash = ""
    volume: Annotated[int, Field(ge=0, le=100)] = 70
    quiet: _Hours = None


def _whole_key(raw: bytes) -> bytes:
    if len(raw) != _KEY_BYTES:
        raise ValueError("not a public key")
    return raw


class WireKey(Message):
    """A public key; its private half never leaves the server's folder."""

    key_id: Annotated[int, Field(ge=0, lt=16)]
    public_key: Annotated[Base64Bytes, AfterValidator(_whole_key)]
    retired: bool


_MEMBER: TypeAdapter[Member] = TypeAdapter(Member)
_SPACE: TypeAdapter[Space] = TypeAdapter(Space)


def row_of(value: DirectoryValue, version: int) -> WireRow:
    """Write a row. Trusts the store: bounds are for those who read."""
    match value:
        case Space():
            kind, key, data = "space", value.id, _SPACE.dump_python(value, mode="json")
        case ChosenMember(member=member, visibility_stamp=stamp, edit_stamps=edits):
            kind, key = "member", member.handle
            stamps = {"visibility_stamp": stamp, "edit_stamps": dict(edits)}
            data = _MEMBER.dump_python(member, mode="json") | stamps
            if member.status is Status.ERASED:
                data |= {"status": Status.ENDED.value, "is_erased": True}
        case PublicKey():
            kind, key = "key", str(value.key_id)
            text = base64.b64encode(value.public_key).decode("ascii")
            data = {"key_id": value.key_id, "public_key": text, "retired": value.retired}
    return WireRow(type=kind, id=key, version=version, data=data)


def value_of(row: WireRow) -> DirectoryValue:
    """Read a row back.

    Raises:
        WireError: its type is not known here, or it breaks the schema.
    """
    try:
        match row.type:
            case "space":
                return _SPACE.validate_python(WireSpace.model_validate(row.data).model_dump())
            case "member":
                wire = WireMember.model_validate(row.data)
                plain = wire.model_dump(exclude={"visibility_stamp", "edit_stamps", "is_erased"})
                member = _MEMBER.validate_python(plain)
                if wire.is_erased:
                    member = replace(member, status=Status.ERASED)
                return ChosenMember(member, wire.visibility_stamp, wire.edit_stamps)
            case "key":
                key = WireKey.model_validate(row.data)
                return PublicKey(key.key_id, key.public_key, key.retired)
    except ValidationError as error:
        raise WireError(f"{row.type}: {first_fault(error)}"[:200]) from error
    raise WireError(f"rows of type {row.type!r} are not known here")
