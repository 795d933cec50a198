"""Outlines that stay on their codes while these move, also between two looks at them."""

import threading
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Frame, Image, Sighting

REDUCED = 4
"""Enough to follow by, and cheap: modules of a readable code stay half a pixel large."""
POINTS_A_SIDE = 7
WINDOW_PX = (15, 15)
LEVELS = 3
SPREAD_PX = 1.0
"""Of reduced pixels: points that moved otherwise than most are not of the code."""
FEWEST_POINTS = 12
LASTS_S = 0.6
"""After the last look that saw it: a code that a hand smears out is still followed so long."""


@dataclass(frozen=True, slots=True, eq=False)
class _Anchor:
    """Where the codes were in a picture that the next ones are compared with."""

    grey: Image
    sightings: tuple[Sighting, ...]
    seen_at_s: float


class OutlineTracker:
    """Moves sightings on from the frame they were seen in to the one that is shown.

    Thread contract: `see` and `follow` may be called from two threads. Both take the lock, `follow`
    for the millisecond that following takes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._anchor: _Anchor | None = None

    def see(self, frame: Frame, sightings: tuple[Sighting, ...]) -> None:
        """Learn what was found in a frame; where it was nothing, the last ones are followed on."""
        if sightings:
            anchor = _Anchor(frame.grey(REDUCED), sightings, frame.taken_at_s)
            with self._lock:
                self._anchor = anchor

    def forget(self) -> None:
        """Know of no codes any more, nor of their texts."""
        with self._lock:
            self._anchor = None

    def follow(self, frame: Frame) -> tuple[Sighting, ...]:
        """Return where the codes are in this frame; none where they cannot be told."""
        with self._lock:
            anchor = self._anchor
            if anchor is None or frame.taken_at_s - anchor.seen_at_s > LASTS_S:
                self._anchor = None
                return ()
            grey = frame.grey(REDUCED)
            if grey is anchor.grey or grey.shape != anchor.grey.shape:
                return anchor.sightings
            found = (_moved(sighting, anchor.grey, grey) for sighting in anchor.sightings)
            moved = tuple(sighting for sighting in found if sighting is not None)
            if moved:
                self._anchor = replace(anchor, grey=grey, sightings=moved)
            return moved


def _moved(sighting: Sighting, before: Image, now: Image) -> Sighting | None:
    """The sighting where it is now; None where most of it cannot be found again."""
    corners = np.array(sighting.corners, np.float32) / np.float32(REDUCED)
    points = _grid(corners)
    found, is_found, _ = cv2.calcOpticalFlowPyrLK(
        before, now, points, np.empty_like(points), winSize=WINDOW_PX, maxLevel=LEVELS
    )
    kept = is_found.reshape(-1) == 1
    if kept.sum() < FEWEST_POINTS:
        return None
    motion, fits = cv2.estimateAffinePartial2D(
        points[kept], found[kept], ransacReprojThreshold=SPREAD_PX
    )
    if motion is None or int(fits.sum()) < FEWEST_POINTS:
        return None
    a, b, c, d = (
        (float(x), float(y)) for x, y in cv2.transform(corners[None], motion)[0] * REDUCED
    )
    return replace(sighting, corners=(a, b, c, d))


def _grid(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Points all over a symbol: it is rich in corners wherever one looks."""
    part = np.linspace(0.06, 0.94, POINTS_A_SIDE, dtype=np.float32)
    across, down = (values.reshape(-1, 1) for values in np.meshgrid(part, part))
    top_left, top_right, bottom_right, bottom_left = corners
    top = top_left + across * (top_right - top_left)
    bottom = bottom_left + across * (bottom_right - bottom_left)
    points: NDArray[np.float32] = (top + down * (bottom - top)).astype(np.float32)
    return points
