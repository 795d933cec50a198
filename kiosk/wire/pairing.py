"""Pairing: a one-time code for a token."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from kiosk.domain.devices import DeviceRole
from kiosk.wire import PROTOCOL
from kiosk.wire.model import Message, Name, Place, Reply, Slug
from kiosk.wire.tokens import Token


class PairRequest(Message):
    """A device asks to belong to a space; `name` is how staff will recognise it."""

    proto: Place = PROTOCOL
    code: Annotated[str, StringConstraints(max_length=32)]
    role: DeviceRole
    name: Name = ""


class PairReply(Reply):
    """Who the device now is. The token is said this once and kept by the server as a hash."""

    device: UUID
    token: Token
    space: Slug
    operator: UUID
    role: DeviceRole
