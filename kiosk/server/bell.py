"""Waking long-polls when a feed moves, whoever moved it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from sqlalchemy.exc import DBAPIError

LOOK_EVERY_S = 1.0  # for changes by another program on the same database

log = logging.getLogger(__name__)


class Bell:
    """Watches the heads of the feeds and rings for those that moved.

    One look serves every waiting device, so a thousand of them cost no more than one. Belongs
    to the event loop; not for other threads. `tell` lets other processes know that something
    was committed here.
    """

    def __init__(
        self,
        heads: Callable[[], Awaitable[dict[str, int]]],
        tell: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._read_heads, self._tell = heads, tell
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._look_now, self._tell_now = asyncio.Event(), asyncio.Event()
        self.is_closed = False
        self.waiting = 0

    def look(self) -> None:
        """Look at once: something was committed."""
        self._look_now.set()

    def committed(self) -> None:
        """Look at once and have the others look: something was committed here."""
        self._look_now.set()
        self._tell_now.set()

    def close(self) -> None:
        """Ring for everybody, for good: the server stops."""
        self.is_closed = True
        for feed in list(self._listeners):
            self._ring(feed)

    @contextmanager
    def listening(self, feeds: Sequence[str]) -> Iterator[asyncio.Event]:
        """Give an event that is set when one of these feeds moves, from this moment on."""
        heard = asyncio.Event()
        self.waiting += 1
        for feed in feeds:
            self._listeners[feed].add(heard)
        try:
            yield heard
        finally:
            self.waiting -= 1
            for feed in feeds:
                self._listeners[feed].discard(heard)
                if not self._listeners[feed]:
                    del self._listeners[feed]

    async def watch(self) -> None:
        """Look now and then, and whenever asked, until cancelled."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._keep_looking(), name="bell")
            if self._tell is not None:
                both.create_task(self._keep_telling(self._tell), name="telling")

    async def _keep_looking(self) -> None:
        before: dict[str, int] = {}
        while True:
            self._look_now.clear()
            if self._listeners:
                before = await self._ring_for_those_that_moved(before)
            await wait_for(self._look_now, LOOK_EVERY_S)

    async def _keep_telling(self, tell: Callable[[], Awaitable[None]]) -> None:
        while True:
            await self._tell_now.wait()
            # One word for all that is committed while the one before it is on its way.
            self._tell_now.clear()
            with suppress(DBAPIError):  # they look by themselves a little later
                await tell()

    async def _ring_for_those_that_moved(self, before: dict[str, int]) -> dict[str, int]:
        try:
            heads = await self._read_heads()
        except DBAPIError:
            log.exception("the database did not answer")
            return before
        for feed in [feed for feed, head in heads.items() if head != before.get(feed)]:
            self._ring(feed)
        return heads

    def _ring(self, feed: str) -> None:
        for heard in self._listeners.get(feed, ()):
            heard.set()


async def wait_for(event: asyncio.Event, timeout_s: float) -> None:
    """Wait until an event is set, at most for a time."""
    try:
        async with asyncio.timeout(timeout_s):
            await event.wait()
    except TimeoutError:
        return
