"""The application that answers devices."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from kiosk.clock import utc_now
from kiosk.server.api import (
    authority,
    changes,
    health,
    links,
    metrics,
    pairing,
    photos,
    push,
    tokens,
    wall,
)
from kiosk.server.api.document import document_of
from kiosk.server.api.envelope import Envelope
from kiosk.server.api.problems import tell_problems
from kiosk.server.api.service import Service
from kiosk.server.bell import Bell
from kiosk.server.database import Database
from kiosk.server.web.app import PAGES, tell_page_errors
from kiosk.wire import PROTOCOL

log = logging.getLogger(__name__)

_WORTH_ZIPPING = 1024  # bytes
_ZIP_LEVEL = 4


def make_app(
    database: Database,
    clock: Callable[[], datetime] = utc_now,
    own_authority: bytes = b"",
    public_url: str = "",
) -> FastAPI:
    """Return the application. It watches the database while it runs and closes it at the end.

    `own_authority` is the certificate (PEM) that devices may fetch to trust this server by,
    `public_url` the address by which phones reach it, where that is another than devices use.
    """
    service = Service(database, clock)
    service.own_authority, service.public_url = own_authority, public_url.rstrip("/")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(service.run(), name="service")
        watching.add_done_callback(partial(_go_on_without, service.bell))
        yield
        watching.cancel()
        await asyncio.wait([watching])
        database.close()

    # No pages that show the document: they fetch their scripts from elsewhere.
    app = FastAPI(
        title="Hello Lobby",
        version=str(PROTOCOL),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.openapi = partial(document_of, app)  # type: ignore[method-assign]
    app.state.service = service
    tell_problems(app)
    tell_page_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_ZIPPING, compresslevel=_ZIP_LEVEL)
    app.add_middleware(Envelope, metrics=service.metrics)
    for part in (pairing, tokens, authority, push, changes, photos, links, wall, health, metrics):
        app.include_router(part.router)
    for page in PAGES:
        app.include_router(page)
    return app


def _go_on_without(bell: Bell, watching: asyncio.Task[None]) -> None:
    if not watching.cancelled() and (error := watching.exception()):
        log.critical("the server hears of no change any more; start it again", exc_info=error)
        bell.close()  # answers at once instead of staying for news, and is not ready any more
