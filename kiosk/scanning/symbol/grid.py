"""Laying the module grid of a symbol over a picture, also where the card bends."""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Corner, Image
from kiosk.scanning.outlines import surrounds_something
from kiosk.scanning.symbol.layout import Modules

Floats = NDArray[np.float32]
Some = TypeVar("Some", NDArray[np.float32], NDArray[np.float64])

MARGIN = 2
"""Modules of quiet zone that are looked at along with the symbol."""
LEVELLED_OVER = 15
"""Modules over which light and dark are levelled: twice a finder, narrower than most shades."""
FAINT = 2.0
"""Grey levels of contrast at which a place begins to say something."""
WASHED_OUT = 0.3
"""Of the usual contrast: places with less of it say less."""
BENDS = {1: 3, 2: 6, 3: 10}
"""Terms of a polynomial in two variables, by its degree."""


@dataclass(frozen=True, slots=True)
class Step:
    """One round of fitting: how far the grid may bend, and how closely it looks."""

    degree: int
    fine: int
    """Samples a module, each way."""
    blur: float
    """Modules; a blurred template pulls from farther away."""
    rounds: int


FROM_CORNERS = (Step(2, 2, 0.5, 5), Step(3, 3, 0.3, 10))
"""From corners that are off by up to a module, on a card that may be curved."""
FROM_BEFORE = (Step(1, 2, 0.5, 4), Step(2, 2, 0.35, 4))
"""From where the same symbol lay a moment ago, once it was shifted."""
SEARCH = Step(0, 2, 0.4, 1)
SEARCHED = 6
"""Modules, each way, that a symbol may have moved since the last frame."""
HOPELESS = 0.25
"""A fit after a step that no further step mends."""
SETTLED = 0.02
"""Modules; a step smaller than this changes nothing any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where the modules of a symbol lie in a picture."""

    side: int
    to_picture: NDArray[np.float64]
    """3 x 3, in perspective, from modules (0 to side, right and down) to pixels."""
    bend: NDArray[np.float64]
    """10 x 2: what is added to a place in modules before that, see `_terms`."""

    def corners(self) -> tuple[Corner, Corner, Corner, Corner]:
        """Return where the outer corners lie, in pixels: top left, then clockwise."""
        p, q = np.array((-1.0, 1.0, 1.0, -1.0)), np.array((-1.0, -1.0, 1.0, 1.0))
        right, down = (np.stack(_terms(p, q), -1) @ self.bend).T
        half = self.side / 2
        x, y = _placed(self.to_picture, right + (p + 1) * half, down + (q + 1) * half)
        a, b, c, d = zip(x.tolist(), y.tolist(), strict=True)
        return a, b, c, d


def grid_between(corners: tuple[Corner, ...], side: int) -> Grid:
    """Lay a flat grid between the outer corners of a symbol.

    Raises:
        ValueError: they surround nothing.
    """
    if not surrounds_something(corners):
        raise ValueError("no symbol lies between these corners")
    square = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    flat = cv2.getPerspectiveTransform(square, np.array(corners, np.float32))
    return Grid(side, flat.astype(np.float64), np.zeros((BENDS[3], 2)))


def fitted(
    grey: Image, grid: Grid, known: Modules | Floats, steps: tuple[Step, ...] = FROM_CORNERS
) -> tuple[Grid, float]:
    """Move and bend a grid until what is known of the symbol lies on what is seen.

    Args:
        known: side x side; 0 where nothing is known yet.

    Returns:
        The grid, and how well it fits: 1 perfectly, -1 perfectly with light and dark exchanged,
        0 not at all.
    """
    fit = 0.0
    for step in steps:
        template = _template(known, step)
        chosen = np.flatnonzero(template)
        for _ in range(step.rounds):
            seen = _blurred(samples(grey, grid, step.fine), step)
            change, fit = _improvement(seen, template, chosen, grid.side, step)
            bend = grid.bend.copy()
            bend[: len(change)] += change
            grid = Grid(grid.side, grid.to_picture, bend)
            if np.abs(change).max() < SETTLED:
                break
        if abs(fit) < HOPELESS:
            break
    return grid, fit


def upright(grey: Image, grid: Grid, fixed: Modules) -> Grid:
    """Turn a flat grid by quarters until its corner squares are where they belong.

    Where one of the three is hidden, something else is easily taken for it.
    """
    seen = _blurred(samples(grey, grid, SEARCH.fine), SEARCH)
    template = _template(fixed, SEARCH)
    likeness = [abs(float((np.rot90(seen, turns) * template).sum())) for turns in range(4)]
    middle = grid.side / 2
    there, back = np.eye(3), np.eye(3)
    there[:2, 2], back[:2, 2] = middle, -middle
    quarter = np.array([(0, -1, 0), (1, 0, 0), (0, 0, 1)], np.float64)
    turn = np.linalg.matrix_power(quarter, int(np.argmax(likeness)))
    return Grid(grid.side, grid.to_picture @ there @ turn @ back, grid.bend)


