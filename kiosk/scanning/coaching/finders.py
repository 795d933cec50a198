"""The three squares in the corners of a code, found one by one where no reader finds the code."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.coaching.straightened import LOOKS_LIKE, MARGIN, PX, squares, straightened
from kiosk.scanning.frames import Corner, Image

Vector = NDArray[np.float64]

BLOCK_PX, CONTRAST = 61, 8
MODULES = 37
"""A side of our passes. Other codes are nobody's business here."""
BETWEEN = MODULES - 7
"""Modules from the middle of one square to the middle of the next."""
SMALLEST_PX = 7
ALIKE = 1.35
"""The squares of one code differ in size by no more than this."""
MOST_OUTLINES = 4000
"""More of them are noise."""
ROUGH = 0.45
"""Of the contrast of the squares: what the inside of a code has at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """One corner square, in pixels of the picture it was found in."""

    middle: Corner
    across: Vector
    """From module to module along one pair of its sides; `down` along the other."""
    down: Vector
    level: int
    """The grey level of its core."""

    @property
    def module_px(self) -> float:
        return math.sqrt(math.hypot(*self.across) * math.hypot(*self.down))


def find_finders(grey: Image) -> list[Finder]:
    """Return the corner squares in a small picture, dark on light and light on dark."""
    mean, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    # Noise would be thousands of outlines.
    calm = cv2.GaussianBlur(grey, (3, 3), 0)
    dark = cv2.adaptiveThreshold(calm, 255, mean, kind, BLOCK_PX, CONTRAST)
    outlines, tree = cv2.findContours(dark, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None or len(outlines) > MOST_OUTLINES:
        return []
    parents = tree[0][:, 3]
    rings = np.where(parents >= 0, parents[parents], -1)
    found = []
    for core in np.flatnonzero(rings >= 0).tolist():
        chain = (outlines[rings[core]], outlines[parents[core]], outlines[core])
        finder = _finder(grey, *chain)
        if finder:
            found.append(finder)
    return found


def _finder(
    grey: Image, ring: cv2.typing.MatLike, gap: cv2.typing.MatLike, core: cv2.typing.MatLike
) -> Finder | None:
    """A square in a square in a square, in the right proportions; None for anything else."""
    left, top, width, height = cv2.boundingRect(ring)
    if min(width, height) < SMALLEST_PX or max(width, height) > 3 * min(width, height):
        return None
    middle, sides, turned_deg = cv2.minAreaRect(ring)
    outer, inner = _side(ring) + 1, _side(core) + 1
    # A pixel or two are much of a small square and nothing of a large one.
    off = 0.3 + 1.5 / inner
    is_in_proportion = (
        abs(outer / inner - 7 / 3) <= off and abs((_side(gap) - 1) / inner - 5 / 3) <= off
    )
    is_square = _side(ring) ** 2 >= 0.75 * sides[0] * sides[1] and max(sides) <= 1.6 * min(sides)
    core_left, core_top, core_width, core_height = cv2.boundingRect(core)
    off_x = left + width / 2 - core_left - core_width / 2
    off_y = top + height / 2 - core_top - core_height / 2
    is_concentric = max(abs(off_x), abs(off_y)) <= max(1.0, 0.1 * outer)
    if not (is_in_proportion and is_square and is_concentric):
        return None
    turn = np.radians(turned_deg)
    across = np.array([np.cos(turn), np.sin(turn)]) * (sides[0] + 1) / 7
    down = np.array([-np.sin(turn), np.cos(turn)]) * (sides[1] + 1) / 7
    x, y = core_left + core_width // 2, core_top + core_height // 2
    return Finder((float(middle[0]), float(middle[1])), across, down, int(grey[y, x]))


def _side(outline: cv2.typing.MatLike) -> float:
    return math.sqrt(cv2.contourArea(outline))


def has_covered_corner(grey: Image, finders: list[Finder]) -> bool:
    """Tell whether two squares belong to a code whose third one cannot be seen."""
    for one, other in combinations(finders, 2):
        alike = [finder for finder in finders if _are_alike(finder, one)]
        if len(alike) == 2 and other in alike:
            return any(_lacks_a_square(grey, place) for place in _places(one, other))
    return False


def _are_alike(one: Finder, other: Finder) -> bool:
    smaller_px, larger_px = sorted((one.module_px, other.module_px))
    return larger_px <= ALIKE * smaller_px


def _places(one: Finder, other: Finder) -> Iterator[Vector]:
    """Where the code would lie: the middles of its corner squares, the two seen ones first.

    The squares seen may share a side, with the code on one hand or the other, or be opposite.
    """
    start, end = np.array(one.middle), np.array(other.middle)
    along = end - start
    for side, rise in ((one.across, one.down), (one.down, one.across)):
        basis = np.column_stack([side, rise])
        steps = np.linalg.solve(basis, along)
        straight = abs(abs(steps[0]) - BETWEEN) <= 5 and abs(steps[1]) <= 4
        if straight:
            for up in (rise * BETWEEN, -rise * BETWEEN):
                yield np.array([start, end, end + up, start + up])
    steps = np.linalg.solve(np.column_stack([one.across, one.down]), along)
    if max(abs(abs(steps) - BETWEEN)) <= 5:
        yield np.array([start, start + one.across * steps[0], end, start + one.down * steps[1]])


def _lacks_a_square(grey: Image, place: Vector) -> bool:
    """True for what has a code's grain, and nothing like a square in the two other corners."""
    height, width = grey.shape
    x, y = place[:, 0], place[:, 1]
    if min(x.min(), y.min()) < 0 or x.max() >= width or y.max() >= height:
        return False
    points = [(float(px), float(py)) for px, py in place]
    front = straightened(grey, points, MODULES, inset=3.5)
    seen = np.abs(squares(front)) >= LOOKS_LIKE
    return int(seen.sum()) == 2 and _is_grainy(front)


def _is_grainy(front: Image) -> bool:
    """True when the inside has light and dark as near to each other as a code's modules."""
    low, high = MARGIN * PX, (MARGIN + 7) * PX
    smooth = cv2.blur(front, (5 * PX, 5 * PX)).astype(np.float32)
    fine = front.astype(np.float32) - smooth
    squares_on_top = fine[low:high]
    edge = (MARGIN + 12) * PX
    return float(fine[edge:-edge, edge:-edge].std()) >= ROUGH * float(squares_on_top.std())
