"""GET /v1/photos/{digest}: one picture, to devices that may show it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device, DeviceRole
from kiosk.reports.photos import is_on_wall_with_photo
from kiosk.server.api.access import Anyone, check_access
from kiosk.server.api.problems import PROBLEMS, ProblemError
from kiosk.server.api.service import Service, TheService
from kiosk.store.directory import spaces_by_id
from kiosk.store.photos import photo_held_by, photo_of, pictured
from kiosk.wire.problems import ProblemKind

router = APIRouter()

JPEG = "image/jpeg"
# What has this name never changes; but no proxy hands it to somebody who was not asked here.
_FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}


@router.get(
    "/v1/photos/{digest}",
    response_class=Response,
    responses={200: {"content": {JPEG: {}}}, **PROBLEMS},
)
async def photo(
    device: Anyone,
    service: TheService,
    digest: Annotated[str, Path(pattern="^[0-9a-f]{32}$")],
) -> Response:
    """Return a picture of somebody whom this kiosk holds, or who is on this wall right now."""
    jpeg = await service.database.read_in_turn(
        lambda session: _photo(session, device, service, digest)
    )
    if jpeg is None:
        raise ProblemError(ProblemKind.NOT_FOUND, "There is no such picture here.")
    return Response(jpeg, headers=_FOR_GOOD, media_type=JPEG)


def _photo(session: Session, device: Device, service: Service, digest: str) -> bytes | None:
    now = service.clock()
    if device.role is DeviceRole.WALL:
        jpeg = _photo_on_wall(session, device.space, digest, service)
    else:
        jpeg = photo_held_by(session, digest, device.space, now)
    check_access(session, device)  # last: whatever was read came before a revocation
    return jpeg


def _photo_on_wall(session: Session, space_id: str, digest: str, service: Service) -> bytes | None:
    space = spaces_by_id(session, [space_id]).get(space_id)
    for member in pictured(session, digest):
        if space and is_on_wall_with_photo(session, space, member, service.clock()):
            return photo_of(session, member.handle)
    return None
