"""Limits on how often somebody may try."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import timedelta


class RateLimit:
    """At most so many tries in a window of time, counted per key.

    Costs the same however many keys there are, and asks a clock that nobody can set.
    """

    def __init__(
        self, most: int, window: timedelta, clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._window_s, self._clock_s = most, window.total_seconds(), clock_s
        # Ordered by the last try, so that whoever may be forgotten stands first.
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._tries)

    def wait_s(self, key: str) -> int:
        """Count a try; return 0 if it may go on, else the seconds until one may."""
        now_s = self._clock_s()
        self._forget(now_s - self._window_s)
        tries = self._tries.setdefault(key, deque())
        while tries and tries[0] <= now_s - self._window_s:
            tries.popleft()
        if len(tries) >= self._most:
            return int(tries[0] + self._window_s - now_s) + 1
        tries.append(now_s)
        self._tries.move_to_end(key)
        return 0

    def take_back(self, key: str) -> None:
        """Count one try less: it was a good one, and only the others are limited."""
        tries = self._tries.get(key)
        if tries:
            tries.pop()
            if not tries:
                del self._tries[key]

    def _forget(self, before_s: float) -> None:
        while self._tries:
            key, tries = next(iter(self._tries.items()))
            if tries[-1] > before_s:
                return
            del self._tries[key]
