"""The server's database for code that must not block: jobs run on threads, one writer on SQLite."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from kiosk.store.engines import open_reader, open_writer
from kiosk.store.leftovers import Leftovers
from kiosk.store.schema import bring_up_to_date

Answer = TypeVar("Answer")
Job = Callable[[Session], Answer]

_AT_ONCE, _IN_TURN = 5, 4  # all of them together stay within the 15 connections of one pool
_TRIES = 4
# PostgreSQL: could not serialise, deadlock. SQLite's "busy" is none of these: the driver itself
# has waited its turn for seconds, and whoever asks is told to come again.
_WORTH_REPEATING = ("40001", "40P01")


class Database:
    """One database, brought to the present schema, for one server process.

    `when_repeated` is called, on any thread, whenever a job runs again.

    Raises:
        DBAPIError, OSError: it cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.when_repeated: Callable[[], None] = lambda: None
        self._writer = open_writer(url)
        bring_up_to_date(self._writer)
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._leftovers = Leftovers(self._writer)
        self._reader = open_reader(url) if self.is_sqlite else self._writer
        # Threads that waited for SQLite's one writer inside the pool would give up after a while.
        self._writing = CapacityLimiter(1 if self.is_sqlite else _AT_ONCE)
        self._reading = CapacityLimiter(_AT_ONCE)
        self._reading_in_turn = CapacityLimiter(_IN_TURN)

    async def read(self, job: Job[Answer]) -> Answer:
        """Run a job that only reads."""
        return await run_sync(_run, self._reader, job, limiter=self._reading)

    async def read_in_turn(self, job: Job[Answer]) -> Answer:
        """Run a job that only reads, and that many may want at the same moment.

        Five hundred devices that were woken together stand in a queue of their own, so that
        whoever pushes meanwhile does not stand behind them.
        """
        return await run_sync(_run, self._reader, job, limiter=self._reading_in_turn)

    async def write(self, job: Job[Answer]) -> Answer:
        """Run a job in a transaction of its own; it may run again after a deadlock."""
        return await run_sync(self.write_now, job, limiter=self._writing)

    def write_now(self, job: Job[Answer]) -> Answer:
        """Run a job in a transaction of its own on this thread."""
        for _ in range(_TRIES - 1):
            try:
                return self._write(job)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) not in _WORTH_REPEATING:
                    raise
                self.when_repeated()
        return self._write(job)

    def _write(self, job: Job[Answer]) -> Answer:
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            answer = job(session)
        self._leftovers.clear_after(session)
        return answer

    def close(self) -> None:
        """Close every connection."""
        self._reader.dispose()
        self._writer.dispose()


def _run(engine: Engine, job: Job[Answer]) -> Answer:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        return job(session)
