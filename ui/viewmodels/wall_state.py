"""The wall's page as values: large cards, faces and what is featured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from kiosk.domain.people import Mode
from ui.viewmodels.wall_rotation import Rotation
from ui.viewmodels.wall_words import (
    as_ask,
    as_question,
    as_statement,
    both_for_turn,
    words_for_turn,
)

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import Face, Featured, WallPerson, WallView

# So many hosts are told at once that somebody is here for them.
MOST_AWAITED = 3
# In a crowd nobody waits for hours until their words are told.
MOST_FEATURED = 60


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
    photo: str
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
    photo: str
    is_dimmed: bool
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """A host whose guest has come."""

    key: str
    name: str
    initials: str
    hue: int
    photo: str


@dataclass(frozen=True, slots=True)
class FeaturedRow:
    """What the panel shows; the helper is empty unless it is a pair."""

    key: str
    kind: str
    name: str
    initials: str
    hue: int
    photo: str
    words: str
    helper_name: str = ""
    helper_initials: str = ""
    helper_hue: int = 0
    helper_photo: str = ""
    helper_words: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class WallState:
    """Everything on the page but the clock."""

    has_news: bool = False
    space_name: str = ""
    present: int = 0
    visible: int = 0
    longest_name: str = ""
    longest_word: str = ""
    has_earlier: bool = False
    welcome_line: str = ""
    cards: tuple[CardRow, ...] = ()
    faces: tuple[FaceRow, ...] = ()
    featured: tuple[FeaturedRow, ...] = ()
    awaited: tuple[AwaitedRow, ...] = ()
    stories_told: int = 0
    is_telling: bool = False


def state_of(
    view: WallView, rotation: Rotation, featured: FeaturedRow | None, language: str
) -> WallState:
    """Return the page that shows a view as the rotation has placed its people."""
    people = {person.face.key: person for person in view.people}
    names = [person.face.name for person in view.people]
    return WallState(
        has_news=True,
        space_name=view.space_name,
        present=view.present,
        visible=len(people),
        longest_name=max(names, key=len, default=""),
        longest_word=max((word for name in names for word in name.split()), key=len, default=""),
        has_earlier=any(person.is_earlier for person in view.people),
        welcome_line=view.welcome_line.get(language, ""),
        cards=tuple(card_row(people[key], rotation) for key in rotation.cards),
        faces=tuple(face_row(people[key]) for key in rotation.faces),
        featured=(featured,) if featured else (),
        awaited=awaited_rows(view.awaited, rotation.turns),
    )


def card_row(person: WallPerson, rotation: Rotation) -> CardRow:
    """Return a large card: an offer and an ask where there is room for both, else one of them."""
    words = both_for_turn if rotation.says_both else words_for_turn
    offer, ask = words(person, rotation.turns)
    face = person.face
    return CardRow(
        key=face.key,
        name=face.name,
        initials=face.initials,
        hue=face.hue,
        photo=face.photo,
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
        face.key,
        face.name,
        face.initials,
        face.hue,
        face.photo,
        is_dimmed(person),
        person.is_earlier,
    )


def awaited_rows(hosts: Sequence[Face], turn: int) -> tuple[AwaitedRow, ...]:
    """Return the hosts to be told now; where there are many, they take turns."""
    start = turn * MOST_AWAITED % len(hosts) if len(hosts) > MOST_AWAITED else 0
    told = [*hosts[start:], *hosts[:start]][:MOST_AWAITED]
    return tuple(
        AwaitedRow(face.key, face.name, face.initials, face.hue, face.photo) for face in told
    )


def is_dimmed(person: WallPerson) -> bool:
    return person.is_earlier or person.mode is Mode.HEADS_DOWN


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
        photo=pair.asker.photo,
        words=as_question(pair.ask),
        helper_name=pair.helper.name,
        helper_initials=pair.helper.initials,
        helper_hue=pair.helper.hue,
        helper_photo=pair.helper.photo,
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
        photo=face.photo,
        words=words,
        seat=person.seat,
    )
