"""GET /v1/sync/changes: state down, by long-poll."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.server.api.access import Syncing, check_access
from kiosk.server.api.cursors import cursor_of, expired, place_of
from kiosk.server.api.replies import replies_with, reply
from kiosk.server.api.service import Service, TheService
from kiosk.server.api.waiting import LongPoll
from kiosk.store.directory import DIRECTORY
from kiosk.store.feed import Asked, acked_seq, is_ahead, page_after, stream_epoch
from kiosk.store.record import feed_of
from kiosk.wire.changes import ChangesPage, ChangesRequest
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.rows import row_of

router = APIRouter()


@router.get("/v1/sync/changes", responses=replies_with(ChangesPage))
async def changes(
    request: Request,
    device: Syncing,
    service: TheService,
    asked: Annotated[ChangesRequest, Query()],
) -> Response:
    """Return the page after a cursor; wait for one as long as there is nothing new."""
    poll = LongPoll(request, service.bell, (feed_of(device.space), DIRECTORY), asked.wait)
    page = await poll.first_news(
        lambda: service.database.read_in_turn(
            lambda session: _page(session, service, device, asked)
        ),
        lambda page: bool(page.facts or page.rows),
    )
    return reply(page)


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
