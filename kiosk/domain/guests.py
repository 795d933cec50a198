"""Guests: visitors of one day, and the day pass that lets them out and in again.

As text a day pass is "72", two ISO 7064 mod 97-10 check digits, and the guest's handle as one
number of 20 digits. Kiosks hold no key to sign it with: the handle, 64 random bits, is the secret,
and it opens nothing but the day it was made for.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from kiosk.domain.facts import Purpose
from kiosk.domain.passes import PassFault, check_digits
from kiosk.domain.people import CONTROL_CHARACTERS

LONGEST_GUEST_NAME = 80
_LONG_NAME = 40
_PREFIX = "72"
_HANDLE_BITS = 64
_DAY_PASS = re.compile("72[0-9]{22}")
# From what is longer than any barcode of the shops to two day passes: a typing scanner drops keys,
# or repeats a code before Enter.
_CUT_OR_DOUBLED = re.compile("72[0-9]{18,46}")
_HAS_CONTROL = re.compile(f"[{CONTROL_CHARACTERS}]")


@dataclass(frozen=True, slots=True)
class Guest:
    """A visitor as they registered. `host` is a member's handle, empty for nobody in particular."""

    handle: str
    name: str
    host: str
    purpose: Purpose
    badge: int
    day: date
    came_at: datetime


@dataclass(frozen=True, slots=True)
class GuestPass:
    """What a guest's own page says beside their name.

    `host` is a name, empty where nobody may see it or there is none. `code` is the day pass; it is
    there only where somebody has just been registered.
    """

    badge: int
    has_host: bool = False
    host: str = ""
    code: str = ""


def guest_code(handle: str) -> str:
    """Return the 24 digits of the day pass of a guest."""
    digits = f"{int(handle, 16):020d}"
    return _PREFIX + check_digits(_PREFIX, digits) + digits


def read_guest_code(text: str) -> str | PassFault:
    """Return whose day pass a scanned text is. Takes any text, never raises."""
    if _DAY_PASS.fullmatch(text) is None:
        return PassFault.MISREAD if _CUT_OR_DOUBLED.fullmatch(text) else PassFault.NOT_A_PASS
    if text[2:4] != check_digits(_PREFIX, text[4:]):
        return PassFault.MISREAD
    number = int(text[4:])
    return PassFault.FOREIGN if number >> _HANDLE_BITS else f"{number:016x}"


def is_guest_text(text: str) -> bool:
    """Say whether a text is whole and has the check digits of a day pass."""
    return not isinstance(read_guest_code(text), PassFault)


def is_name_of_guest(name: str) -> bool:
    """Say whether somebody could be called that."""
    is_short_enough = len(name) <= LONGEST_GUEST_NAME and not _HAS_CONTROL.search(name)
    return is_short_enough and any(sign.isalpha() for sign in name)


def called(name: str) -> str:
    """Return how to address a guest: by all they wrote, or its first word where that is long."""
    return name if len(name) <= _LONG_NAME else name.split()[0][:_LONG_NAME]


def free_badge(taken: Collection[int]) -> int:
    """Return the smallest badge number that nobody got today.

    Who went may be in possession of theirs still, and may come back: no number is given twice.
    """
    return next(number for number in count(1) if number not in taken)
