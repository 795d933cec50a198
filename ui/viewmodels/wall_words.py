"""What people say on the wall: whose words have their turn, and how they are written there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallPerson

SPANISH_LETTERS = frozenset("¿áíóúñ")
SPANISH_WORDS = frozenset(
    {"al", "alguien", "con", "de", "del", "el", "en", "la", "las", "los", "mi", "mis", "o"}
    | {"para", "por", "que", "sin", "un", "una", "unas", "unos", "y"}
)


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
