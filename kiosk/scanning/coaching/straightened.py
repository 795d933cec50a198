"""What spoils a located symbol, seen from the front."""

from collections.abc import Sequence

import cv2
import numpy as np

from kiosk.scanning.frames import Corner, Image

EDGE_PX = 148
SATURATED = 250
GLARE_PX = 17
"""More than four modules of a pass: no code has a light square that large."""
GLARING_SHARE = 0.025
WASHED_OUT_FROM = 105
"""The grey level of dark modules from which on they drown."""
SMEARED_FROM = 1.9
"""How much more edge lies in one direction than in the other; in a sharp code they are equal."""


def straightened(grey: Image, corners: Sequence[Corner]) -> Image:
    """Return the inside of a symbol's outline as a small square."""
    square = np.array([(0, 0), (EDGE_PX, 0), (EDGE_PX, EDGE_PX), (0, EDGE_PX)], np.float32)
    to_front = cv2.getPerspectiveTransform(np.array(corners, np.float32), square)
    front = cv2.warpPerspective(
        grey, to_front, (EDGE_PX, EDGE_PX), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    return front.astype(np.uint8, copy=False)


def is_glaring(front: Image) -> bool:
    """True when a light is mirrored in some part of it."""
    white = (front >= SATURATED).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (GLARE_PX, GLARE_PX))
    return float(cv2.morphologyEx(white, cv2.MORPH_OPEN, disc).mean()) >= GLARING_SHARE


def is_washed_out(front: Image) -> bool:
    """True when its light modules are blown out and its dark ones are far from dark."""
    dark, light = np.percentile(front, (5, 80))
    return bool(light >= SATURATED and dark >= WASHED_OUT_FROM)


def smear(front: Image) -> float:
    """Return how much more edge lies in one direction than across it; about 1 in a sharp code."""
    fine = cv2.GaussianBlur(front, (0, 0), 1.2)
    right = cv2.Sobel(fine, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(fine, cv2.CV_32F, 0, 1)
    across = float((right * down).mean())
    tensor = np.array([[(right * right).mean(), across], [across, (down * down).mean()]])
    least, most = np.linalg.eigvalsh(tensor)
    return float(most / max(least, 1.0))
