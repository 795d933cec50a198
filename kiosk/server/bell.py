"""Waking long-polls when a feed moves, whoever moved it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

LOOK_EVERY_S = 1.0  # for changes by another process on the same database

log = logging.getLogger(__name__)


class Bell:
    """Watches the heads of the feeds and rings for those that moved.

    One look serves every waiting device, so a thousand of them cost no more than one. Belongs
    to the event loop; not for other threads.
    """

    def __init__(self, heads: Callable[[], Awaitable[dict[str, int]]]) -> None:
        self._read_heads = heads
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._look_now = asyncio.Event()
        self.is_closed = False

    def look(self) -> None:
        """Look at once: something was just committed."""
        self._look_now.set()

    def close(self) -> None:
        """Ring for everybody, for good: the server stops."""
        self.is_closed = True
        for feed in list(self._listeners):
            self._ring(feed)

    @contextmanager
    def listening(self, feeds: Sequence[str]) -> Iterator[asyncio.Event]:
        """Give an event that is set when one of these feeds moves, from this moment on."""
        heard = asyncio.Event()
        for feed in feeds:
            self._listeners[feed].add(heard)
        try:
            yield heard
        finally:
            for feed in feeds:
                self._listeners[feed].discard(heard)
                if not self._listeners[feed]:
                    del self._listeners[feed]

    async def watch(self) -> None:
        """Look now and then, and whenever asked, until cancelled."""
        before: dict[str, int] = {}
        while True:
            self._look_now.clear()
            if self._listeners:
                before = await self._ring_for_those_that_moved(before)
            await wait_for(self._look_now, LOOK_EVERY_S)

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
