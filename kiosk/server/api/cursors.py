"""Cursors: opaque to devices, a place in one space's feed of one stream to us."""

import base64
import binascii
from uuid import UUID

from kiosk.server.api.problems import ProblemError
from kiosk.store.feed import FeedPlace
from kiosk.wire.problems import ProblemKind

_FORM = "1"


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
        plain = base64.b64decode(cursor, altchars=b"-_", validate=True).decode()
        form, stream_hex, position, version, of_space = plain.split(":", 4)
        place = FeedPlace(int(position), int(version))
    except (binascii.Error, ValueError) as error:
        raise ProblemError(ProblemKind.MALFORMED_REQUEST, "That is not a cursor.") from error
    if (form, stream_hex, of_space) != (_FORM, stream.hex, space):
        raise ProblemError(ProblemKind.CURSOR_EXPIRED, "Begin again without a cursor.")
    return place
