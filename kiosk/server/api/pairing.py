"""POST /v1/devices/pair: a one-time code for a token."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from kiosk.server.api.bodies import read_message
from kiosk.server.api.limits import address_of, slow_down
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.replies import replies_with, reply, takes
from kiosk.server.api.service import Service, TheService
from kiosk.server.founding import operator_of
from kiosk.store.devices import pair_device, role_of_code
from kiosk.wire import PROTOCOL
from kiosk.wire.pairing import PairReply, PairRequest
from kiosk.wire.problems import ProblemKind

router = APIRouter()

_TOO_MANY = "Too many codes were tried; wait a little and try again."


@router.post(
    "/v1/devices/pair", responses=replies_with(PairReply), openapi_extra=takes(PairRequest)
)
async def pair(request: Request, service: TheService) -> Response:
    """Pair a device."""
    address = address_of(request)
    slow_down(service.tries_by_address, address, _TOO_MANY)
    slow_down(service.tries_overall, "", _TOO_MANY)
    asked = await read_message(request, PairRequest)
    if asked.proto != PROTOCOL:
        raise ProblemError(ProblemKind.UNSUPPORTED_PROTO, "This server speaks protocol 1.")
    answer = await service.database.write(lambda session: _pair(session, asked, service))
    # Whoever sets up a large house with good codes is guessing nothing.
    service.tries_by_address.take_back(address)
    service.tries_overall.take_back("")
    return reply(answer)


def _pair(session: Session, asked: PairRequest, service: Service) -> PairReply:
    now = service.clock()
    role = role_of_code(session, asked.code, now)
    if role is not None and role is not asked.role:
        raise ProblemError(
            ProblemKind.CODE_REFUSED, f"That code pairs a {role}; say --role {role}."
        )
    paired = pair_device(session, asked.code, asked.name, now)
    if paired is None:
        raise ProblemError(
            ProblemKind.CODE_REFUSED,
            "That code is not good, or not any more; make a new one with lobby device code.",
        )
    return PairReply(
        device=paired.device.id,
        token=paired.token,
        space=paired.device.space,
        operator=operator_of(session),
        role=paired.device.role,
        server_time=now,
    )
