"""Adding up what several frames show of a symbol that no single one of them shows clearly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.scanning.frames import Image, Sighting
from kiosk.scanning.outlines import Corners, lies_in
from kiosk.scanning.symbol import clearing
from kiosk.scanning.symbol.codewords import text_of
from kiosk.scanning.symbol.finding import find_grids
from kiosk.scanning.symbol.grid import (
    FROM_BEFORE,
    FROM_CORNERS,
    Floats,
    Grid,
    fitted,
    grid_between,
    samples,
    shifted,
    upright,
)
from kiosk.scanning.symbol.layout import Modules, Soft, layout_of

LEAST_FIT = 0.7
"""Of a new symbol: with one false corner square a grid still reaches 0.68."""
LEAST_FIT_AGAIN = 0.5
"""Of a symbol that was seen before: light may have washed much of it out."""
FORGOTTEN_AFTER_S = 0.7
HALF_LIFE_S = 1.0
"""In which what was seen loses half its weight: a hand moves on, and so does a screen."""
MOST_SYMBOLS = 2
SEARCHES_PER_S = 8
MOST_PLACES = 5
"""Places that a search looks at closely."""
ROUNDS_OF_CLEARING = 2
LEAST_NOISE = 0.05
SAME_CODE = 0.5
"""Of the likeness to be expected of two looks at one code, given how noisy both are."""


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """What one frame shows of a symbol."""

    grid: Grid
    plain: Soft
    cleared: Soft
    weight: float
    """One over the noise of a module."""


class Stacked:
    """A symbol and what was seen of it so far."""

    def __init__(self, glimpse: Glimpse, at_s: float) -> None:
        self.grid = glimpse.grid
        self.seen_at_s = at_s
        self.soft = glimpse.cleared * np.float32(glimpse.weight)

    def add(self, glimpse: Glimpse, at_s: float) -> None:
        """Add what a frame shows; what it contradicts is dropped."""
        faded = 0.5 ** ((at_s - self.seen_at_s) / HALF_LIFE_S)
        before = self.soft * np.float32(0.0 if self._contradicts(glimpse) else faded)
        self.soft = before + glimpse.cleared * np.float32(glimpse.weight)
        self.grid, self.seen_at_s = glimpse.grid, at_s

    def known(self) -> Floats:
        """Return what the symbol probably says, 1 to -1, to find it by."""
        fixed = layout_of(len(self.soft)).fixed
        strength = float(np.sqrt(np.mean(self.soft**2))) + 1e-6
        return np.where(fixed != 0, fixed, np.clip(self.soft / strength, -1, 1)).astype(np.float32)

    def _contradicts(self, glimpse: Glimpse) -> bool:
        """Say whether a glimpse is of another code: less like this one than noise explains."""
        fixed = layout_of(len(self.soft)).fixed
        free = fixed == 0
        expected = _likeness(self.soft[~free], fixed[~free])
        expected *= _likeness(glimpse.cleared[~free], fixed[~free])
        return _likeness(self.soft[free], glimpse.cleared[free]) < SAME_CODE * expected


class SymbolStack:
    """Follows symbols of one size from frame to frame. Not for more than one thread.

    A symbol is forgotten when it was read, by whatever means; when no frame showed it for
    FORGOTTEN_AFTER_S; when the modules in its place contradict what was added up, which then
    begins anew with them; when an older one came to lie in the same place; and as the oldest of
    more than MOST_SYMBOLS.
    """

    def __init__(self, side: int) -> None:
        self._side = side
        self._symbols: list[Stacked] = []
        self._searched_at_s = -1.0

    def look(self, grey: Image, sightings: Sequence[Sighting], at_s: float) -> list[Sighting]:
        """Add a frame; return the symbols that were followed in it, with what became readable.

        Args:
            sightings: what was found in this frame otherwise, read or only located.
            at_s: when it was taken, by any clock that only goes forward.
        """
        self.forget(sightings, at_s)
        taken = [s for s in sightings if s.text]
        located = [s for s in sightings if not s.text and s.modules == self._side]
        places = [grid_between(s.corners, self._side) for s in located[:MOST_PLACES]]
        found: list[Sighting] = []
        for symbol in self._symbols:
            glimpse = self._glimpse_of(grey, symbol, places)
            if glimpse is not None and _lies_in(glimpse.grid, found):
                self._drop(symbol)
            elif glimpse is not None:
                symbol.add(glimpse, at_s)
                found.append(self._told(symbol, (symbol.soft, glimpse.cleared)))
        for grid in places if places or found else self._likely_places(grey, at_s):
            glimpse = None if _lies_in(grid, [*taken, *found]) else self._anew(grey, grid)
            if glimpse is not None:
                symbol = Stacked(glimpse, at_s)
                self._symbols = [*self._symbols, symbol][-MOST_SYMBOLS:]
                found.append(self._told(symbol, (glimpse.plain, glimpse.cleared)))
        return found

    def forget(self, sightings: Sequence[Sighting], at_s: float) -> None:
        """Forget what was read otherwise, and what was not seen for too long."""
        read = [s for s in sightings if s.text]
        self._symbols = [
            symbol
            for symbol in self._symbols
            if 0 <= at_s - symbol.seen_at_s <= FORGOTTEN_AFTER_S and not _lies_in(symbol.grid, read)
        ]

    def _likely_places(self, grey: Image, at_s: float) -> list[Grid]:
        if abs(at_s - self._searched_at_s) < 1 / SEARCHES_PER_S:
            return []
        self._searched_at_s = at_s
        return find_grids(grey, self._side, MOST_PLACES)

    def _glimpse_of(self, grey: Image, symbol: Stacked, places: list[Grid]) -> Glimpse | None:
        """What a frame shows of a symbol: about where it lay, or where one was located instead."""
        again = self._again(grey, symbol)
        here = (again or symbol).grid.corners()
        rivals = [g for g in places if lies_in(g.corners(), here) and _is_off(g, here)]
        glimpses = [again, *(self._anew(grey, grid) for grid in rivals)]
        return max((g for g in glimpses if g), key=lambda g: g.weight, default=None)

    def _again(self, grey: Image, symbol: Stacked) -> Glimpse | None:
        known = symbol.known()
        grid, fit = fitted(grey, shifted(grey, symbol.grid, known), known, FROM_BEFORE)
        return _glimpse(grey, grid, fit) if abs(fit) >= LEAST_FIT_AGAIN else None

    def _anew(self, grey: Image, near: Grid) -> Glimpse | None:
        fixed = layout_of(self._side).fixed
        grid, fit = fitted(grey, upright(grey, near, fixed), fixed, FROM_CORNERS)
        return _glimpse(grey, grid, fit) if abs(fit) >= LEAST_FIT else None

    def _told(self, symbol: Stacked, looks: Iterable[Soft]) -> Sighting:
        """Say what can be read of a symbol; once it was, it is forgotten."""
        text = next(filter(None, map(text_of, looks)), "")
        if text:
            self._drop(symbol)
        return Sighting(text, symbol.grid.corners(), self._side)

    def _drop(self, symbol: Stacked) -> None:
        self._symbols = [other for other in self._symbols if other is not symbol]


def _glimpse(grey: Image, grid: Grid, fit: float) -> Glimpse:
    fixed = layout_of(grid.side).fixed
    levelled = samples(grey, grid, clearing.FINE) * np.float32(np.sign(fit))
    *_, cleared = clearing.cleared(levelled, fixed, ROUNDS_OF_CLEARING)
    noise = float(np.mean((cleared - fixed)[fixed != 0] ** 2))
    return Glimpse(grid, clearing.plain(levelled), cleared, 1 / (noise + LEAST_NOISE))


def _likeness(one: Soft, other: Soft | Modules) -> float:
    """How much two looks at modules agree, -1 to 1."""
    sizes = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
    return float((one * other).sum()) / (sizes + 1e-9)


def _lies_in(grid: Grid, sightings: Iterable[Sighting]) -> bool:
    corners = grid.corners()
    return any(lies_in(corners, sighting.corners) for sighting in sightings)


def _is_off(grid: Grid, other: Corners) -> bool:
    """Say whether two grids in one place differ by more than a module somewhere."""
    corners, others = np.array(grid.corners()), np.array(other)
    module_px = np.linalg.norm(others[0] - others[2]) / (2**0.5 * grid.side)
    return bool(np.linalg.norm(corners - others, axis=1).max() > module_px)