def shifted(grey: Image, grid: Grid, known: Modules | Floats) -> Grid:
    """Move a grid by whole parts of a module, as far as SEARCHED, to where it fits best."""
    fine = SEARCH.fine
    seen = _blurred(samples(grey, grid, fine, margin=MARGIN + SEARCHED), SEARCH)
    template = _template(known, SEARCH)
    likeness = np.abs(cv2.matchTemplate(seen, template, cv2.TM_CCORR))
    down, right = np.unravel_index(int(likeness.argmax()), likeness.shape)
    bend = grid.bend.copy()
    bend[0] += (right / fine - SEARCHED, down / fine - SEARCHED)
    return Grid(grid.side, grid.to_picture, bend)


def samples(grey: Image, grid: Grid, fine: int, margin: int = MARGIN) -> Floats:
    """Return how dark a symbol and its margin look, light and shade levelled out.

    Returns:
        (side + 2 margins) x fine, squared; about 1 is dark and -1 light.
    """
    right, down, terms = _places(grid.side, fine, margin)
    shift = terms @ grid.bend.astype(np.float32)
    to_picture = grid.to_picture.astype(np.float32)
    x, y = _placed(to_picture, right + shift[..., 0], down + shift[..., 1])
    half = np.float32(0.5)
    seen = cv2.remap(grey, x - half, y - half, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return _levelled(seen.astype(np.float32), fine)


def _placed(to_picture: Some, u: Some, v: Some) -> tuple[Some, Some]:
    """Where places in modules are in the picture, in pixels."""
    h = to_picture
    # Beyond the horizon, where only a wrong grid reaches, there is no place; nothing fits there.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        depth = h[2, 0] * u + h[2, 1] * v + h[2, 2]
        x = (h[0, 0] * u + h[0, 1] * v + h[0, 2]) / depth
        y = (h[1, 0] * u + h[1, 1] * v + h[1, 2]) / depth
    return x, y


def _levelled(seen: Floats, fine: int) -> Floats:
    window = (LEVELLED_OVER * fine | 1,) * 2
    mean = cv2.blur(seen, window)
    spread = np.sqrt(np.maximum(cv2.blur(seen * seen, window) - mean * mean, 0))
    doubt = FAINT + WASHED_OUT * float(np.median(spread))
    return ((mean - seen) / (spread + doubt)).astype(np.float32)


def _improvement(
    seen: Floats, template: Floats, chosen: NDArray[np.intp], side: int, step: Step
) -> tuple[NDArray[np.float64], float]:
    """One step of Gauss and Newton: the change of the bend that brings both closer; and the fit."""
    across = cv2.Sobel(seen, cv2.CV_32F, 1, 0, ksize=3).ravel()[chosen] * (step.fine / 8)
    along = cv2.Sobel(seen, cv2.CV_32F, 0, 1, ksize=3).ravel()[chosen] * (step.fine / 8)
    here, wanted = seen.ravel()[chosen], template.ravel()[chosen]
    count = BENDS[step.degree]
    terms = _places(side, step.fine)[2].reshape(-1, BENDS[3])[chosen, :count]
    slopes = np.hstack([across[:, None] * terms, along[:, None] * terms])
    product = float(here @ wanted)
    missing = product / (float(wanted @ wanted) + 1e-6) * wanted - here
    normal = (slopes.T @ slopes).astype(np.float64)
    normal += np.eye(len(normal)) * (1e-3 * np.trace(normal) / len(normal) + 1e-9)
    change = np.linalg.solve(normal, (slopes.T @ missing).astype(np.float64))
    fit = product / np.sqrt(float(here @ here) * float(wanted @ wanted) + 1e-9)
    return change.reshape(2, count).T, fit


def _template(known: Modules | Floats, step: Step) -> Floats:
    """What should be seen: the known modules, light around them, blurred; 0 where not known."""
    padded = np.pad(known.astype(np.float32), MARGIN, constant_values=-1)
    fine = np.kron(padded, np.ones((step.fine, step.fine), np.float32))
    template: Floats = _blurred(fine, step) * (fine != 0)
    return template


def _blurred(fine: Floats, step: Step) -> Floats:
    return cv2.GaussianBlur(fine, (0, 0), step.blur * step.fine).astype(np.float32)


@cache
def _places(side: int, fine: int, margin: int = MARGIN) -> tuple[Floats, Floats, Floats]:
    """Where the samples lie, in modules, right and down, and the terms of the bend there."""
    line = ((np.arange((side + 2 * margin) * fine) + 0.5) / fine - margin).astype(np.float32)
    down, right = np.meshgrid(line, line, indexing="ij")
    terms = _terms(right * 2 / side - 1, down * 2 / side - 1)
    return right, down, np.stack(terms, -1).astype(np.float32)


def _terms(p: Some, q: Some) -> tuple[Some, ...]:
    """The terms of a bend at a place, -1 to 1 each way: flat, then squares, then cubes."""
    pp, pq, qq = p * p, p * q, q * q
    return p * 0 + 1, p, q, pq, pp, qq, p * pp, p * pq, p * qq, q * qq
