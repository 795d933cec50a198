"""Members: who they are, what they offer and ask, and what may be shown of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Whether a membership lets its member in."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Visibility(StrEnum):
    """What the wall may show of a member at all."""

    HIDDEN = "hidden"
    FIRST_NAME = "first_name"
    PROFILE = "profile"


class Mode(StrEnum):
    """How a member is today, chosen per visit."""

    HELLO = "hello"
    HEADS_DOWN = "heads_down"
    INVISIBLE = "invisible"


class PhraseKind(StrEnum):
    """What sort of help an offer or ask is about."""

    SKILL = "skill"
    MENTORING = "mentoring"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One offer or ask, in the member's own words."""

    id: str
    text: str
    kind: PhraseKind = PhraseKind.SKILL


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member tells about themselves."""

    display_name: str
    first_name: str
    headline: str = ""
    offers: tuple[Phrase, ...] = ()
    asks: tuple[Phrase, ...] = ()
    languages: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    seat: str = ""
    ask_about: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a membership.

    `handle` is 16 lower-case hex digits (8 random bytes) and the person's id everywhere.
    `spaces` lists the space ids the membership allows; `visibility` is None until the member
    was asked, which the wall treats as hidden. `language` is the language of their screens.
    """

    handle: str
    profile: Profile
    home_space: str
    spaces: tuple[str, ...]
    status: Status = Status.ACTIVE
    valid_from: date | None = None
    valid_until: date | None = None
    generation: int = 0
    language: str = "en"
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True)
class Hello:
    """A suggestion that two present members meet, with its reason.

    `their_phrase` is quoted literally from the other's profile; `own_phrase` is the viewer's
    own phrase that it meets.
    """

    other: str
    reason: "HelloReason"
    their_phrase: str
    own_phrase: str = field(default="")


class HelloReason(StrEnum):
    """Why two people should meet, strongest first."""

    THEY_OFFER = "they_offer"  # their offer meets the viewer's ask
    THEY_ASK = "they_ask"  # the viewer's offer meets their ask
