"""PINs: kept as slow hashes, so that a stolen database does not tell them at once."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.errors import InputError

SHORTEST, LONGEST = 4, 8
# What OWASP asks for at least; a few hundredths of a second on a small tablet.
MEMORY_KIB, PASSES = 19 * 1024, 2


def hash_pin(pin: str) -> str:
    """Return what to keep of a PIN.

    Raises:
        InputError: it is not of four to eight digits.
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise InputError(f"A PIN has {SHORTEST} to {LONGEST} digits; choose another one.")
    return _hasher().hash(pin)


def is_right(hashed: str, pin: str) -> bool:
    """Say whether this is the PIN that was hashed; where none was, none is right."""
    try:
        return _hasher().verify(hashed, pin)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)
