"""How closely to look at a live picture: an empty lobby is not worth the full cascade."""

from enum import StrEnum

import cv2
import numpy as np

from kiosk.scanning.frames import Image

THUMBNAIL = (160, 90)
BLOCKS = (10, 9)
"""A far card changes little of the whole picture but much of one block."""
CHANGE = 5.0
"""Grey levels by which the mean of one block must differ. Sensor noise stays below 1."""
SETTLING_S = 1.5
"""A code held still at last is looked at closely for this long."""
QUICK_LOOKS_PER_S = 8


class Attention(StrEnum):
    FULL = "full"
    QUICK = "quick"
    NONE = "none"


class SceneWatch:
    """Tells changed pictures from unchanged ones. Not for more than one thread."""

    def __init__(self) -> None:
        self._reference: Image | None = None
        self.changed_at_s = 0.0
        """When the scene last looked otherwise than before."""
        self._looked_at_s = 0.0

    def attention(self, grey: Image, now_s: float) -> Attention:
        """Decide how closely to look at this picture, and remember that it was looked at.

        Args:
            grey: the brightness of the picture; an eighth of its size is enough.
            now_s: when it was taken, by any clock that only goes forward.
        """
        if self._has_changed(grey):
            self.changed_at_s = now_s
        if self.is_lively(now_s):
            self._looked_at_s = now_s
            return Attention.FULL
        if now_s - self._looked_at_s >= 1 / QUICK_LOOKS_PER_S:
            self._looked_at_s = now_s
            return Attention.QUICK
        return Attention.NONE

    def is_lively(self, now_s: float) -> bool:
        """Whether a picture taken now will get full attention, whatever it shows."""
        return now_s - self.changed_at_s <= SETTLING_S

    def _has_changed(self, picture: Image) -> bool:
        thumbnail = cv2.resize(picture, THUMBNAIL, interpolation=cv2.INTER_AREA)
        grey = thumbnail.astype(np.uint8, copy=False)
        if self._reference is not None:
            difference = cv2.absdiff(grey, self._reference)
            blocks = cv2.resize(difference, BLOCKS, interpolation=cv2.INTER_AREA)
            if float(blocks.max()) < CHANGE:
                return False
        self._reference = grey
        return True
