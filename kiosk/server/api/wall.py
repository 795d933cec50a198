"""GET /v1/wall: what a wall may show, and nothing else."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.domain.views import WallView
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.server.api.access import Showing, check_access
from kiosk.server.api.problems import PROBLEMS, ProblemError
from kiosk.server.api.replies import JSON
from kiosk.server.api.service import Service, TheService
from kiosk.server.bell import wait_for
from kiosk.store.directory import DIRECTORY, spaces_by_id
from kiosk.store.record import feed_of
from kiosk.wire.changes import LONGEST_WAIT_S
from kiosk.wire.problems import ProblemKind

router = APIRouter()

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@router.get("/v1/wall", responses={200: {"content": {JSON: {}}}, **PROBLEMS})
async def wall(
    device: Showing,
    service: TheService,
    *,
    after: Annotated[str, Query(max_length=64)] = "",
    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT_S)] = 0,
) -> Response:
    """Return the view once its tag, sent as ETag, is another than `after`; wait for that."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    while True:
        with service.bell.listening((feed_of(device.space), DIRECTORY)) as heard:
            view = await service.database.read(lambda session: _view(session, device, service))
            tag, left_s = _tag(view), until - loop.time()
            if tag != after or left_s <= 0 or service.bell.is_closed:
                return Response(
                    wall_view_to_json(view), headers={"ETag": f'"{tag}"'}, media_type=JSON
                )
            await wait_for(heard, left_s)


def _view(session: Session, device: Device, service: Service) -> WallView:
    space = spaces_by_id(session, [device.space]).get(device.space)
    if space is None:
        raise ProblemError(ProblemKind.NOT_FOUND, "This device's space is not known here.")
    view = wall_view(session, space, service.clock())
    check_access(session, device)  # last: whatever was read came before a revocation
    return view


def _tag(view: WallView) -> str:
    timeless = wall_view_to_json(replace(view, as_of=_NO_TIME))
    return hashlib.sha256(timeless).hexdigest()[:32]
