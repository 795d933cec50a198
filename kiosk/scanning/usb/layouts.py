"""The digit rows of keyboard layouts, and how to undo them."""

import unicodedata
from collections.abc import Callable, Iterator

AS_TYPED = "us"
"""The layout of a scanner whose digits arrive as digits."""
LONGEST_AFFIX = 8
"""A scanner may be programmed to send some characters before and after: `~`, `]Q1`."""

# The keys from 1 to 0, without shift, with it, or both where neither gives digits. Rows with the
# same signs stand once, under the layout with the most people. Capital letters come by Caps Lock.
_ROWS = {
    "us": ("!@#$%^&*()",),
    "fr": ("&é\"'(-è_çà",),
    "be": ("&é\"'(§è!çà",),
    "fr-bepo": ('"«»()@+-/*',),
    "fr-afnor": ("àéèê()\u2018’«»",),
    "it-mac": ("&\"'(çè)£àé",),
    "cz": ("+ěščřžýáíé",),
    "sk": ("+ľščťžýáíé",),
    # The key before 1 gives the 0; a scanner set to this layout uses it (` on a US keyboard).
    "hu": ("123456789ö", "'\"+!%/=()Ö", "123456789`"),
    "lt": ("ąčęėįšųū90", "ąčęėįšųū„“", "ĄČĘĖĮŠŲŪ()"),
    "lt-standard": ("!-/;:,.=()",),
    "vn": ("ăâêô\u0300\u0309\u0303\u0301\u0323đ",),
    "kz": ('"әіңғ,.үұқ',),
    "mn": ('№-"₮:._,%?',),
    "bg": ('!?+"%=:/–№',),
    "th": ("ๅ/-ภถุึคตจ",),
    "ru-typewriter": ('№-/":,._?%', "!№/;:,._?%"),
    "us-programmer": ("&[{}(=*)+]",),
    "de": ('!"§$%&/()=',),
    "gb": ('!"£$%^&*()',),
    "it": ('!"£$%&/()=',),
    "es": ('!"·$%&/()=',),
    "pt": ('!"#$%&/()=',),
    "se": ('!"#¤%&/()=',),
    "ch": ('+"*ç%&/()=',),
    "tr": ("!'^+%&/()=",),
    "ru": ('!"№;%:?*()',),
    "ara": ("!@#$%^&*)(",),
}
_DIGITS = "1234567890"


def _undoing(row: str) -> dict[int, str]:
    pairs = list(zip(row, _DIGITS, strict=True))
    capitals = {ord(sign.upper()): digit for sign, digit in pairs if len(sign.upper()) == 1}
    return capitals | {ord(sign): digit for sign, digit in pairs}


_TABLES = [(name, _undoing(row)) for name, rows in _ROWS.items() for row in rows]


def find_wanted(text: str, is_wanted: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return the code in a typed text and the layout it was typed on; None if none fits.

    What the scanner adds before or after the code is left out.
    """
    for layout, undone in _readings(text):
        for start in range(LONGEST_AFFIX + 1):
            for end in range(len(undone), len(undone) - LONGEST_AFFIX - 1, -1):
                if is_wanted(undone[start:end]):
                    return undone[start:end], layout
    return None


def _readings(text: str) -> Iterator[tuple[str, str]]:
    yield AS_TYPED, text
    for layout, table in _TABLES:
        if (undone := text.translate(table)) != text:
            yield layout, undone
    # Arabic, Persian, Indian and other keyboards have digits of their own.
    yield "native", "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
