"""Finding people among those who are here, by their names and by what they say of themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from kiosk.matching.words import content_words, plain

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallPerson

MOST_OFFERS, MOST_ASKS = 4, 3
"""Chips of each kind."""
MOST_COUNTED = 500
"""So many people tell what is common today."""
LONGEST_CHIP = 20
SHORTEST_PART = 3
"""Fewer letters are found at the beginning of words alone."""

_WORD = re.compile(r"[^\W_]+[+#]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, and their words without capitals and accents, each after a space."""

    person: WallPerson
    name: str
    names: str
    offers: str
    asks: str
    everything: str


@dataclass(frozen=True, slots=True)
class Chip:
    """What several people offer, or look for, in one word; or what one says in a few."""

    key: str
    is_offer: bool
    words: str


def entry_of(person: WallPerson) -> Entry:
    name = person.full_name or person.face.name
    names, offers, asks = _folded(name), _folded(*person.offers), _folded(*person.asks)
    everything = names + offers + asks + _folded(person.headline, person.seat)
    return Entry(person, name, names, offers, asks, everything)


def find(entries: Sequence[Entry], text: str) -> list[Entry]:
    """Return who has every word of the text: first in the name, then where a word begins."""
    words = sorted(_words(text), key=len, reverse=True)
    found = list(entries)
    for word in words:
        found = [entry for entry in found if word in entry.everything]
    beginning = found
    for begins in (" " + word for word in words):
        beginning = [entry for entry in beginning if begins in entry.everything]
    named = beginning
    for begins in (" " + word for word in words):
        named = [entry for entry in named if begins in entry.names]
    ranked = named + _without(beginning, named)
    may_be_parts = all(len(word) >= SHORTEST_PART for word in words)
    return ranked + (_without(found, beginning) if may_be_parts else [])


def having(entries: Sequence[Entry], chip: Chip) -> list[Entry]:
    """Return who offers, or looks for, what a chip says."""
    found = list(entries)
    for word in content_words(chip.words):
        begins = " " + word
        if chip.is_offer:
            found = [entry for entry in found if begins in entry.offers]
        else:
            found = [entry for entry in found if begins in entry.asks]
    return found


def phrase_for(phrases: Sequence[str], text: str) -> str:
    """Return the phrase that has a word of the text in it, or else the first."""
    words = _words(text)
    fitting = (p for p in phrases if any(word in _folded(p) for word in words))
    return next(fitting, phrases[0] if phrases else "")


def chips_of(people: Iterable[WallPerson]) -> list[Chip]:
    """Return what is offered and looked for most today: words that people share, then phrases."""
    counted = [person for person, _ in zip(people, range(MOST_COUNTED), strict=False)]
    offers = _common([person.offers for person in counted], MOST_OFFERS)
    asks = _common([person.asks for person in counted], MOST_ASKS)
    # In turns: on a small screen only the first have room.
    pairs = zip_longest(
        (Chip(f"offer/{words}", True, words) for words in offers),
        (Chip(f"ask/{words}", False, words) for words in asks),
    )
    return [chip for pair in pairs for chip in pair if chip]


def _common(said: Sequence[Sequence[str]], most: int) -> Iterator[str]:
    people = Counter(word for phrases in said for word in _meaning(phrases))
    shared = sorted((-count, word) for word, count in people.items() if count > 1)[:most]
    for _, word in shared:
        yield _as_written(word, said)
    taken = {word for _, word in shared}
    short = [p for phrases in said for p in phrases if len(p) <= LONGEST_CHIP]
    for phrase in sorted(short, key=len):
        words = content_words(phrase)
        if len(taken) < most and words and not words & taken:
            taken.add(min(words))
            yield phrase


def _meaning(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in content_words(phrase)}


def _as_written(word: str, said: Iterable[Sequence[str]]) -> str:
    """Return a word as most people write it, with a capital."""
    written: Counter[str] = Counter(
        spelt
        for phrases in said
        for phrase in phrases
        for spelt in _WORD.findall(phrase)
        if word in content_words(spelt)
    )
    spelt = written.most_common(1)[0][0]
    return spelt[0].upper() + spelt[1:]


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _folded(*texts: str) -> str:
    return "".join(" " + word for text in texts for word in _words(text))


def _without(entries: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    taken = {id(entry) for entry in others}  # to compare thousands by their words takes long
    return [entry for entry in entries if id(entry) not in taken]
