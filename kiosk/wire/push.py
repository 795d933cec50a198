"""Facts up: a batch, and a verdict on each of its facts."""

from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from kiosk.wire import PROTOCOL
from kiosk.wire.model import Count, Message, Place, Reply

MOST_FACTS = 200

Facts = Annotated[list[dict[str, Any]], Field(max_length=MOST_FACTS)]


class Status(StrEnum):
    """What became of one fact; only the first three settle it."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    RETRY = "retry"


class VerdictCode(StrEnum):
    """What a device has to do beyond waiting or showing the reason."""

    # The fact's (device, epoch, seq) belongs to another fact: two copies of one database are in
    # use, or one was put back. The device goes on in a new epoch and numbers this fact anew.
    NUMBER_TAKEN = "number-taken"


class PushRequest(Message):
    """A batch from one device. The facts stay unread, so that a bad one harms itself alone."""

    proto: Place = PROTOCOL
    batch_id: UUID
    device: UUID
    epoch: Count
    facts: Facts


class FactVerdict(Message):
    """What the server says to one fact; a rejected one with the reason."""

    id: UUID
    status: Status
    reason: Annotated[str, StringConstraints(max_length=200)] = ""
    code: VerdictCode | Literal[""] = ""


class PushReply(Reply):
    """The verdicts. A fact without one is still waiting.

    `acked_seq`: every fact of this device and epoch up to that number has been settled.
    """

    batch_id: UUID
    results: Annotated[list[FactVerdict], Field(max_length=MOST_FACTS)]
    acked_seq: Count
