"""Telling scanners from everything else that is plugged in."""

import os
import re

# No makers who sell keyboards, too: one of those must never be grabbed, and a scanner that is not
# known by its name is known by the first code that it types.
_WORDS = re.compile(
    r"\b(bar ?codes?|scan(s|ner|ners|ning)?|qr( ?code)?|imagers?|code reader|kbw|usbkey"
    r"|metrologic|datalogic|newland|netum|tera|eyoyo|opticon|optoelectronics|cipherlab|zebex"
    r"|hid ?pos)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(r"printer|scale|display|camera|finger|document", re.IGNORECASE)
# Makers who sell little else: Hand Held Products, Symbol, Datalogic, Opticon, Honeywell, Newland.
_VENDORS = frozenset({0x0536, 0x05E0, 0x05F9, 0x065A, 0x0C2E, 0x1EAB})


def looks_like_scanner(names: str, vendor: int | None) -> bool:
    """Judge by what a device says of itself, in one string, and by its maker's USB number."""
    words = re.sub(r"[_\W]+", " ", names)
    if _OTHER_WORDS.search(words):
        return False
    return vendor in _VENDORS or _WORDS.search(words) is not None


def is_named(wanted: str, path: str, names: str) -> bool:
    """Say whether somebody's words for a scanner mean this one: its path, or part of its names.

    A path may be a link, such as those in /dev/input/by-id, which stay the same after a restart.
    """
    if not wanted:
        return False
    return os.path.realpath(wanted) == os.path.realpath(path) or wanted.lower() in names.lower()
