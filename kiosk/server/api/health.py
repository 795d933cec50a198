"""GET /healthz and /readyz: for whoever watches over the server. They say nothing about people."""

from fastapi import APIRouter
from sqlalchemy.exc import DBAPIError, NoResultFound

from kiosk.server.api.problems import BUSY_S, PROBLEMS, ProblemError
from kiosk.server.api.service import TheService
from kiosk.store.feed import stream_epoch
from kiosk.wire.problems import ProblemKind

router = APIRouter()


@router.get("/healthz", responses=PROBLEMS)
async def healthz() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses=PROBLEMS)
async def readyz(service: TheService) -> dict[str, str]:
    """Say that the database answers too, and that this process is not about to stop."""
    if service.bell.is_closed:
        raise ProblemError(ProblemKind.BUSY, "The server stops.", Retry_After=str(BUSY_S))
    try:
        await service.database.read(stream_epoch)
    except (DBAPIError, NoResultFound) as error:
        raise ProblemError(
            ProblemKind.BUSY, "The database does not answer.", Retry_After=str(BUSY_S)
        ) from error
    return {"status": "ready"}
