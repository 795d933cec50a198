"""A symbol seen from the front: whether it is one, and what spoils it."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Corner, Image

PX = 3
"""Pixels a module."""
MARGIN = 6
"""Modules around the symbol."""
SQUARE = 7
"""Modules a side of the squares in its corners."""
LOOKS_LIKE = 0.55
"""The correlation from which on something may well be a corner square."""
SATURATED = 250
GLARE_MODULES = 4.5
"""No code has a light disc that large."""
GLARING_SHARE = 0.025
WASHED_OUT_FROM = 105
"""The grey level of dark modules from which on they drown."""
SMEARED_FROM = 1.9
"""How much more edge lies in one direction than in the other; in a sharp code they are equal."""


def straightened(
    grey: Image, points: Sequence[Corner], modules: int, *, inset: float = 0.0
) -> Image:
    """Return a symbol and its margin from the front.

    Args:
        grey: the picture.
        points: of the symbol's four corners, or so many modules inside of each.
        modules: a side of the symbol has.
        inset: how many modules inside the points are.
    """
    low, high = (MARGIN + inset) * PX, (MARGIN + modules - inset) * PX
    square = np.array([(low, low), (high, low), (high, high), (low, high)], np.float32)
    to_front = cv2.getPerspectiveTransform(np.array(points, np.float32), square)
    edge = (modules + 2 * MARGIN) * PX
    front = cv2.warpPerspective(grey, to_front, (edge, edge), borderMode=cv2.BORDER_REPLICATE)
    return front.astype(np.uint8, copy=False)


def modules_of(front: Image) -> int:
    """Return how many modules a side a straightened symbol has."""
    return len(front) // PX - 2 * MARGIN


def inside(front: Image, margin: int = 0) -> Image:
    """Return the symbol itself, or what is so many modules further inside."""
    edge = (MARGIN + margin) * PX
    return front[edge:-edge, edge:-edge]


def squares(front: Image) -> NDArray[np.float64]:
    """Return how well a corner square fits into each corner, top left first, going round.

    Negative where it fits light on dark.
    """
    pattern = np.full((SQUARE + 2, SQUARE + 2), 255, np.uint8)
    pattern[1:-1, 1:-1], pattern[2:-2, 2:-2], pattern[3:-3, 3:-3] = 0, 255, 0
    template = pattern.repeat(PX, axis=0).repeat(PX, axis=1)
    reach = 2 * MARGIN * PX + SQUARE * PX
    parts = (
        front[:reach, :reach],
        front[:reach, -reach:],
        front[-reach:, -reach:],
        front[-reach:, :reach],
    )
    fits = [cv2.matchTemplate(part, template, cv2.TM_CCOEFF_NORMED) for part in parts]
    return np.array([fit.flat[int(np.abs(fit).argmax())] for fit in fits])


def is_code(front: Image) -> bool:
    """True when three corners bear squares of one kind, as a reader claims."""
    fits = squares(front)
    return max(_third(fits), _third(-fits)) >= LOOKS_LIKE


def _third(fits: NDArray[np.float64]) -> float:
    return float(np.sort(fits)[1])


def is_glaring(front: Image) -> bool:
    """True when a light is mirrored in some part of it."""
    white = (inside(front) >= SATURATED).astype(np.uint8)
    across = round(GLARE_MODULES * PX)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    return float(cv2.morphologyEx(white, cv2.MORPH_OPEN, disc).mean()) >= GLARING_SHARE


def is_washed_out(front: Image) -> bool:
    """True when its light modules are blown out and its dark ones are far from dark."""
    dark, light = np.percentile(inside(front), (5, 80))
    return bool(light >= SATURATED and dark >= WASHED_OUT_FROM)


def smear(front: Image) -> float:
    """Return how much more edge lies in one direction than across it; about 1 in a sharp code."""
    fine = cv2.GaussianBlur(inside(front), (0, 0), 1.0)
    right = cv2.Sobel(fine, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(fine, cv2.CV_32F, 0, 1)
    across = float((right * down).mean())
    tensor = np.array([[(right * right).mean(), across], [across, (down * down).mean()]])
    least, most = np.linalg.eigvalsh(tensor)
    return float(most / max(least, 1.0))
