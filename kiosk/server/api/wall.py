"""GET /v1/wall: what a wall may show, and nothing else."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.domain.views import WallView
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.server.api.access import Showing, check_access
from kiosk.server.api.problems import PROBLEMS, ProblemError
from kiosk.server.api.replies import JSON
from kiosk.server.api.service import Service, TheService
from kiosk.server.api.waiting import LongPoll
from kiosk.store.directory import DIRECTORY, spaces_by_id
from kiosk.store.record import feed_of
from kiosk.wire.changes import LONGEST_WAIT_S
from kiosk.wire.problems import ProblemKind

router = APIRouter()

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@router.get(
    "/v1/wall",
    responses={
        200: {
            "model": WallView,
            "headers": {"ETag": {"required": True, "schema": {"type": "string"}}},
        },
        **PROBLEMS,
    },
)
async def wall(
    request: Request,
    device: Showing,
    service: TheService,
    *,
    after: Annotated[str, Query(max_length=64)] = "",
    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT_S)] = 0,
) -> Response:
    """Return the view once its tag, sent as ETag, is another than `after`; wait for that."""
    poll = LongPoll(request, service.bell, (feed_of(device.space), DIRECTORY), wait)
    view, tag = await poll.first_news(
        lambda: service.database.read_in_turn(lambda session: _tagged(session, device, service)),
        lambda tagged: tagged[1] != after,
    )
    return Response(wall_view_to_json(view), headers={"ETag": f'"{tag}"'}, media_type=JSON)


def _tagged(session: Session, device: Device, service: Service) -> tuple[WallView, str]:
    view = _view(session, device, service)
    return view, _tag(view)


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
