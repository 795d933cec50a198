"""Words that nobody writes by chance, so that whoever reads them knows whose they are."""

import re
from itertools import count

WORD = re.compile(r"[fxgtl]q[bcdfghjkmp]{4}z", re.IGNORECASE)
_DIGITS = str.maketrans("0123456789", "bcdfghjkmp")
"""No key that the monkey presses writes one of these: no word becomes another one."""


def word(kind: str, number: int) -> str:
    """Return a word: F for a first name, X for all else of a member, L for their link.

    What is typed has G, a guest's name, or T.
    """
    return f"{kind}q{f'{number:04}'.translate(_DIGITS)}z"


class NewWords:
    """Words to type, each only once."""

    def __init__(self) -> None:
        self._numbers = count()

    def new(self, kind: str) -> str:
        return word(kind, next(self._numbers))


def words_in(text: str) -> list[str]:
    return [found.casefold() for found in WORD.findall(text)]
