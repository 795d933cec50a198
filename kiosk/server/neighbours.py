"""Other server processes on the same PostgreSQL: telling them of a commit, and hearing theirs."""

import asyncio
import logging
from collections.abc import Callable
from uuid import uuid4

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from kiosk.server.database import Database

AGAIN_S = 1.0
_CHANNEL = "lobby"

log = logging.getLogger(__name__)


class Neighbours:
    """Passes on that something was committed, without saying what: whoever hears it looks.

    In a transaction of its own after the commit, since PostgreSQL lets transactions that notify
    commit one at a time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._address = make_url(database.url).set(drivername="postgresql")
        self._self = uuid4().hex

    async def tell(self) -> None:
        """Say that something was committed here."""
        await self._database.write(self._notify)

    async def listen(self, heard: Callable[[], None]) -> None:
        """Call back for whatever others commit, until cancelled; finds back by itself."""
        while True:
            try:
                await self._listen(heard)
            except (psycopg.Error, OSError) as error:
                # Until then we look by ourselves, only later.
                log.warning("other processes are not heard: %s", type(error).__name__)
            await asyncio.sleep(AGAIN_S)

    async def _listen(self, heard: Callable[[], None]) -> None:
        address = self._address.render_as_string(hide_password=False)
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            await connection.execute(f"LISTEN {_CHANNEL}")
            heard()  # what was said while nobody listened
            async for word in connection.notifies():
                if word.payload != self._self:
                    heard()

    def _notify(self, session: Session) -> None:
        # Only a hint: its commit need not wait for the disk.
        session.execute(text("SET LOCAL synchronous_commit = off"))
        session.execute(text("SELECT pg_notify(:channel, :us)"), self._word())

    def _word(self) -> dict[str, str]:
        return {"channel": _CHANNEL, "us": self._self}
