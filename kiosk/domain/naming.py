"""Who is meant by what somebody types: names compared without case and accents."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop

from kiosk.domain.people import Member, Visibility

FEWEST_LETTERS = 3
FEWEST_LETTERS_OF_HOST = 2


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One answer to what somebody typed; `name` is what they may read of this person."""

    person: str
    name: str
    initials: str
    hue: int
    photo: str = ""  # where they agreed to be shown with it


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant; `is_too_often` says that nobody looks before a while has passed."""

    people: tuple[FoundPerson, ...] = ()
    is_too_often: bool = False


def folded(text: str) -> str:
    """Return a text without case, accents and needless spaces."""
    spelt = text.casefold()
    if not spelt.isascii():
        decomposed = unicodedata.normalize("NFKD", spelt)
        spelt = "".join(s for s in decomposed if not unicodedata.combining(s))
    return " ".join(spelt.split())


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody is called, and how much of it others may read."""

    display_name: str
    first_name: str
    visibility: Visibility | None


@dataclass(frozen=True, slots=True)
class Findable:
    """The names of somebody, ready to be compared with what is typed."""

    whole: str
    """The whole name folded, behind a space like each word of it."""
    open: str
    """What they agreed to be read, likewise; empty for nothing."""
    display_name: str
    agreed_name: str


def agreed_name(named: Named) -> str:
    """Return what anybody may read of a person; empty where they did not agree to anything."""
    if named.visibility is Visibility.PROFILE:
        return named.display_name
    return named.first_name if named.visibility is Visibility.FIRST_NAME else ""


def findable(named: Named) -> Findable:
    """Return somebody's names as they are compared."""
    agreed, whole = agreed_name(named), f" {folded(named.display_name)}"
    if agreed == named.display_name:
        return Findable(whole, whole, agreed, agreed)
    return Findable(whole, f" {folded(agreed)}" if agreed else "", named.display_name, agreed)


def found_by(
    typed: str, people: Mapping[str, Findable], fewest: int, among: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield handle and name, as it may be read, of whom some letters mean; in order of the names.

    Whoever did not agree to be seen is found by their whole name alone, and whoever agreed to a
    first name by that, so that no few letters tell who else belongs to the house. Everybody is
    looked at alike, so that the time it takes tells nothing either.

    Args:
        typed: folded.
        people: by handle.
        fewest: how many letters have to be typed for a part of a name.
        among: whom alone a part of a name finds; None for everybody.
    """
    words = f" {typed}"
    is_enough = sum(map(str.isalnum, typed)) >= fewest
    found = []
    for handle, who in people.items():
        is_part = words in who.open and is_enough
        if words == who.whole:
            found.append((words, handle, who.display_name))
        elif is_part and (among is None or handle in among):
            found.append((who.open, handle, who.agreed_name))
    heapify(found)  # of many no more are put in order than are asked for
    while found:
        _, handle, name = heappop(found)
        yield handle, name


def named_of(member: Member) -> Named:
    """Return what is compared of a member."""
    return Named(member.profile.display_name, member.profile.first_name, member.visibility)
