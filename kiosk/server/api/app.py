"""The application that answers devices."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.clock import utc_now
from kiosk.server.api import authority, changes, health, pairing, push, tokens, wall
from kiosk.server.api.problems import tell_problems
from kiosk.server.api.service import Service
from kiosk.server.database import Database
from kiosk.wire import PROTOCOL, PROTOCOL_HEADER

_WORTH_ZIPPING = 1024  # bytes
_ZIP_LEVEL = 4


def make_app(
    database: Database, clock: Callable[[], datetime] = utc_now, own_authority: bytes = b""
) -> FastAPI:
    """Return the application. It watches the database while it runs and closes it at the end.

    `own_authority` is the certificate (PEM) that devices may fetch to trust this server by.
    """
    service = Service(database, clock)
    service.own_authority = own_authority

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(service.bell.watch(), name="bell")
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        database.close()

    app = FastAPI(title="Hello Lobby", openapi_url=None, lifespan=lifespan)
    app.state.service = service
    tell_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_ZIPPING, compresslevel=_ZIP_LEVEL)
    app.add_middleware(_SayProtocol)
    for part in (pairing, tokens, authority, push, changes, wall, health):
        app.include_router(part.router)
    return app


class _SayProtocol:
    """Puts the header on every reply by which devices tell us from whatever else answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[PROTOCOL_HEADER] = str(PROTOCOL)
            await send(message)

        await self._app(scope, receive, say)
