"""Facts on the wire."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from kiosk.domain.facts import BodyError, Fact, FactKind, body_from_json, body_to_json
from kiosk.domain.guests import is_name_of_guest
from kiosk.domain.people import MOST_PHRASES
from kiosk.errors import WireError
from kiosk.wire.model import (
    Count,
    Handle,
    Instant,
    Language,
    Message,
    PinHash,
    Place,
    Sentence,
    Slug,
    first_fault,
)
from kiosk.wire.rows import WirePhrase

# A clock may be wildly wrong, as after an empty battery, and the fact still counts.
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_LARGEST_OFFSET_MS = timedelta(days=36_500) // timedelta(milliseconds=1)
_DEEPEST_BODY = 8  # lists and objects inside one another
_LARGEST_BODY = 4000  # bytes of JSON
_LARGEST_BADGE = 99_999


def _on_a_calendar(at: datetime) -> datetime:
    if not _EARLIEST <= at < _LATEST:
        raise ValueError("not between 1970 and 2200")
    return at


class FactAddress(Message):
    """What a verdict needs to know of a fact, however wrong the rest of it may be."""

    id: UUID
    device: UUID
    epoch: Count
    seq: Place


class WireFact(FactAddress):
    """One fact; `body` holds the values of its kind."""

    space: Slug
    at: Annotated[Instant, AfterValidator(_on_a_calendar)]
    offset_ms: Annotated[int, Field(ge=-_LARGEST_OFFSET_MS, le=_LARGEST_OFFSET_MS)] | None = None
    kind: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    person: Handle | None = None
    actor: Slug | None = None
    body: dict[str, Any]


def _somebody(name: str) -> str:
    if not is_name_of_guest(name):
        raise ValueError("nobody's name")
    return name


class WireGuest(Message):
    """What a screen can say of a guest."""

    name: Annotated[str, AfterValidator(_somebody)]
    host: Handle | Literal[""] = ""
    badge: Annotated[Place, Field(le=_LARGEST_BADGE)]


_Phrases = Annotated[list[WirePhrase], Field(max_length=MOST_PHRASES)]


class WireEdit(Message):
    """What fits into a member's row: more would not come down to any device."""

    headline: Sentence | None = None
    offers: _Phrases | None = None
    asks: _Phrases | None = None
    seat: Sentence | None = None
    ask_about: Sentence | None = None
    language: Language | None = None
    pin: PinHash | None = None


class WireWave(Message):
    """To whom."""

    other: Handle


_FITTING: Mapping[str, type[Message]] = {
    FactKind.GUEST_REGISTERED: WireGuest,
    FactKind.PROFILE_EDITED: WireEdit,
    FactKind.WAVED: WireWave,
}


def _check(body: dict[str, Any]) -> None:
    if _is_deeper(body, _DEEPEST_BODY):
        raise WireError("body: too deep")
    try:
        text = to_json(body)
    except PydanticSerializationError as error:
        raise WireError("body: not plain text") from error  # half a character
    if len(text) > _LARGEST_BODY:
        raise WireError("body: too large")
    if b"\\u0000" in text:  # which PostgreSQL cannot keep
        raise WireError("body: not plain text")


def _is_deeper(value: object, most: int) -> bool:
    if not value or not isinstance(value, dict | list):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return most == 0 or any(_is_deeper(part, most - 1) for part in parts)


def fact_to_plain(fact: Fact) -> dict[str, Any]:
    """Return a fact as plain JSON values."""
    return {
        "id": str(fact.id),
        "space": fact.space,
        "device": str(fact.device),
        "epoch": fact.epoch,
        "seq": fact.seq,
        "at": fact.at.isoformat(),
        "offset_ms": fact.offset_ms,
        "kind": fact.kind.value,
        "person": fact.person,
        "actor": fact.actor,
        "body": body_to_json(fact.body),
    }


def fact_from_plain(plain: Mapping[str, Any]) -> Fact:
    """Read a fact back.

    Raises:
        WireError: it breaks the schema, or its kind is not known here.
    """
    try:
        wire = WireFact.model_validate(dict(plain))
        _check(wire.body)
        body = body_from_json(wire.kind, wire.body)
        if fitting := _FITTING.get(wire.kind):
            fitting.model_validate(wire.body)
    except ValidationError as error:
        raise WireError(first_fault(error)) from error
    except BodyError as error:
        raise WireError(f"body: {error}"[:200]) from error
    return Fact(
        id=wire.id,
        space=wire.space,
        device=wire.device,
        epoch=wire.epoch,
        seq=wire.seq,
        at=wire.at.astimezone(UTC),
        offset_ms=wire.offset_ms,
        person=wire.person,
        body=body,
        actor=wire.actor,
    )
