"""Members: who they are, what they offer and ask, and what may be shown of them."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# What a device takes of a member; more would not come through to it.
LONGEST_NAME = 200
LONGEST_SENTENCE = 4000
LONGEST_LANGUAGE = 16
MOST_PHRASES = 200
CONTROL_CHARACTERS = r"\x00-\x1f\x7f-\x9f"  # they would steer a terminal or confuse a log

_HAS_CONTROL = re.compile(f"[{CONTROL_CHARACTERS}]")


class Status(StrEnum):
    """Whether a membership lets its member in."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    ERASED = "erased"  # they wanted to be forgotten: nothing here says who they were


GONE = (Status.ENDED, Status.ERASED)
"""A membership that stands so opens nothing any more; a paused one may go on."""


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


class TextSize(StrEnum):
    """How large somebody wants to read."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


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
    photo: str = ""  # names the stored picture: a digest in hex; empty for none


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
    text_size: TextSize = TextSize.NORMAL
    pin: str = ""  # Argon2id hash of the digits for days without a code; empty for none


def has_run_out(member: Member, today: date) -> bool:
    """Say whether the last day of a membership is over."""
    return member.valid_until is not None and member.valid_until < today


def fault_in(member: Member) -> str:
    """Say what in a member's texts no device would take; empty if nothing."""
    profile = member.profile
    lists = {
        "offers": [phrase.text for phrase in profile.offers],
        "asks": [phrase.text for phrase in profile.asks],
        "languages": profile.languages,
        "links": profile.links,
    }
    texts = [
        ("display_name", LONGEST_NAME, profile.display_name),
        ("first_name", LONGEST_NAME, profile.first_name),
        ("language", LONGEST_LANGUAGE, member.language),
        ("headline", LONGEST_SENTENCE, profile.headline),
        ("seat", LONGEST_SENTENCE, profile.seat),
        ("ask_about", LONGEST_SENTENCE, profile.ask_about),
    ]
    for name, entries in lists.items():
        if len(entries) > MOST_PHRASES:
            return f"{name} has more than {MOST_PHRASES} entries"
        longest = LONGEST_NAME if name == "languages" else LONGEST_SENTENCE
        texts += [(name, longest, entry) for entry in entries]
    faults = (_fault_in_text(*text) for text in texts)
    return next(filter(None, faults), "")


def _fault_in_text(name: str, longest: int, text: str) -> str:
    if len(text) > longest:
        return f"{name} is longer than {longest} letters"
    if _HAS_CONTROL.search(text):
        return f"{name} has a line break or another control character in it"
    return ""


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
