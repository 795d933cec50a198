"""A code seen only as what it is from afar or in motion: a grainy square on plain ground."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Corner, Image

Patch = list[Corner]
Box = tuple[tuple[float, float], tuple[float, float], float]

NEARBY = (128, 72)
"""So reduced, a code that fills the picture still has modules of a few pixels."""
NEARBY_GRAIN = 9
HARD = 45.0
"""Grey levels of contrast: black on white, not a shirt or a shelf."""
BOTH_WAYS = 30.0
"""Grey levels from one side of a pixel to the other, across and down alike; stripes go one way."""
MOST_OF_IT, EDGE, AT_THE_EDGE = 0.5, 8, 0.3
"""Of the picture; rows at its top and at its bottom; of each of those."""


class Sizes(NamedTuple):
    """What a code is sought by, in pixels."""

    step: int
    """How far light modules may be from dark ones, so that all of a code becomes one square."""
    around: int
    """How large the neighbourhood is that this square stands out from."""
    grain: int
    """How large the neighbourhood is in which there is light and dark."""


DARK_ON_LIGHT = (Sizes(8, 91, 24), Sizes(3, 91, 9))
"""The coarser one first: by it a smeared code is found whole."""
LIGHT_ON_DARK = (Sizes(5, 45, 9),)
"""Small, since around a dark screen the room is lighter than its code."""
CONTRAST = 12
SMALLEST_PX = 20
LONGEST_TO_SHORTEST = 1.35
FILLS_ITS_OUTLINE = 0.8
QUIET = 0.075
"""Of a side: where around the code there is but plain ground."""
LIGHTER = 30.0
"""Grey levels by which that ground is lighter than the code on average."""
PLAIN = 0.5
"""Of the code's contrast: what that ground may have."""
GRAINY = 0.5
"""Of the code's contrast: what is left of it from one pixel's neighbourhood to the next."""
UNEVEN = 0.15
"""A code is half light and half dark; other squares with something in them hardly ever are."""
FAINTEST = 15.0
"""Grey levels of contrast below which nothing can be told."""


def fills_the_picture(grey: Image) -> bool:
    """Say whether there is a code all over the picture, from its top to its bottom."""
    small = cv2.resize(grey, NEARBY, interpolation=cv2.INTER_AREA).astype(np.float32)
    window = (NEARBY_GRAIN, NEARBY_GRAIN)
    variance = cv2.sqrBoxFilter(small, -1, window) - cv2.blur(small, window) ** 2
    across, down = (
        cv2.blur(np.abs(cv2.Sobel(small, -1, dx, 1 - dx, ksize=1)), window) for dx in (1, 0)
    )
    grainy = (variance >= HARD**2) & (across >= BOTH_WAYS) & (down >= BOTH_WAYS)
    at_edges = min(grainy[:EDGE].mean(), grainy[-EDGE:].mean())
    return bool(grainy.mean() >= MOST_OF_IT and at_edges >= AT_THE_EDGE)


def find_patches(grey: Image) -> Iterator[Patch]:
    """Seek the squares that look like a code from afar; whoever has found one need not go on."""
    for sizes in DARK_ON_LIGHT:
        yield from _patches(grey, sizes)
    turned_over = 255 - grey
    for sizes in LIGHT_ON_DARK:
        yield from _patches(turned_over, sizes)


def _patches(grey: Image, sizes: Sizes) -> Iterator[Patch]:
    """The outlines of the squares of one kind, the largest first."""
    for box in sorted(_boxes(grey, sizes), key=lambda box: min(box[1]), reverse=True):
        yield [(float(x), float(y)) for x, y in cv2.boxPoints(box)]


def _boxes(grey: Image, sizes: Sizes) -> list[Box]:
    solid = cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((sizes.step, sizes.step), np.uint8))
    mean, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    dark = cv2.adaptiveThreshold(solid, 255, mean, kind, sizes.around, CONTRAST)
    outlines, _ = cv2.findContours(dark, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    boxes: list[Box] = []
    for outline in outlines:
        _, _, width, height = cv2.boundingRect(outline)
        if min(width, height) < SMALLEST_PX:
            continue
        (x, y), (across, down), turned = cv2.minAreaRect(outline)
        box = ((x, y), (across, down), turned)
        shorter, longer = sorted((across, down))
        is_square = longer <= LONGEST_TO_SHORTEST * shorter
        is_full = cv2.contourArea(outline) >= FILLS_ITS_OUTLINE * shorter * longer
        if is_square and is_full and _is_code(grey, box, sizes.grain):
            boxes.append(box)
    return boxes


def _is_code(grey: Image, box: Box, grain_px: int) -> bool:
    """True for a square of grain with light and plain ground all around."""
    (x, y), sides, _ = box
    reach = round(max(sides))
    left, top = max(0, round(x) - reach), max(0, round(y) - reach)
    near = grey[top : round(y) + reach, left : round(x) + reach].astype(np.float32)
    here = ((x - left, y - top), sides, box[2])
    inside = near[_filled(near, here, 1.0, -2)]
    ring = near[_filled(near, here, 1 + 2 * QUIET, 1) & ~_filled(near, here, 1.0, 3)]
    if not ring.size or not inside.size or ring.mean() < inside.mean() + LIGHTER:
        return False
    contrast = float(inside.std())
    is_even = abs(float((inside > inside.mean()).mean()) - 0.5) <= UNEVEN
    if contrast < FAINTEST or not is_even or float(ring.std()) > PLAIN * contrast:
        return False
    fine = cv2.absdiff(near, cv2.blur(near, (grain_px, grain_px)))
    return float(fine[_filled(near, here, 0.8, 0)].mean()) >= GRAINY * contrast


def _filled(like: NDArray[Any], box: Box, factor: float, more_px: float) -> NDArray[np.bool_]:
    middle, (width, height), turned = box
    grown = (middle, (width * factor + more_px, height * factor + more_px), turned)
    mask = np.zeros(like.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(cv2.boxPoints(grown)).astype(np.int32)], 1)
    return mask.astype(bool)
