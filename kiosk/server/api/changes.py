"""GET /v1/sync/changes: state down, by long-poll."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.server.api.access import Syncing, check_access
from kiosk.server.api.cursors import cursor_of, expired, place_of
from kiosk.server.api.replies import JSON, replies_with
from kiosk.server.api.service import Service, TheService
from kiosk.server.api.waiting import LongPoll
from kiosk.store.directory import DIRECTORY
from kiosk.store.feed import Asked, acked_seq, is_ahead, page_after, stream_epoch
from kiosk.store.record import feed_of
from kiosk.wire.changes import ChangesPage, ChangesRequest
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.rows import row_of

router = APIRouter()

# Of a page with more than one entry. Devices take in a few times that and no more, and members may
# write at length.
MOST_BYTES = 4_000_000


@router.get("/v1/sync/changes", responses=replies_with(ChangesPage))
async def changes(
    request: Request,
    device: Syncing,
    service: TheService,
    asked: Annotated[ChangesRequest, Query()],
) -> Response:
    """Return the page after a cursor; wait for one as long as there is nothing new."""
    poll = LongPoll(request, service.bell, (feed_of(device.space), DIRECTORY), asked.wait)
    answer = await poll.first_news(
        lambda: service.database.read_in_turn(
            lambda session: _answer(session, service, device, asked)
        ),
        lambda answer: answer.is_news,
    )
    return Response(answer.body, media_type=JSON)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A page as it travels."""

    body: bytes
    is_news: bool


def _answer(session: Session, service: Service, device: Device, asked: ChangesRequest) -> _Answer:
    while True:
        page = _page(session, service, device, asked)
        body = page.to_bytes()
        if len(body) <= MOST_BYTES or asked.limit == 1:
            return _Answer(body, bool(page.facts or page.rows))
        asked = asked.model_copy(update={"limit": asked.limit // 2})


def _page(session: Session, service: Service, device: Device, asked: ChangesRequest) -> ChangesPage:
    now = service.clock()
    stream = stream_epoch(session)
    # Read before the rows, so that it never promises more than they show.
    acked = acked_seq(session, device.id, asked.epoch)
    after = place_of(asked.cursor, device.space, stream)
    if is_ahead(session, device.space, after):
        # It was given before this database was put back to an older state.
        raise expired()
    page = page_after(session, Asked(device.space, after, asked.limit, now))
    check_access(session, device)  # last: whatever was read came before a revocation
    return ChangesPage(
        facts=[fact_to_plain(fact) for fact in page.facts],
        rows=[row_of(row.value, row.version) for row in page.rows],
        cursor=cursor_of(page.place, device.space, stream),
        more=page.more,
        acked_seq=acked,
        stream_epoch=stream,
        server_time=now,
    )
