"""GET /healthz and /readyz: for whoever watches over the server. They say nothing about people."""

from fastapi import APIRouter
from sqlalchemy.exc import DBAPIError, NoResultFound

from kiosk.server.api.problems import PROBLEMS, ProblemError
from kiosk.server.api.service import TheService
from kiosk.store.feed import stream_epoch
from kiosk.wire.problems import ProblemKind

router = APIRouter()


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses=PROBLEMS)
async def readyz(service: TheService) -> dict[str, str]:
    """Say that the database answers too."""
    try:
        await service.database.read(stream_epoch)
    except (DBAPIError, NoResultFound) as error:
        raise ProblemError(ProblemKind.BUSY, "The database does not answer.") from error
    return {"status": "ready"}
