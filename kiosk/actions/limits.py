"""How often something may be tried at a kiosk before people are sent to the desk."""

from collections import defaultdict, deque
from datetime import datetime, timedelta


class Limit:
    """Counts what was tried lately, by key.

    It lives with the core: no page that closes lets anybody begin anew.
    """

    def __init__(self, most: int, within: timedelta) -> None:
        self._most, self._within = most, within
        self._tried: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def left(self, now: datetime, key: str = "") -> int:
        """Return how many more times it may be tried now."""
        return max(0, self._most - len(self._lately(now, key)))

    def count(self, now: datetime, key: str = "") -> None:
        """Note a try."""
        self._lately(now, key).append(now)

    def forget(self, key: str) -> None:
        """Begin anew with this key."""
        self._tried.pop(key, None)

    def _lately(self, now: datetime, key: str) -> deque[datetime]:
        tried = self._tried[key]
        # A clock that was set back must not keep anybody waiting for longer than that.
        while tried and abs(now - tried[0]) >= self._within:
            tried.popleft()
        return tried
