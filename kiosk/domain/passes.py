"""The pass: 79 signed bytes that a member shows as 195 decimal digits in a QR code.

    byte   0     format (high nibble, 1) and key id (low nibble)
           1–8   handle of the member
           9–10  generation; raising it ends every older code of that member
          11–14  expiry, whole minutes since 1970
          15–78  Ed25519 over b"checkin-s1\\0", the operator's 16 bytes and bytes 0–14

As text: "71", two ISO 7064 mod 97-10 check digits, the bytes as one number of 191 digits. The
check digits tell "read it again" from "refused" and protect nothing. The operator is signed but
not sent, so the codes of another operator fail by themselves.
"""

import base64
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_DOMAIN = b"checkin-s1\0"
_CLAIMS = struct.Struct(">B8sHI")
_SIGNED_BYTES = 79
_FORMAT = 1
_FORMAT_SHIFT = _SIGNED_BYTES * 8 - 4
_PREFIX = "71"

# Not str.isdigit, \d or int() alone: they take Arabic-Indic digits and underscores.
_PASS = re.compile("71[0-9]{193}")
# Half a code to two of them. A typing scanner drops keys, or repeats a code before Enter; a can
# of lemonade whose barcode begins with 71 is far shorter and is not a pass.
_CUT_OR_DOUBLED = re.compile("71[0-9]{96,388}")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
# The four bytes reach the year 10136, datetime ends with 9999.
_LAST_MINUTE = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MINUTE


class PassFault(StrEnum):
    """Why a text is not a good code of this house."""

    NOT_A_PASS = "not_a_pass"  # some other QR code: a poster, a link
    MISREAD = "misread"  # the check digits or the length are wrong: read again
    FOREIGN = "foreign"  # a layout or a key this house does not know
    FORGED = "forged"  # the signature does not fit


@dataclass(frozen=True, slots=True)
class PassClaims:
    """What a code says once its signature is good.

    `handle` is 16 lower-case hex digits. A code holds `expires_at` to the minute; seconds are
    dropped when it is signed, so it is never good for longer than was said.
    """

    key_id: int
    handle: str
    generation: int
    expires_at: datetime


def sign_pass(claims: PassClaims, *, key: Ed25519PrivateKey, operator: UUID) -> str:
    """Return the 195 digits of a pass; the same claims always give the same digits.

    Raises:
        ValueError: the claims do not fit the layout.
    """
    body = _packed(claims)
    signed = body + key.sign(_DOMAIN + operator.bytes + body)
    digits = f"{int.from_bytes(signed):0191d}"
    return _PREFIX + check_digits(_PREFIX, digits) + digits


def read_pass(
    text: str, *, keys: Mapping[int, Ed25519PublicKey], operator: UUID
) -> PassClaims | PassFault:
    """Say what a scanned text claims, if this operator signed it. Takes any text, never raises.

    Expiry, revocation and membership are judged in `kiosk.domain.verdicts`.

    Args:
        keys: the operator's public keys by key id, without the retired ones.
    """
    if _PASS.fullmatch(text) is None:
        # Somebody who holds up a card deserves "hold it still", not "this is not a pass".
        return PassFault.MISREAD if _CUT_OR_DOUBLED.fullmatch(text) else PassFault.NOT_A_PASS
    check, digits = text[2:4], text[4:]
    if check != check_digits(_PREFIX, digits):
        return PassFault.MISREAD
    number = int(digits)
    if number >> _FORMAT_SHIFT != _FORMAT:  # also any number too large for 79 bytes
        return PassFault.FOREIGN
    signed = number.to_bytes(_SIGNED_BYTES)
    body, signature = signed[: _CLAIMS.size], signed[_CLAIMS.size :]
    claims = _unpacked(body)
    key = keys.get(claims.key_id)
    if key is None:
        return PassFault.FOREIGN
    try:
        key.verify(signature, _DOMAIN + operator.bytes + body)
    except InvalidSignature:
        return PassFault.FORGED
    return claims


def is_pass_text(text: str) -> bool:
    """Say whether a text is whole and has the check digits of a pass, whoever signed it."""
    return _PASS.fullmatch(text) is not None and text[2:4] == check_digits(_PREFIX, text[4:])


def check_digits(prefix: str, digits: str) -> str:
    """Return the two ISO 7064 mod 97-10 digits that stand between a prefix and its digits.

    As in an IBAN they stand in front but count as the last two.
    """
    return f"{98 - int(digits + prefix + '00') % 97:02d}"


def public_key_to_text(key: Ed25519PublicKey) -> str:
    """Write a public key as base64 of its 32 raw bytes."""
    return base64.b64encode(key.public_bytes_raw()).decode("ascii")


def public_key_from_text(text: str) -> Ed25519PublicKey:
    """Read what `public_key_to_text` wrote; ValueError if it is anything else."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except ValueError as error:
        raise ValueError("a public key is 32 bytes written in base64") from error


def _packed(claims: PassClaims) -> bytes:
    minutes = (claims.expires_at - _EPOCH) // _MINUTE
    fits = (
        0 <= claims.key_id < 16
        and re.fullmatch("[0-9a-f]{16}", claims.handle) is not None
        and 0 <= claims.generation < 1 << 16
        and minutes >= 0
    )
    if not fits:
        raise ValueError("these claims do not fit into a pass")
    handle = bytes.fromhex(claims.handle)
    return _CLAIMS.pack(_FORMAT << 4 | claims.key_id, handle, claims.generation, minutes)


def _unpacked(body: bytes) -> PassClaims:
    head, handle, generation, minutes = _CLAIMS.unpack(body)
    expires_at = _EPOCH + min(minutes, _LAST_MINUTE) * _MINUTE
    return PassClaims(head & 0xF, handle.hex(), generation, expires_at)
