"""What every endpoint needs, made once for each server process."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from kiosk.clock import utc_now
from kiosk.server.bell import Bell
from kiosk.server.database import Database
from kiosk.server.metrics import Metrics
from kiosk.server.neighbours import Neighbours
from kiosk.server.rates import RateLimit
from kiosk.server.sightings import Sightings
from kiosk.store.feed import heads


class Service:
    """The database, the bell that wakes long-polls, the clock, the counts and the limits."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self.database, self.clock = database, clock
        self.public_url = ""  # by which phones reach us, where that is known here
        self.own_authority = b""  # the certificate that devices trust this server by, if its own
        self.metrics = Metrics()
        database.when_repeated = self.metrics.note_repeat
        # One SQLite file has one server; the commands beside it are heard of by looking.
        self.neighbours = None if database.is_sqlite else Neighbours(database)
        tell = self.neighbours.tell if self.neighbours else None
        self.bell = Bell(lambda: database.read(heads), tell)
        self.sightings = Sightings(database)
        self.tries_by_address = RateLimit(5, timedelta(minutes=1))
        self.tries_overall = RateLimit(50, timedelta(hours=1))
        self.asked_by_device = RateLimit(600, timedelta(seconds=15))  # 40 in a second
        self.unknown_by_address = RateLimit(60, timedelta(minutes=1))
        self.links_by_device = RateLimit(30, timedelta(minutes=1))
        self.codes_by_address = RateLimit(20, timedelta(minutes=10))
        self.photos_by_member = RateLimit(20, timedelta(minutes=10))
        self.cropping = CapacityLimiter(1)  # a large photo takes a few hundred megabytes

    async def run(self) -> None:
        """Watch the database, and note there who spoke with us, until cancelled."""
        async with asyncio.TaskGroup() as all_of_it:
            all_of_it.create_task(self.bell.watch(), name="bell")
            all_of_it.create_task(self.sightings.keep_writing(), name="sightings")
            if self.neighbours is not None:
                all_of_it.create_task(self.neighbours.listen(self.bell.look), name="neighbours")


def _service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


TheService = Annotated[Service, Depends(_service_of)]
