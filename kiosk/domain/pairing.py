"""What somebody types in to pair a device: a one-time code, and by what to know the server."""

import hashlib
from dataclasses import dataclass, field

from kiosk.domain.devices import CODE_LENGTH

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing looks like anything else
_MISTAKEN = str.maketrans("OIL", "011")
_BITS = 100
_DIGIT_BITS = 5
_GROUP = 5


@dataclass(frozen=True, slots=True)
class TypedCode:
    """The code, and the fingerprint of the server's own authority if it was given with it."""

    code: str = field(repr=False)
    fingerprint: str = ""


def typed_code(text: str) -> TypedCode | None:
    """Read what was typed, in capitals or not, in groups or not; None if a part is missing."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    code, fingerprint = letters[:CODE_LENGTH], letters[CODE_LENGTH:].translate(_MISTAKEN)
    if fingerprint and len(fingerprint) != _BITS // _DIGIT_BITS:
        return None
    return TypedCode(code, fingerprint)


def fingerprint_of(certificate: bytes) -> str:
    """Return by what a person's code names a certificate (DER): 100 bits of its SHA-256."""
    digest = hashlib.sha256(certificate).digest()
    number = int.from_bytes(digest) >> (len(digest) * 8 - _BITS)
    places = range(_BITS - _DIGIT_BITS, -1, -_DIGIT_BITS)
    return "".join(_DIGITS[number >> place & 31] for place in places)


def code_to_type(code: str, fingerprint: str) -> str:
    """Return both as one text to type in, in groups."""
    groups = [fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP)]
    return "-".join((code, *groups))
