"""GET /v1/ca: the certificate authority that this server made for itself."""

from fastapi import APIRouter, Response

from kiosk.server.api.problems import PROBLEMS, ProblemError
from kiosk.server.api.service import TheService
from kiosk.wire.problems import ProblemKind

router = APIRouter()

PEM = "application/x-pem-file"


@router.get("/v1/ca", response_class=Response, responses={200: {"content": {PEM: {}}}, **PROBLEMS})
async def authority(service: TheService) -> Response:
    """Return the certificate; whoever fetches it compares its fingerprint before trusting it."""
    if not service.own_authority:
        raise ProblemError(
            ProblemKind.NOT_FOUND, "This server has no certificate authority of its own."
        )
    return Response(service.own_authority, media_type=PEM)
