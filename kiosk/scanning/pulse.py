"""Whether a thread still gets through its turns."""

import time
from collections.abc import Callable
from types import TracebackType

STUCK_AFTER_S = 10.0
"""Far longer than any turn takes: a driver that hangs is left behind after a few seconds."""


class Pulse:
    """Knows when the turn began that its thread is in; entered and left by that thread alone."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._since_s: float | None = None

    def __enter__(self) -> None:
        self._since_s = self._clock_s()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._since_s = None

    @property
    def is_stuck(self) -> bool:
        """Whether a turn has lasted too long; for any thread."""
        since_s = self._since_s
        return since_s is not None and self._clock_s() - since_s > STUCK_AFTER_S
