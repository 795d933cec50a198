"""Facts: immutable records of what happened, and how they are written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from uuid_utils import uuid7

from kiosk.domain.people import Mode, Phrase, TextSize, Visibility


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
    GUEST_REGISTERED = "guest_registered"
    PROFILE_EDITED = "profile_edited"
    WAVED = "waved"
    PERSON_ERASED = "person_erased"


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


class Purpose(StrEnum):
    """What a guest comes for."""

    MEETING = "meeting"
    EVENT = "event"
    TOUR = "tour"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class GuestRegistered:
    """A visitor said who they are; the fact's person is the handle made for them.

    `host` is the handle of the member they come to see, empty where nobody in particular.
    """

    name: str
    purpose: Purpose
    badge: int
    host: str = ""


@dataclass(frozen=True, slots=True)
class ProfileEdited:
    """What somebody changed about themselves: whole values of those fields, None for the others.

    `pin` is the Argon2id hash of the digits they chose, empty where they want none any more.
    """

    headline: str | None = None
    offers: tuple[Phrase, ...] | None = None
    asks: tuple[Phrase, ...] | None = None
    seat: str | None = None
    ask_about: str | None = None
    language: str | None = None
    text_size: TextSize | None = None
    pin: str | None = None


@dataclass(frozen=True, slots=True)
class Waved:
    """Somebody would like the other to know that they are there; it ends with the day."""

    other: str


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Somebody wants everything that says who they are to be gone, for ever."""


Body = (
    CheckedIn
    | CheckedOut
    | Undone
    | Denied
    | ModeSet
    | VisibilitySet
    | HelloShown
    | MovedAway
    | GuestRegistered
    | ProfileEdited
    | Waved
    | PersonErased
)

_BODIES: Mapping[str, TypeAdapter[Any]] = {
    FactKind.CHECKED_IN: TypeAdapter(CheckedIn),
    FactKind.CHECKED_OUT: TypeAdapter(CheckedOut),
    FactKind.UNDONE: TypeAdapter(Undone),
    FactKind.DENIED: TypeAdapter(Denied),
    FactKind.MODE_SET: TypeAdapter(ModeSet),
    FactKind.VISIBILITY_SET: TypeAdapter(VisibilitySet),
    FactKind.HELLO_SHOWN: TypeAdapter(HelloShown),
    FactKind.MOVED_AWAY: TypeAdapter(MovedAway),
    FactKind.GUEST_REGISTERED: TypeAdapter(GuestRegistered),
    FactKind.PROFILE_EDITED: TypeAdapter(ProfileEdited),
    FactKind.WAVED: TypeAdapter(Waved),
    FactKind.PERSON_ERASED: TypeAdapter(PersonErased),
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
    GuestRegistered: FactKind.GUEST_REGISTERED,
    ProfileEdited: FactKind.PROFILE_EDITED,
    Waved: FactKind.WAVED,
    PersonErased: FactKind.PERSON_ERASED,
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
    says_changes_only = isinstance(body, ProfileEdited)
    plain: dict[str, Any] = _BODIES[_KINDS[type(body)]].dump_python(
        body, mode="json", exclude_none=says_changes_only
    )
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
