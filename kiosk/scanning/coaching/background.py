"""The room behind: what has been there all along is nobody's code."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.brightness import BLOWN_OUT
from kiosk.scanning.frames import Image

THUMBNAIL = (160, 90)
Mask = NDArray[np.bool_]
_Levels = NDArray[np.float32]

BELONGS_AFTER_S = 20.0
"""What stays as it is for so long belongs to the room: a poster, a card left on the table."""
STEADY = 14.0
"""Grey levels by which something steady may change."""
FRESH = 22.0
"""Grey levels by which something new differs from the room."""
MOST_GAIN = 1.6
"""The camera's exposure follows what is held up, by no more than this."""


class Background:
    """Remembers the room, and tells what is new before it. Not for more than one thread."""

    def __init__(self) -> None:
        self._room: _Levels | None = None
        self._seen: _Levels = np.zeros(0, np.float32)
        self._seen_since_s: NDArray[np.float64] = np.zeros(0)

    def fresh(self, grey: Image, at_s: float) -> Mask:
        """Return which pixels of a thumbnail are new. The first picture is the room."""
        now = cv2.resize(grey, THUMBNAIL, interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._room is None:
            self._room, self._seen = now.copy(), now
            self._seen_since_s = np.full(now.shape, at_s)
        has_changed = np.abs(now - self._seen) > STEADY
        self._seen = np.where(has_changed, now, self._seen)
        self._seen_since_s[has_changed] = at_s
        belongs = at_s - self._seen_since_s >= BELONGS_AFTER_S
        self._room = np.where(belongs, self._seen, self._room)
        ratio = float(np.median((now + 8) / (self._room + 8)))
        gain = min(MOST_GAIN, max(1 / MOST_GAIN, ratio))
        expected = np.minimum((self._room + 8) * gain - 8, 255)
        # Of what is blown out nobody knows how bright it really is, nor how it should look now.
        is_known = np.minimum(now, self._room) < BLOWN_OUT
        is_fresh: Mask = (np.abs(now - expected) > FRESH) & is_known
        return is_fresh
