"""Limits on how often somebody may try."""

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta


class RateLimit:
    """At most so many tries in a window of time, counted per key."""

    def __init__(self, most: int, window: timedelta, clock: Callable[[], datetime]) -> None:
        self._most, self._window, self._clock = most, window, clock
        self._tries: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def wait_s(self, key: str) -> int:
        """Count a try; return 0 if it may go on, else the seconds until one may."""
        now = self._clock()
        self._forget(now)
        tries = self._tries[key]
        if len(tries) >= self._most:
            return int((tries[0] + self._window - now).total_seconds()) + 1
        tries.append(now)
        return 0

    def _forget(self, now: datetime) -> None:
        for key, tries in list(self._tries.items()):
            while tries and tries[0] + self._window <= now:
                tries.popleft()
            if not tries:
                del self._tries[key]
