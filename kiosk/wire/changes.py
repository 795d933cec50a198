"""State down: one page of a space's facts and of the directory rows its devices hold."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from kiosk.wire.model import Count, Cursor, Message, Reply
from kiosk.wire.rows import WireRow

MOST_IN_PAGE = 500
LONGEST_WAIT_S = 25


class ChangesRequest(Message):
    """What a device asks for, as query parameters; `wait` is how many seconds it stays for news."""

    cursor: Cursor = ""
    epoch: Count = 0
    wait: Annotated[int, Field(ge=0, le=LONGEST_WAIT_S)] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_IN_PAGE)] = MOST_IN_PAGE


class ChangesPage(Reply):
    """What changed after a cursor.

    `acked_seq`: what the rows say takes into account every fact of the asking device up to that
    number, in the epoch it asked for.
    """

    facts: Annotated[list[dict[str, Any]], Field(max_length=MOST_IN_PAGE)]
    rows: Annotated[list[WireRow], Field(max_length=MOST_IN_PAGE)]
    cursor: Cursor
    more: bool
    acked_seq: Count
    stream_epoch: UUID
