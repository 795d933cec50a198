"""Texts that are almost passes, and that nobody signed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.passes import PassClaims, sign_pass

OPERATOR, OTHER_OPERATOR = UUID(int=0x0A), UUID(int=0x0B)
KEY_IDS = (0, 3, 15)
KEYS = {
    key_id: Ed25519PrivateKey.from_private_bytes(bytes([key_id + 1]) * 32) for key_id in KEY_IDS
}
STOLEN = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
"""A key of which nobody has told the kiosk."""
KNOWN = {key_id: key.public_key() for key_id, key in KEYS.items()}
PASSES = 1000
BITS = 79 * 8
SIGNATURE_BITS, ORDER_BITS = 512, 256
# Of the group in which Ed25519 counts: adding it gives another signature unless that is refused.
ORDER = 2**252 + 27742317777372353535851937790883648493
DIGITS = "0123456789"
STRANGE = "\u0660\uff11\u00b2\u2460 \n\r\0_+-.,Aa\u202e\ud800\U0001d7ce"


@dataclass(frozen=True, slots=True)
class Signed:
    """A good pass, and what it says."""

    text: str
    claims: PassClaims

    @property
    def number(self) -> int:
        return int(self.text[4:])


def signed(number: int) -> Signed:
    """Sign one of many passes; the same number gives the same pass."""
    chance = Random(number)
    expires_at = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**7))
    key_id = chance.choice(KEY_IDS)
    claims = PassClaims(key_id, chance.randbytes(8).hex(), chance.randrange(1 << 16), expires_at)
    return Signed(sign_pass(claims, key=KEYS[key_id], operator=OPERATOR), claims)


def checked(number: int) -> str:
    """Write a number as a pass whose check digits fit."""
    digits = f"{number:0191d}"
    return f"71{98 - int(digits + '7100') % 97:02d}{digits}"


def flips(one: Signed) -> Iterator[str]:
    """Flip every single bit of a good pass, with check digits that fit again."""
    return (checked(one.number ^ 1 << bit) for bit in range(BITS))


def fuzzed(chance: Random, good: list[Signed]) -> str:
    """Return a text that is no pass, though it may look like one; now and then it still is one."""
    return chance.choice(_WAYS)(chance, good)


def _any_number(chance: Random, good: list[Signed]) -> str:
    return checked(chance.getrandbits(BITS))


def _chance_signed_by_nobody(chance: Random, good: list[Signed]) -> str:
    """The format and key are good, all else is chance."""
    head = 0x10 | chance.choice(KEY_IDS)
    return checked(head << (BITS - 8) | chance.getrandbits(BITS - 8))


def _other_claims(chance: Random, good: list[Signed]) -> str:
    """Somebody else's claims over a good signature."""
    one, other = chance.choice(good), chance.choice(good)
    below = (1 << SIGNATURE_BITS) - 1
    return checked(one.number & ~below | other.number & below)


def _prolonged(chance: Random, good: list[Signed]) -> str:
    """More time, a newer generation or another handle, by a number added to it."""
    shift = SIGNATURE_BITS + chance.choice((0, 32, 48))
    return checked(chance.choice(good).number + (chance.randint(1, 1000) << shift))


def _several_bits(chance: Random, good: list[Signed]) -> str:
    number = chance.choice(good).number
    for _ in range(chance.randint(1, 6)):
        number ^= 1 << chance.randrange(BITS)
    return checked(number)


def _same_signature_otherwise(chance: Random, good: list[Signed]) -> str:
    """Add the order to the signature's second, little-endian half: equal in the sums, not here."""
    number = chance.choice(good).number
    last = (number & (1 << ORDER_BITS) - 1).to_bytes(32)
    moved = int.from_bytes(last, "little") + ORDER * chance.randint(1, 8)
    turned = (moved % (1 << ORDER_BITS)).to_bytes(32, "little")
    return checked(number >> ORDER_BITS << ORDER_BITS | int.from_bytes(turned))


def _by_others(chance: Random, good: list[Signed]) -> str:
    """Rightly signed, by a key or for an operator that is not ours."""
    claims = chance.choice(good).claims
    if chance.random() < 0.5:
        return sign_pass(claims, key=STOLEN, operator=OPERATOR)
    return sign_pass(claims, key=KEYS[claims.key_id], operator=OTHER_OPERATOR)


def _wrong_digits(chance: Random, good: list[Signed]) -> str:
    text = list(chance.choice(good).text)
    for _ in range(chance.randint(1, 8)):
        text[chance.randrange(len(text))] = chance.choice(DIGITS)
    return "".join(text)


def _moved_digits(chance: Random, good: list[Signed]) -> str:
    """Digits dropped, doubled, swapped or spliced in from another pass."""
    text, other = chance.choice(good).text, chance.choice(good).text
    start, end = sorted(chance.sample(range(len(text) + 1), 2))
    return chance.choice(
        (
            text[:start] + text[end:],
            text[:end] + text[start:],
            text[:start] + other[start:],
            text[:start] + text[start:end][::-1] + text[end:],
        )
    )


def _strange_characters(chance: Random, good: list[Signed]) -> str:
    text, place = chance.choice(good).text, chance.randrange(196)
    strange = chance.choice(STRANGE) * chance.randint(1, 3)
    return text[:place] + strange + text[place + chance.randint(0, 1) :]


def _anything(chance: Random, good: list[Signed]) -> str:
    length = chance.choice((0, 1, 3, 97, 98, 193, 194, 195, 196, 390, 391))
    return chance.choice(("", "71")) + "".join(chance.choices(DIGITS + STRANGE, k=length))


_WAYS: tuple[Callable[[Random, list[Signed]], str], ...] = (
    _any_number,
    _chance_signed_by_nobody,
    _other_claims,
    _prolonged,
    _several_bits,
    _same_signature_otherwise,
    _by_others,
    _wrong_digits,
    _moved_digits,
    _strange_characters,
    _anything,
)
