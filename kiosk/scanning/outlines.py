"""Outlines of symbols: which of them surround anything, and which are the same symbol's."""

import cv2
import numpy as np

from kiosk.scanning.frames import Corner

Corners = tuple[Corner, ...]
"""Pixels, once around."""

FARTHEST_PX = 1e5
"""Corners beyond are a slip of whoever told them, and would overflow in what is reckoned here."""
LEAST_AREA_PX = 1.0


def surrounds_something(corners: Corners) -> bool:
    """Say whether this is the outline of anything: convex, not a line, not a point."""
    points = np.array(corners)
    if not np.abs(points).max() < FARTHEST_PX:  # nor is anything so that is not a number
        return False
    outline = points.astype(np.float32)
    return cv2.isContourConvex(outline) and cv2.contourArea(outline) >= LEAST_AREA_PX


def lies_in(corners: Corners, other: Corners) -> bool:
    """Say whether the middle of one outline is in the other: then they are the same symbol's."""
    x, y = np.mean(corners, axis=0)
    outline = np.array(other, np.float32)
    return cv2.pointPolygonTest(outline, (float(x), float(y)), measureDist=False) >= 0
