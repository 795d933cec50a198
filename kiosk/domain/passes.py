"""The pass: 79 signed bytes that a member shows as 195 decimal digits in a QR code."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PassFault(StrEnum):
    """Why a text is not a good code of this house."""

    NOT_A_PASS = "not_a_pass"  # some other QR code: a poster, a link
    MISREAD = "misread"  # the check digits are wrong: read again
    FOREIGN = "foreign"  # signed with a key this house does not know
    FORGED = "forged"  # the signature does not fit


@dataclass(frozen=True, slots=True)
class PassClaims:
    """What a code says once its signature is good. `handle` is 16 hex digits."""

    key_id: int
    handle: str
    generation: int
    expires_at: datetime
