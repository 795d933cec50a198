"""How often a pass was read while it was in view, and how soon after it came."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.scanning.frames import Frame
from kiosk.scanning.selftest.measuring import shown

PICTURES_KEPT = 150
"""Some six seconds and more: what is changed at the camera shows soon."""
GONE_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of the passes that were shown."""

    pictures: int = 0
    """All that were looked at, also those without a pass."""
    seen: int = 0
    read: int = 0
    after_s: float = 0.0
    """From the first picture of a pass to the first in which it was read."""


class ReadingCount:
    """Counts picture by picture. Not for more than one thread."""

    def __init__(self, is_wanted: Callable[[str], bool]) -> None:
        self._is_wanted = is_wanted
        self._pictures = 0
        self._seen: deque[bool] = deque(maxlen=PICTURES_KEPT)
        self._came_at_s = self._seen_at_s = float("-inf")
        self._is_new, self._after_s = True, 0.0

    @property
    def reading(self) -> Reading:
        """What is known by now."""
        return Reading(self._pictures, len(self._seen), sum(self._seen), self._after_s)

    def look(self, frame: Frame) -> None:
        """Count a frame by its sightings."""
        self._pictures += 1
        code, at_s = shown(frame.sightings, self._is_wanted), frame.taken_at_s
        if code is None:
            return
        if at_s - self._seen_at_s > GONE_AFTER_S:
            self._came_at_s, self._is_new = at_s, True
        self._seen_at_s = at_s
        self._seen.append(bool(code.text))
        if self._is_new and code.text:
            self._after_s, self._is_new = at_s - self._came_at_s, False
