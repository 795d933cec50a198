"""Who is meant by what somebody types: names compared without case and accents."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.people import Member, Visibility

FEWEST_LETTERS = 3
FEWEST_LETTERS_OF_HOST = 2
WHOLE_NAME = 1_000_000
"""More letters than any part of a name has."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One answer to what somebody typed; `name` is what they may read of this person."""

    person: str
    name: str
    initials: str
    hue: int


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant; `is_too_often` says that nobody looks before a while has passed."""

    people: tuple[FoundPerson, ...] = ()
    is_too_often: bool = False


@lru_cache(maxsize=100_000)  # every search compares every name
def folded(text: str) -> str:
    """Return a text without case, accents and needless spaces."""
    spelt = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(s for s in spelt if not unicodedata.combining(s)).split())


@dataclass(frozen=True, slots=True)
class Named:
    """What is compared with the letters typed."""

    display_name: str
    first_name: str
    visibility: Visibility | None


def agreed_name(named: Named) -> str:
    """Return what anybody may read of a person; empty where they did not agree to anything."""
    if named.visibility is Visibility.PROFILE:
        return named.display_name
    return named.first_name if named.visibility is Visibility.FIRST_NAME else ""


def shown_name(named: Named, typed: str, *, fewest: int) -> str:
    """Return what somebody who typed this may read of a person; empty if nothing.

    Whoever did not agree to be seen is found by their whole name alone, and whoever agreed to a
    first name by that, so that no few letters tell who else belongs to the house.

    Args:
        typed: folded.
        fewest: how many letters have to be typed for a part of a name.
    """
    if typed == folded(named.display_name):
        return named.display_name
    agreed = agreed_name(named)
    is_enough = sum(map(str.isalnum, typed)) >= fewest
    return agreed if agreed and is_enough and _begins(agreed, typed) else ""


def named_of(member: Member) -> Named:
    """Return what is compared of a member."""
    return Named(member.profile.display_name, member.profile.first_name, member.visibility)


def _begins(name: str, typed: str) -> bool:
    whole = folded(name)
    return whole.startswith(typed) or f" {typed}" in whole
