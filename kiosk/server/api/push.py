"""POST /v1/sync/push: facts up."""

from fastapi import APIRouter, Request, Response

from kiosk.server.api.access import Syncing
from kiosk.server.api.bodies import read_message
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.replies import replies_with, reply, takes
from kiosk.server.api.service import TheService
from kiosk.server.intake import take
from kiosk.wire import PROTOCOL
from kiosk.wire.problems import ProblemKind
from kiosk.wire.push import PushReply, PushRequest

router = APIRouter()


@router.post("/v1/sync/push", responses=replies_with(PushReply), openapi_extra=takes(PushRequest))
async def push(request: Request, device: Syncing, service: TheService) -> Response:
    """Take a batch in. The reply goes out after the commit, never before."""
    batch = await read_message(request, PushRequest)
    if batch.proto != PROTOCOL:
        raise ProblemError(ProblemKind.UNSUPPORTED_PROTO, "This server speaks protocol 1.")
    if batch.device != device.id:
        raise ProblemError(ProblemKind.WRONG_DEVICE, "This token belongs to another device.")
    now = service.clock()
    answer = await service.database.write(lambda session: take(session, device, batch, now))
    service.bell.committed()
    service.metrics.note_verdicts(answer.results)
    return reply(answer)
