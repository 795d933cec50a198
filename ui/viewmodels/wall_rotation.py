"""Who stands where on the wall: some large, everybody else as a face, taking turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain.people import Mode

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallPerson

MOST_CARDS = 6


@dataclass(slots=True)
class Rotation:
    """The people on the wall's page, by key; the same views and turns give the same pages.

    A page changes in place while people come and go; only `turn` gives the places to others.
    Whoever waited longest comes next.
    """

    face_places: int = 8
    card_places: int = MOST_CARDS
    says_both: bool = False
    """Whether a card has room for an offer and an ask."""
    cards: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()
    turns: int = 0
    _people: tuple[WallPerson, ...] = ()
    _carded_at: dict[str, int] = field(default_factory=dict)
    _seen_at: dict[str, int] = field(default_factory=dict)

    def see(self, people: Sequence[WallPerson]) -> None:
        """Take in who is visible now: the departed leave, newcomers are seen at once."""
        known = {person.face.key for person in self._people}
        self._people = tuple(people)
        here = {person.face.key for person in people}
        self._carded_at = {key: at for key, at in self._carded_at.items() if key in here}
        self._seen_at = {key: at for key, at in self._seen_at.items() if key in here}
        self._seat_cards(keep=[key if key in here else None for key in self.cards])
        arrived = [key for key in self._others() if key not in known]
        self._seat_faces(keep=[*arrived, *(key for key in self.faces if key not in arrived)])

    def turn(self) -> None:
        """Give the places to those who waited longest."""
        self.turns += 1
        self._seat_cards(keep=[])
        self._seat_faces(keep=[])

    def fit(self, card_places: int, face_places: int) -> None:
        """Take in how many large cards and how many faces the screen has room for."""
        if (card_places, face_places) != (self.card_places, self.face_places):
            self.card_places, self.face_places = card_places, face_places
            self._seat_cards(keep=list(self.cards[:card_places]))
            self._seat_faces(keep=list(self.faces))

    def _seat_cards(self, keep: list[str | None]) -> None:
        if len(self._people) <= self.card_places:
            self.cards = tuple(person.face.key for person in self._people)
        else:
            queue = sorted(self._people, key=self._longest_uncarded)
            waiting = [person.face.key for person in queue if person.face.key not in keep]
            if keep:
                keep += [None] * (self.card_places - len(keep))
                # Whoever takes a place that became free stands where the other one stood.
                self.cards = tuple(key or waiting.pop(0) for key in keep)
            else:
                self.cards = self._in_order(waiting[: self.card_places])
        self._carded_at |= dict.fromkeys(self.cards, self.turns)
        self._seen_at |= dict.fromkeys(self.cards, self.turns)

    def _seat_faces(self, keep: list[str]) -> None:
        others = self._others()
        if len(others) > self.face_places:
            candidates = set(others)
            kept = [key for key in keep if key in candidates][: self.face_places]
            longest = sorted(others, key=lambda key: self._seen_at.get(key, -1))
            waiting = [key for key in longest if key not in kept]
            others = kept + waiting[: self.face_places - len(kept)]
        self.faces = tuple(others)
        self._seen_at |= dict.fromkeys(self.faces, self.turns)

    def _others(self) -> list[str]:
        """Return who has no card; those who were here earlier stand last."""
        by_presence = sorted(self._people, key=lambda person: person.is_earlier)
        keys = (person.face.key for person in by_presence)
        return [key for key in keys if key not in self.cards]

    def _in_order(self, keys: list[str]) -> tuple[str, ...]:
        return tuple(person.face.key for person in self._people if person.face.key in keys)

    def _longest_uncarded(self, person: WallPerson) -> tuple[int, int]:
        return rank_of(person), self._carded_at.get(person.face.key, -1)


def rank_of(person: WallPerson) -> int:
    """Say how much a large card suits a person; those with most to say and time come first."""
    if person.is_earlier:
        return 3
    if not (person.offers or person.asks):
        return 2
    return 0 if person.mode is Mode.HELLO else 1
