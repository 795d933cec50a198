"""A token's successor: a device swaps the one it has for a new one now and then."""

from typing import Annotated

from pydantic import StringConstraints

from kiosk.wire import PROTOCOL
from kiosk.wire.model import Message, Place, Reply

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class TokenRequest(Message):
    """A device asks for its next token; the present one shows who asks."""

    proto: Place = PROTOCOL


class TokenReply(Reply):
    """The next token, good beside the present one until its first use, which ends that one."""

    token: Token
