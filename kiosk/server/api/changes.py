"""GET /v1/sync/changes: state down, by long-poll."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.server.api.access import Syncing, check_access
from kiosk.server.api.cursors import cursor_of, place_of
from kiosk.server.api.replies import replies_with, reply
from kiosk.server.api.service import Service, TheService
from kiosk.server.bell import wait_for
from kiosk.store.directory import DIRECTORY
from kiosk.store.feed import Asked, acked_seq, page_after, stream_epoch
from kiosk.store.record import feed_of
from kiosk.wire.changes import ChangesPage, ChangesRequest
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.rows import row_of

router = APIRouter()


@router.get("/v1/sync/changes", responses=replies_with(ChangesPage))
async def changes(
    device: Syncing, service: TheService, asked: Annotated[ChangesRequest, Query()]
) -> Response:
    """Return the page after a cursor; wait for one as long as there is nothing new."""
    return reply(await _page_with_news(service, device, asked))


async def _page_with_news(service: Service, device: Device, asked: ChangesRequest) -> ChangesPage:
    loop = asyncio.get_running_loop()
    until = loop.time() + asked.wait
    while True:
        # Listen before reading: what is committed in between rings and is not missed.
        with service.bell.listening((feed_of(device.space), DIRECTORY)) as heard:
            page = await service.database.read(
                lambda session: _page(session, service, device, asked)
            )
            left_s = until - loop.time()
            if page.facts or page.rows or left_s <= 0 or service.bell.is_closed:
                return page
            await wait_for(heard, left_s)


def _page(session: Session, service: Service, device: Device, asked: ChangesRequest) -> ChangesPage:
    now = service.clock()
    stream = stream_epoch(session)
    # Read before the rows, so that it never promises more than they show.
    acked = acked_seq(session, device.id, asked.epoch)
    after = place_of(asked.cursor, device.space, stream)
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
