"""A made-up language that shows what a real one may do to a page: accents and longer words."""

import gettext
import re
from math import ceil

from kiosk import languages

LANGUAGE = "en_XA"  # a territory that nobody has: days, months and numbers are English
LONGER = 1.4

_KEPT = re.compile(r"(%L?[n\d]+|\{\w*\})")
_ACCENTS = str.maketrans("aeiouAEIOUcCnNsSyY", "áéíóúÁÉÍÓÚçÇñÑšŠýÝ")
_VOWELS = frozenset("áéíóúÁÉÍÓÚ")


def add() -> None:
    """Make the language known in this process; from then on it is one like the others."""
    languages.add(LANGUAGE, PseudoCatalogue(languages.catalogue_of(languages.SOURCE)))


class PseudoCatalogue(gettext.NullTranslations):
    """Says everything that English says, singular and plural, longer and in brackets."""

    def __init__(self, english: gettext.NullTranslations) -> None:
        super().__init__()
        self._english = english

    def gettext(self, message: str) -> str:
        return stretched(self._english.gettext(message))

    def pgettext(self, context: str, message: str) -> str:
        return stretched(self._english.pgettext(context, message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretched(self._english.ngettext(msgid1, msgid2, n))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return stretched(self._english.npgettext(context, msgid1, msgid2, n))


def stretched(text: str) -> str:
    """Return a text with accents, 40 % longer, in brackets; placeholders stay as they are.

    A bracket that is missing on a screen shows that words were cut.
    """
    parts = _KEPT.split(text)
    wanted = ceil(sum(map(len, parts[::2])) * (LONGER - 1))
    said: list[str] = []
    for at, part in enumerate(parts):
        said.append(part if at % 2 else _doubled(part.translate(_ACCENTS), wanted))
        wanted -= len(said[-1]) - len(part)
    return "[" + "".join(said) + "~" * wanted + "]"


def _doubled(words: str, times: int) -> str:
    """Return the words with that many of their vowels twice, each as often as the next."""
    vowels = [at for at, letter in enumerate(words) if letter in _VOWELS]
    chosen = set(vowels) if times >= len(vowels) else _spread(vowels, max(0, times))
    return "".join(letter * 2 if at in chosen else letter for at, letter in enumerate(words))


def _spread(places: list[int], count: int) -> set[int]:
    return {places[at * len(places) // count] for at in range(count)}
