"""Staying for news: a request that is answered once there is something to say."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from fastapi import Request

from kiosk.server.bell import Bell, wait_for

Answer = TypeVar("Answer")


class LongPoll:
    """One request that stays for news of some feeds, at most so many seconds."""

    def __init__(self, request: Request, bell: Bell, feeds: Sequence[str], wait_s: int) -> None:
        self._request, self._bell, self._feeds = request, bell, feeds
        self._wait_s = wait_s

    async def first_news(
        self, read: Callable[[], Awaitable[Answer]], is_news: Callable[[Answer], bool]
    ) -> Answer:
        """Read until there is news or time is over, and return what was read last."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._wait_s
        while True:
            # Listen before reading: what is committed in between rings and is not missed.
            with self._bell.listening(self._feeds) as heard:
                answer = await read()
                began = loop.time()
                if is_news(answer) or began >= until or self._bell.is_closed:
                    return answer
                await wait_for(heard, until - began)
                self._request.state.waited_s += loop.time() - began
                if self._bell.is_closed:
                    return answer  # hundreds may wait, and to read for each takes too long now
