"""The wall's page as values: large cards, faces and what is featured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

from kiosk.domain.people import Mode
from ui.viewmodels.wall_rotation import MOST_CARDS, Rotation

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import Featured, WallPerson, WallView

# Up to so many people have a card with room for an offer and an ask.
ROOMY = 4
# In a crowd nobody waits for hours until their words are told.
MOST_FEATURED = 60
SPANISH_LETTERS = frozenset("¿áíóúñ")
SPANISH_WORDS = frozenset(
    {"al", "alguien", "con", "de", "del", "el", "en", "la", "las", "los", "mi", "mis", "o"}
    | {"para", "por", "que", "sin", "un", "una", "unas", "unos", "y"}
)


class FeaturedKind(StrEnum):
    """What the panel tells: two who should meet, or one person's words."""

    PAIR = "pair"
    ASK = "ask"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class CardRow:
    """A person on a large card; without an offer and an ask, only the name and since when."""

    key: str
    name: str
    initials: str
    hue: int
    is_dimmed: bool
    is_earlier: bool
    headline: str
    offer: str
    ask: str
    question: str


@dataclass(frozen=True, slots=True)
class FaceRow:
    """A person as a face with a first name."""

    key: str
    name: str
    initials: str
    hue: int
    is_dimmed: bool
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class FeaturedRow:
    """What the panel shows; the helper is empty unless it is a pair."""

    key: str
    kind: str
    name: str
    initials: str
    hue: int
    words: str
    helper_name: str = ""
    helper_initials: str = ""
    helper_hue: int = 0
    helper_words: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class WallState:
    """Everything on the page but the clock."""

    has_news: bool = False
    space_name: str = ""
    present: int = 0
    visible: int = 0
    others: int = 0
    longest_name: str = ""
    has_earlier: bool = False
    welcome_line: str = ""
    cards: tuple[CardRow, ...] = ()
    faces: tuple[FaceRow, ...] = ()
    featured: tuple[FeaturedRow, ...] = ()


def state_of(
    view: WallView, rotation: Rotation, featured: FeaturedRow | None, language: str
) -> WallState:
    """Return the page that shows a view as the rotation has placed its people."""
    people = {person.face.key: person for person in view.people}
    return WallState(
        has_news=True,
        space_name=view.space_name,
        present=view.present,
        visible=len(people),
        others=max(0, len(people) - MOST_CARDS),
        longest_name=max((person.face.name for person in view.people), key=len, default=""),
        has_earlier=any(person.is_earlier for person in view.people),
        welcome_line=view.welcome_line.get(language, ""),
        cards=tuple(card_row(people[key], rotation.turns, len(people)) for key in rotation.cards),
        faces=tuple(face_row(people[key]) for key in rotation.faces),
        featured=(featured,) if featured else (),
    )


def card_row(person: WallPerson, turn: int, visible: int) -> CardRow:
    """Return a large card: with up to four people an offer and an ask, else one of them."""
    offer, ask = words_for_turn(person, turn) if visible > ROOMY else both_for_turn(person, turn)
    return CardRow(
        key=person.face.key,
        name=person.face.name,
        initials=person.face.initials,
        hue=person.face.hue,
        is_dimmed=is_dimmed(person),
        is_earlier=person.is_earlier,
        headline=person.headline,
        offer=as_statement(offer),
        ask=as_ask(ask),
        question=as_question(ask),
    )


def face_row(person: WallPerson) -> FaceRow:
    face = person.face
    return FaceRow(
        face.key, face.name, face.initials, face.hue, is_dimmed(person), person.is_earlier
    )


def is_dimmed(person: WallPerson) -> bool:
    return person.is_earlier or person.mode is Mode.HEADS_DOWN


def both_for_turn(person: WallPerson, turn: int) -> tuple[str, str]:
    """Return an offer and an ask; of several, each has its turn."""
    return pick(person.offers, turn), pick(person.asks, turn)


def words_for_turn(person: WallPerson, turn: int) -> tuple[str, str]:
    """Return an offer or an ask, the other one empty; every third person begins with an ask."""
    begins_with_ask = crc32(person.face.key.encode()) % 3 == 0
    count = len(person.offers) + len(person.asks)
    if not count:
        return "", ""
    kinds = [(offer, "") for offer in person.offers] + [("", ask) for ask in person.asks]
    start = len(person.offers) if begins_with_ask else 0
    return kinds[(start + turn) % count]


def pick(words: Sequence[str], turn: int) -> str:
    return words[turn % len(words)] if words else ""


def featurable(view: WallView) -> list[FeaturedRow]:
    """Return what the panel may tell, in its order: pairs, then asks nobody met; else offers."""
    askers = {pair.asker.key for pair in view.featured}
    awake = [p for p in view.people if p.mode is Mode.HELLO and not p.is_earlier]
    asks = (
        (person, ask) for person in awake if person.face.key not in askers for ask in person.asks
    )
    offers = ((person, offer) for person in awake for offer in person.offers)
    rows = [pair_row(pair) for pair in view.featured]
    rows += [_single_row(*said, FeaturedKind.ASK) for said in islice(asks, MOST_FEATURED)]
    return rows or [
        _single_row(*said, FeaturedKind.OFFER) for said in islice(offers, MOST_FEATURED)
    ]


def pair_row(pair: Featured) -> FeaturedRow:
    return FeaturedRow(
        key=f"{pair.asker.key} {pair.ask} {pair.helper.key}",
        kind=FeaturedKind.PAIR.value,
        name=pair.asker.name,
        initials=pair.asker.initials,
        hue=pair.asker.hue,
        words=as_question(pair.ask),
        helper_name=pair.helper.name,
        helper_initials=pair.helper.initials,
        helper_hue=pair.helper.hue,
        helper_words=as_statement(pair.offer),
        seat=pair.helper_seat,
    )


def _single_row(person: WallPerson, said: str, kind: FeaturedKind) -> FeaturedRow:
    face = person.face
    words = as_question(said) if kind is FeaturedKind.ASK else as_statement(said)
    return FeaturedRow(
        key=f"{face.key} {said}",
        kind=kind.value,
        name=face.name,
        initials=face.initials,
        hue=face.hue,
        words=words,
        seat=person.seat,
    )


def as_statement(words: str) -> str:
    """Return somebody's words to stand alone: a capital in front, no full stop behind."""
    plain = words.strip().rstrip(".…")
    return plain[:1].upper() + plain[1:]


def as_ask(words: str) -> str:
    """Return an ask without any marks round it."""
    return as_statement(words.strip().strip("¿?¡!.… "))


def as_question(words: str) -> str:
    """Return an ask as a question, with the marks of its own language, not of the screen's."""
    ask = as_ask(words)
    opening = "¿" if looks_spanish(words) else ""
    return f"{opening}{ask}?" if ask else ""


def looks_spanish(words: str) -> bool:
    """Tell whether somebody's words are Spanish; nobody says in which language they write."""
    letters = words.casefold()
    return not SPANISH_LETTERS.isdisjoint(letters) or not SPANISH_WORDS.isdisjoint(letters.split())
