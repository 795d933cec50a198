"""What one picture tells of its camera: light, sharpness, and how large a code appears in it."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Corner, Frame, Image, Sighting

PASS_MODULES = 37
BLOWN_OUT = 250
REBLUR_PX = 1.0
LEAST_SLOPE = 8.0
"""Grey levels a pixel; what is flatter may be a shadow, and noise stays below."""
OWN_BLUR_PX = 0.83
"""What taking the slope adds of its own, in quadrature."""
NOISE_SLOPES = 4.0
"""So many times the noise is an edge."""
LEAST_CONTRAST = 20.0
LEAST_SIDE_PX = 30.0
"""What is smaller was taken for a code by mistake."""
FEWEST_EDGE_PIXELS = 60
FEWEST_PIXELS_A_SIDE = 8
SHARPEST_SHARE = 20
"""Percentile of edge widths that stands for the lens: others lie out of focus, or are shadows."""
ROOM_PX = (640, 480)
"""The middle of the picture, where codes are held up, at full size."""
MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a picture."""

    module_px: float
    blur_px: float | None
    """Standard deviation of what spreads its edges; None where none could be measured."""
    is_read: bool


@dataclass(frozen=True, slots=True)
class Look:
    """One picture, measured."""

    number: int
    taken_at_s: float
    size: tuple[int, int]
    middle_grey: float
    blown_share: float
    room_blur_px: float | None
    code: Code | None = None


def measure(frame: Frame, is_wanted: Callable[[str], bool]) -> Look:
    """Measure a frame and the codes that were seen in it.

    Args:
        frame: with its sightings.
        is_wanted: tells a pass from a poster, whose distance and size nobody knows.

    Raises:
        PictureError: the frame's bytes are garbled.
    """
    grey = frame.grey()
    small = frame.grey(4)
    code = shown(frame.sightings, is_wanted)
    return Look(
        frame.number,
        frame.taken_at_s,
        frame.size,
        float(np.median(small)),
        float(np.mean(small >= BLOWN_OUT)),
        room_blur_px(_middle(grey)),
        _measured(grey, code) if code else None,
    )


def room_blur_px(grey: Image) -> float | None:
    """Return by how much the sharpest edges are spread, as a standard deviation in pixels.

    Blurred once more, a sharp edge loses much of its slope and a spread one little; how much it
    loses does not depend on its contrast. None where there are too few edges.
    """
    if min(grey.shape) < FEWEST_PIXELS_A_SIDE:
        return None
    once = grey.astype(np.float32)
    slope, again = _slope(once), _slope(cv2.GaussianBlur(once, (0, 0), REBLUR_PX))
    noise = float(np.median(np.abs(cv2.Laplacian(once, cv2.CV_32F))))
    edges = _ridges(slope) & (slope > max(LEAST_SLOPE, NOISE_SLOPES * noise))
    ratios = slope[edges] / np.maximum(again[edges], 1e-3)
    ratios = ratios[ratios > 1.0]
    if len(ratios) < FEWEST_EDGE_PIXELS:
        return None
    return float(np.percentile(REBLUR_PX / np.sqrt(ratios**2 - 1), SHARPEST_SHARE))


def code_blur_px(grey: Image) -> float | None:
    """Return by how much a code's edges are spread, as a standard deviation in pixels.

    A code goes from dark to light at each of its edges, so their slope alone tells it; where
    modules run into each other, it comes out larger than the lens alone would make it.
    """
    if min(grey.shape) < FEWEST_PIXELS_A_SIDE:
        return None
    slope = _slope(grey.astype(np.float32))
    dark, light = np.percentile(grey, (5, 95))
    steepest = float(np.percentile(slope[_ridges(slope)], 100 - SHARPEST_SHARE))
    if light - dark < LEAST_CONTRAST or not steepest:
        return None
    spread_px = (light - dark) / (steepest * np.sqrt(2 * np.pi))
    return float(np.sqrt(max(0.0, spread_px**2 - OWN_BLUR_PX**2)))


def _ridges(slope: cv2.typing.MatLike) -> NDArray[np.bool_]:
    return (slope > 0) & (slope >= cv2.dilate(slope, np.ones((3, 3), np.uint8)))


def _slope(picture: cv2.typing.MatLike) -> cv2.typing.MatLike:
    across = cv2.Sobel(picture, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(picture, cv2.CV_32F, 0, 1, scale=1 / 8)
    return cv2.magnitude(across, down)


def _middle(grey: Image) -> Image:
    (height, width), (room_width, room_height) = grey.shape, ROOM_PX
    left, top = max(0, (width - room_width) // 2), max(0, (height - room_height) // 2)
    return grey[top : top + room_height, left : left + room_width]


def shown(sightings: tuple[Sighting, ...], is_wanted: Callable[[str], bool]) -> Sighting | None:
    """Return the largest pass in view: one that was read, else one that may be."""
    read = [s for s in sightings if s.text and is_wanted(s.text)]
    unread = [s for s in sightings if not s.text and s.modules in (0, PASS_MODULES)]
    largest = max(read or unread, key=side_px, default=None)
    return largest if largest and side_px(largest) >= LEAST_SIDE_PX else None


def side_px(sighting: Sighting) -> float:
    """Return how long the sides of a symbol are in the picture, on the average."""
    corners = sighting.corners
    around = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum(_distance(one, other) for one, other in around) / 4


def _distance(one: Corner, other: Corner) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _measured(grey: Image, sighting: Sighting) -> Code:
    side = side_px(sighting)
    margin = round(MARGIN * side)
    xs, ys = zip(*sighting.corners, strict=True)
    left, top = max(0, round(min(xs)) - margin), max(0, round(min(ys)) - margin)
    patch = grey[top : round(max(ys)) + margin, left : round(max(xs)) + margin]
    modules = sighting.modules or PASS_MODULES
    return Code(side / modules, code_blur_px(patch), bool(sighting.text))
