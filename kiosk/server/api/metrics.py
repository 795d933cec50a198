"""GET /metrics: counts for Prometheus, told only to this machine. They say nothing about people.

Whoever collects them from elsewhere does it through something on this machine; what a proxy here
forwards for others is refused.
"""

import ipaddress

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from kiosk.server.api.limits import address_of
from kiosk.server.api.problems import PROBLEMS, ProblemError
from kiosk.server.api.service import TheService
from kiosk.store.devices import all_devices
from kiosk.wire.problems import ProblemKind

router = APIRouter()


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Counts."},
        **PROBLEMS,
    },
)
async def metrics(request: Request, service: TheService) -> Response:
    """Tell how the server does."""
    if not _is_this_machine(address_of(request)):
        raise ProblemError(ProblemKind.NOT_FOUND, "There is nothing at this address for others.")
    devices = await service.database.read(all_devices)
    body = service.metrics.written(service.bell.waiting, devices, service.clock())
    return Response(body, media_type=CONTENT_TYPE_LATEST)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
