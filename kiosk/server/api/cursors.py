"""Cursors: opaque to devices, a place in one space's feed of one stream to us."""

import base64
import binascii
import re
from uuid import UUID

from kiosk.server.api.problems import ProblemError
from kiosk.store.feed import FeedPlace
from kiosk.wire.problems import ProblemKind

_FORM = "1"
_CURSOR = re.compile(r"([0-9]+):([0-9a-f]{32}):([0-9]{1,19}):([0-9]{1,19}):(.{1,64})", re.ASCII)


def cursor_of(place: FeedPlace, space: str, stream: UUID) -> str:
    """Write a place down."""
    plain = f"{_FORM}:{stream.hex}:{place.position}:{place.version}:{space}"
    return base64.urlsafe_b64encode(plain.encode()).decode("ascii")


def place_of(cursor: str, space: str, stream: UUID) -> FeedPlace:
    """Read a place; an empty cursor is the beginning.

    Raises:
        ProblemError: it is none of ours, or of a stream that has ended.
    """
    if not cursor:
        return FeedPlace()
    try:
        read = _CURSOR.fullmatch(base64.b64decode(cursor, altchars=b"-_", validate=True).decode())
    except (binascii.Error, ValueError):
        read = None
    if read is None:
        raise ProblemError(ProblemKind.MALFORMED_REQUEST, "That is not a cursor.")
    form, of_stream, position, version, of_space = read.groups()
    if (form, of_stream, of_space) != (_FORM, stream.hex, space):
        raise expired()
    return FeedPlace(int(position), int(version))


def expired() -> ProblemError:
    """Return the problem of a cursor from which nobody can go on."""
    return ProblemError(ProblemKind.CURSOR_EXPIRED, "Begin again without a cursor.")
