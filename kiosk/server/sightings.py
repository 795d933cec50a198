"""When devices were last heard of: remembered at once, and written together now and then."""

import asyncio
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from kiosk.domain.devices import Device
from kiosk.server.database import Database
from kiosk.store.devices import SEEN_EVERY, note_seen

WRITE_EVERY_S = 2.0


class Sightings:
    """The devices that spoke with this server process since it last wrote that down.

    Hundreds may come back at the same moment: with a commit for each of them, a push would stand
    behind them all. Belongs to the event loop; not for other threads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[UUID, datetime] = {}

    def note(self, device: Device, now: datetime) -> None:
        """Remember that a device spoke with us, unless that was written a moment ago."""
        last = device.last_seen_at
        # Either way: a clock that was put right must not leave a device's last word in the future.
        if last is None or abs(now - last) >= SEEN_EVERY:
            self._seen[device.id] = now

    async def keep_writing(self) -> None:
        """Write what is remembered, now and then, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY_S)
            if self._seen:
                with suppress(DBAPIError):  # whoever is still there speaks again
                    await self._write()

    async def _write(self) -> None:
        seen, self._seen = self._seen, {}
        await self._database.write(lambda session: note_seen(session, seen))
