"""What every endpoint needs, made once for each server process."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request

from kiosk.clock import utc_now
from kiosk.server.bell import Bell
from kiosk.server.database import Database
from kiosk.server.rates import RateLimit
from kiosk.store.feed import heads


class Service:
    """The database, the bell that wakes long-polls, the clock, and the limits on pairing."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self.database, self.clock = database, clock
        self.own_authority = b""  # the certificate that devices trust this server by, if its own
        self.bell = Bell(lambda: database.read(heads))
        self.tries_by_address = RateLimit(5, timedelta(minutes=1), clock)
        self.tries_overall = RateLimit(50, timedelta(hours=1), clock)


def _service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


TheService = Annotated[Service, Depends(_service_of)]
