"""Finding a symbol of known size where noise, cracks or a screen's grid hide it from a decoder.

Its three corner squares are sought as blurred rings, whichever way they are turned; any three
that stand like those of a code of that size make a grid, to be fitted before it is believed.
"""

from functools import cache
from itertools import permutations

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Image
from kiosk.scanning.symbol.grid import BENDS, Floats, Grid

FINDER = 7
RINGS_PX = 9
"""The template: a finder and one module around it, a pixel a module."""
MODULE_PX = tuple(1.8 * 1.2**step for step in range(8))
"""Sizes of a module at which rings are sought, 1.8 to 6.5 pixels."""
LEAST_LIKENESS = 0.35
FAINT = 0.5
"""Grey levels of contrast at which a place begins to say something."""
MOST_RINGS = 20
APART = 2.5
"""Modules between two rings at least: nearer ones are the same."""
SAME_SIZE = 1.45
"""How much one ring may be larger than another of its symbol."""
LEG_SHORT, LEG_LONG, LEGS_UNEVEN = 0.55, 1.35, 1.67
MOST_SKEW = 0.42
"""Cosine of the angle between the legs: 65 to 115 degrees."""

Rings = NDArray[np.float64]
"""Rows of likeness, x, y and pixels a module: places that may be corner squares."""


def find_grids(grey: Image, side: int, most: int) -> list[Grid]:
    """Return where symbols of this many modules a side may lie, the likeliest first."""
    rings = _rings(grey)
    threes = _corners(rings, side)
    likeness = rings[threes, 0].sum(axis=1)
    likeliest = threes[np.argsort(-likeness)[:most]]
    return [_grid(rings[three, 1:3], side) for three in likeliest]


def _rings(grey: Image) -> Rings:
    """The likeliest rings of all sizes, each place once."""
    finest = _reduced(grey, MODULE_PX[0])
    every = np.vstack([_rings_of_size(finest, module_px) for module_px in MODULE_PX])
    kept: list[NDArray[np.float64]] = []
    for ring in every[np.argsort(-every[:, 0])]:
        if all(_are_apart(ring, other) for other in kept):
            kept.append(ring)
            if len(kept) == MOST_RINGS:
                break
    return np.array(kept).reshape(-1, 4)


def _are_apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    distance = APART * max(one[3], other[3])
    return bool((one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2 > distance**2)


def _reduced(pixels: Image | Floats, times: float) -> Floats:
    size = [max(1, round(length / times)) for length in pixels.shape[::-1]]
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32)


def _rings_of_size(finest: Floats, module_px: float) -> Rings:
    """Where the picture, reduced to a pixel a module, looks most like a ring, dark or light."""
    pixels = _reduced(finest, module_px / MODULE_PX[0])
    if min(pixels.shape) <= RINGS_PX:
        return np.empty((0, 4))
    product = np.abs(cv2.matchTemplate(pixels, _ring(), cv2.TM_CCORR))
    half, (height, width) = RINGS_PX // 2, product.shape
    window = (RINGS_PX, RINGS_PX)
    variance = cv2.sqrBoxFilter(pixels, -1, window) - cv2.blur(pixels, window) ** 2
    spread = np.sqrt(np.maximum(variance[half : half + height, half : half + width], 0))
    likeness = product / ((spread + FAINT) * RINGS_PX)
    is_peak = likeness == cv2.dilate(likeness, np.ones((FINDER, FINDER), np.uint8))
    y, x = np.nonzero(is_peak & (likeness > LEAST_LIKENESS))
    likest = np.argsort(-likeness[y, x])[:MOST_RINGS]
    x, y = x[likest], y[likest]
    middle = RINGS_PX / 2
    columns = likeness[y, x], (x + middle) * module_px, (y + middle) * module_px
    return np.column_stack([*columns, np.full(len(x), module_px)])


@cache
def _ring() -> Floats:
    """A finder turned by every angle at once; its mean 0, its norm 1."""
    fine = 16
    square = -np.ones((RINGS_PX, RINGS_PX), np.float32)
    square[1:8, 1:8] = 1
    square[2:7, 2:7] = -1
    square[3:6, 3:6] = 1
    large = np.kron(square, np.ones((fine, fine), np.float32))
    middle = ((len(large) - 1) / 2,) * 2
    turns = [cv2.getRotationMatrix2D(middle, angle, 1) for angle in np.arange(-45, 45, 7.5)]
    turned = [cv2.warpAffine(large, turn, large.shape, borderValue=-1) for turn in turns]
    ring = cv2.resize(np.mean(turned, axis=0), (RINGS_PX,) * 2, interpolation=cv2.INTER_AREA)
    ring -= ring.mean()
    return (ring / np.linalg.norm(ring)).astype(np.float32)


def _corners(rings: Rings, side: int) -> NDArray[np.intp]:
    """Rows of `rings`, n x 3: what may be top left, top right and bottom left of one symbol."""
    threes = _permutations(len(rings))
    x, y, module_px = rings[threes, 1], rings[threes, 2], rings[threes, 3]
    across = x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]
    down = x[:, 2] - x[:, 0], y[:, 2] - y[:, 0]
    legs = np.hypot([across[0], down[0]], [across[1], down[1]])
    short, long = legs.min(axis=0), legs.max(axis=0)
    wanted = (side - FINDER) * module_px.mean(axis=1)
    skew = np.abs(across[0] * down[0] + across[1] * down[1])
    is_corner = (
        (module_px.max(axis=1) <= SAME_SIZE * module_px.min(axis=1))
        & (across[0] * down[1] - across[1] * down[0] > 0)
        & (short > LEG_SHORT * wanted)
        & (long < LEG_LONG * wanted)
        & (long < LEGS_UNEVEN * short)
        & (skew < MOST_SKEW * short * long)
    )
    found: NDArray[np.intp] = threes[is_corner]
    return found


@cache
def _permutations(count: int) -> NDArray[np.intp]:
    return np.array(list(permutations(range(count), 3)), np.intp).reshape(-1, 3)


def _grid(middles: NDArray[np.float64], side: int) -> Grid:
    """Lay a grid through the middles of three corner squares, 3 x 2 as `_corners` orders them."""
    corner, right, below = middles
    span, first = side - FINDER, FINDER / 2
    axes = np.column_stack([(right - corner) / span, (below - corner) / span])
    to_picture = np.eye(3)
    to_picture[:2, :2] = axes
    to_picture[:2, 2] = corner - axes @ (first, first)
    return Grid(side, to_picture, np.zeros((BENDS[3], 2)))
