"""From what was seen over the last moments to one sentence that helps."""

import math
from collections import Counter, deque
from collections.abc import Callable, Sequence
from itertools import combinations

from kiosk.scanning.coaching.advice import Advice
from kiosk.scanning.coaching.observation import Observation, Symbol
from kiosk.scanning.coaching.observing import Observer
from kiosk.scanning.frames import Corner, Image, Sighting, any_text

WAITS_S = 0.5
HOLDS_S = 1.0
FORGETS_S = 1.0
QUIET_AFTER_READ_S = 2.0
FEWEST_OPINIONS = 3
TOO_FAR_PX = 2.0
"""Pixels a module below which no reader gets along."""
TOO_FAST = 0.8
"""Sides of the code or screen a second: at that speed its modules run into each other."""
SAME_THING_WITHIN_S = 0.35
ALIKE = 1.4
"""One thing seen twice does not change its size by more than this."""


class Coach:
    """Turns pictures into advice. Not for more than one thread; pure in time (`at_s`)."""

    def __init__(self, is_wanted: Callable[[str], bool] = any_text) -> None:
        """Make a coach.

        Args:
            is_wanted: tells the codes people come to show from posters, which help nobody in.
        """
        self._observer = Observer(is_wanted)
        self._opinions = Opinions()

    def advise(self, grey: Image, sightings: Sequence[Sighting], at_s: float) -> Advice | None:
        """Return the advice to show now; None when there is nothing to say.

        Args:
            grey: the picture, uint8, height x width.
            sightings: what the reader found in it, unreadable symbols included.
            at_s: when it was taken, by any clock that only goes forward.
        """
        return self._opinions.after(self._observer.observe(grey, sightings, at_s), at_s)


class Opinions:
    """Weighs one observation after the other. The rules, in this order:

    1. A code was read: no advice from now on, until 2 s after the last observation that read one.
    2. Nobody shows anything: the beginning is forgotten after 1 s of that.
    3. An advice that shows stays as it is for 1 s.
    4. In the first 0.5 s since somebody began to show something there is no advice.
    5. Otherwise that advice shows which more than half of the observations of the last 0.5 s are
       of, at least three of them.
    6. Where no advice has that many, the one that shows stays until 0.5 s went by without one
       observation of it; what wavers must not blink.
    """

    def __init__(self) -> None:
        self._before: tuple[float, Observation] = (-math.inf, Observation())
        self._recent: deque[tuple[float, Advice | None]] = deque()
        self._began_s: float | None = None
        self._last_shown_s = -math.inf
        self._read_s = -math.inf
        self._advice: Advice | None = None
        self._advised_s = -math.inf

    def after(self, seen: Observation, at_s: float) -> Advice | None:
        """Return the advice to show after this observation."""
        if seen.is_read:
            self._read_s = at_s
        if at_s - self._read_s < QUIET_AFTER_READ_S:
            self._forget()
            return None
        self._note(seen, at_s)
        if self._advice is None or at_s - self._advised_s >= HOLDS_S:
            self._change(self._due(at_s), at_s)
        return self._advice

    def _forget(self) -> None:
        self._recent.clear()
        self._began_s = self._advice = None
        self._before = (-math.inf, Observation())

    def _note(self, seen: Observation, at_s: float) -> None:
        if at_s - self._last_shown_s >= FORGETS_S:
            self._began_s = None
        if seen.shows_something:
            self._last_shown_s = at_s
            self._began_s = at_s if self._began_s is None else self._began_s
        before_s, before = self._before
        self._before = (at_s, seen)
        is_fast = _speed(before, seen, at_s - before_s) >= TOO_FAST
        self._recent.append((at_s, opinion(seen, is_fast=is_fast)))
        while at_s - self._recent[0][0] > WAITS_S:
            self._recent.popleft()

    def _due(self, at_s: float) -> Advice | None:
        if self._began_s is None or at_s - self._began_s < WAITS_S:
            return None
        counted = Counter(advice for _, advice in self._recent)
        ((most, votes),) = counted.most_common(1)
        if most and votes >= FEWEST_OPINIONS and 2 * votes > len(self._recent):
            return most
        return self._advice if counted[self._advice] else None

    def _change(self, advice: Advice | None, at_s: float) -> None:
        if advice is not self._advice:
            self._advice, self._advised_s = advice, at_s


def opinion(seen: Observation, *, is_fast: bool) -> Advice | None:
    """Return what one observation alone calls for; the most telling first."""
    if any(_apart(one, other) for one, other in combinations(seen.symbols, 2)):
        return Advice.ONE_AT_A_TIME
    symbol = seen.symbols[0] if seen.symbols else None
    if seen.is_too_near or (symbol and symbol.is_cut_off):
        return Advice.MOVE_BACK
    if is_fast or (symbol and symbol.is_smeared):
        return Advice.HOLD_STILL
    if symbol is None:
        covered = Advice.UNCOVER_CORNER if seen.is_corner_covered else None
        return Advice.LESS_BRIGHT if seen.bright_middle else covered
    if symbol.is_washed_out:
        return Advice.LESS_BRIGHT
    if symbol.is_glaring:
        return Advice.TILT
    return Advice.COME_CLOSER if symbol.module_px < TOO_FAR_PX else None


def _apart(one: Symbol, other: Symbol) -> bool:
    """True for two symbols beside each other, and not one that was located twice."""
    return math.dist(one.middle, other.middle) >= 0.5 * (one.side_px + other.side_px)


def _speed(before: Observation, seen: Observation, after_s: float) -> float:
    """Return by how many of its sides a second what is shown has moved; 0 if that is not known."""
    one, other = _place(before), _place(seen)
    if one is None or other is None or not 0 < after_s <= SAME_THING_WITHIN_S:
        return 0.0
    smaller_px, larger_px = sorted((one[1], other[1]))
    if larger_px > ALIKE * smaller_px:
        return 0.0
    return math.dist(one[0], other[0]) / larger_px / after_s


def _place(seen: Observation) -> tuple[Corner, float] | None:
    """Where something is shown, and how large it is."""
    if seen.symbols:
        return seen.symbols[0].middle, seen.symbols[0].side_px
    return (seen.bright_middle, seen.bright_side_px) if seen.bright_middle else None
