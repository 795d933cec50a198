"""Finding what is too bright to be read: a phone's screen that the camera exposes for the room."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Corner, Image

Corners = tuple[Corner, Corner, Corner, Corner]

THUMBNAIL_WIDTH = 160
BLOWN_OUT = 246
"""Grey level from which on a sensor tells no more differences."""
SMALLEST_SHARE = 0.03
"""Of the frame; smaller ones are lamps."""
LARGEST_SHARE = 0.85
"""A frame that is bright all over is no screen in front of a room."""
LONGEST_TO_SHORTEST = 3.0
FILLS_ITS_OUTLINE = 0.85
CORNER_CUT = 0.05
"""Of the way around: what a corner may lack, being rounded or under a thumb."""
CLOSED = np.ones((3, 3), np.uint8)


def bright_rectangles(grey: Image) -> list[Corners]:
    """Return the outlines of all large blown-out rectangles, the largest first.

    Windows and lamps in the room may be such rectangles too: whoever asks knows what was there
    before anybody came. The corners are in pixels of `grey` and go round clockwise as they lie in
    the picture, the top left one first.
    """
    height, width = grey.shape[:2]
    scale = THUMBNAIL_WIDTH / width
    size = (THUMBNAIL_WIDTH, max(1, round(height * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    _, bright = cv2.threshold(small, BLOWN_OUT - 1, 255, cv2.THRESH_BINARY)
    # Opened first: reflections and letters must not be tied together into something large.
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, CLOSED)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, CLOSED)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    shares = ((cv2.contourArea(outline) / small.size, outline) for outline in outlines)
    large = [found for found in shares if SMALLEST_SHARE <= found[0] <= LARGEST_SHARE]
    large.sort(key=lambda found: found[0], reverse=True)
    four_sided = (_four_corners(outline) for _, outline in large)
    return [_clockwise((box + 0.5) / scale) for box in four_sided if box is not None]


def _four_corners(outline: cv2.typing.MatLike) -> NDArray[np.float32] | None:
    """The corners of an outline that is nearly a compact rectangle, perhaps seen at an angle."""
    hull = cv2.convexHull(outline)
    corners = cv2.approxPolyDP(hull, CORNER_CUT * cv2.arcLength(hull, closed=True), closed=True)
    shorter, longer = sorted(cv2.minAreaRect(outline)[1])
    if len(corners) != 4 or longer > LONGEST_TO_SHORTEST * shorter:
        return None
    if cv2.contourArea(outline) < FILLS_ITS_OUTLINE * cv2.contourArea(hull):
        return None
    return corners.reshape(4, 2).astype(np.float32)


def _clockwise(box: NDArray[np.float32]) -> Corners:
    around = box - box.mean(axis=0)
    ordered = box[np.argsort(np.arctan2(around[:, 1], around[:, 0]))]
    first = int(np.argmin(ordered.sum(axis=1)))
    a, b, c, d = ((float(x), float(y)) for x, y in np.roll(ordered, -first, axis=0))
    return a, b, c, d
