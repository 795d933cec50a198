"""POST /v1/devices/token: the next token of a device."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.server.api.access import Anyone, check_access
from kiosk.server.api.bodies import read_message
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.replies import replies_with, reply, takes
from kiosk.server.api.service import TheService
from kiosk.store.devices import new_next_token
from kiosk.wire import PROTOCOL
from kiosk.wire.problems import ProblemKind
from kiosk.wire.tokens import TokenReply, TokenRequest

router = APIRouter()


@router.post(
    "/v1/devices/token", responses=replies_with(TokenReply), openapi_extra=takes(TokenRequest)
)
async def token(request: Request, device: Anyone, service: TheService) -> Response:
    """Make a device's next token."""
    asked = await read_message(request, TokenRequest)
    if asked.proto != PROTOCOL:
        raise ProblemError(ProblemKind.UNSUPPORTED_PROTO, "This server speaks protocol 1.")
    made = await service.database.write(lambda session: _next_token(session, device))
    return reply(TokenReply(token=made, server_time=service.clock()))


def _next_token(session: Session, device: Device) -> str:
    check_access(session, device)
    return new_next_token(session, device.id)
