"""Facts: immutable records of what happened, and how they are written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from uuid_utils import uuid7

from kiosk.domain.people import Mode, Visibility


class FactKind(StrEnum):
    """Every kind of fact, and what it says."""

    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    UNDONE = "undone"
    DENIED = "denied"
    MODE_SET = "mode_set"
    VISIBILITY_SET = "visibility_set"
    HELLO_SHOWN = "hello_shown"
    MOVED_AWAY = "moved_away"


class Via(StrEnum):
    """How a person was recognised."""

    PASS = "pass"
    NAME = "name"
    STAFF = "staff"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Somebody came in; `reason` is given when staff wrote it down."""

    via: Via = Via.PASS
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """Somebody said they leave."""

    via: Via = Via.PASS
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """Another fact does not count."""

    fact: UUID


@dataclass(frozen=True, slots=True)
class Denied:
    """A scan was refused; never with the code's text."""

    reason: str


@dataclass(frozen=True, slots=True)
class ModeSet:
    """How somebody is today, and optionally until when they are here."""

    mode: Mode
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisibilitySet:
    """What the wall may show; `wording` is the version of the question that was asked.

    `after_ms` is the time of the choice that the person saw when they changed it: whatever the
    clocks say, this one comes later.
    """

    value: Visibility
    wording: int
    language: str
    after_ms: int = 0


@dataclass(frozen=True, slots=True)
class HelloShown:
    """A suggestion was on the screen."""

    other: str
    reason: str
    phrase: str


@dataclass(frozen=True, slots=True)
class MovedAway:
    """The person checked in at another space; void when that check-in is undone."""

    cause: UUID


Body = CheckedIn | CheckedOut | Undone | Denied | ModeSet | VisibilitySet | HelloShown | MovedAway

_BODIES: Mapping[str, TypeAdapter[Any]] = {
    FactKind.CHECKED_IN: TypeAdapter(CheckedIn),
    FactKind.CHECKED_OUT: TypeAdapter(CheckedOut),
    FactKind.UNDONE: TypeAdapter(Undone),
    FactKind.DENIED: TypeAdapter(Denied),
    FactKind.MODE_SET: TypeAdapter(ModeSet),
    FactKind.VISIBILITY_SET: TypeAdapter(VisibilitySet),
    FactKind.HELLO_SHOWN: TypeAdapter(HelloShown),
    FactKind.MOVED_AWAY: TypeAdapter(MovedAway),
}
_KINDS: Mapping[type, FactKind] = {
    CheckedIn: FactKind.CHECKED_IN,
    CheckedOut: FactKind.CHECKED_OUT,
    Undone: FactKind.UNDONE,
    Denied: FactKind.DENIED,
    ModeSet: FactKind.MODE_SET,
    VisibilitySet: FactKind.VISIBILITY_SET,
    HelloShown: FactKind.HELLO_SHOWN,
    MovedAway: FactKind.MOVED_AWAY,
}


class BodyError(ValueError):
    """A fact's body does not fit its kind."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened at a device or on the server.

    `epoch` is random for each new local database, `seq` gapless from 1 within it. `at` is the
    device's clock in UTC, `offset_ms` what had to be added to it then (None: not known).
    `person` is a handle; `actor` is who did it when it was not the person.
    """

    id: UUID
    space: str
    device: UUID
    epoch: int
    seq: int
    at: datetime
    offset_ms: int | None
    person: str | None
    body: Body
    actor: str | None = None

    @property
    def kind(self) -> FactKind:
        """Return the kind, which the body's type decides."""
        return _KINDS[type(self.body)]

    @property
    def happened_at(self) -> datetime:
        """Return the time of the event with the device's clock corrected as far as known."""
        if not self.offset_ms:
            return self.at
        return self.at + timedelta(milliseconds=self.offset_ms)


def new_fact_id(at: datetime) -> UUID:
    """Make a UUIDv7 whose time part is the event's."""
    made = uuid7(nanoseconds=int(at.timestamp() * 1_000_000) * 1000)
    return UUID(int=made.int)


def body_to_json(body: Body) -> dict[str, Any]:
    """Return a body as plain JSON values."""
    plain: dict[str, Any] = _BODIES[_KINDS[type(body)]].dump_python(body, mode="json")
    return plain


def body_from_json(kind: str, plain: Mapping[str, Any]) -> Body:
    """Read a body back.

    Raises:
        BodyError: the kind is unknown or the values do not fit it.
    """
    try:
        body: Body = _BODIES[kind].validate_python(plain)
    except (KeyError, ValidationError) as error:
        raise BodyError(f"not a valid {kind[:40]!r} fact") from error
    return body
