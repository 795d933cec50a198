"""Whose turn the screen is: codes held up together, and the pages that wait for each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import ScanOutcome

SAME_CODE_AGAIN_S = 1.0
"""A code in view is read many times a second; the core hears of it once in this time."""
SIDE_BY_SIDE_S = 0.3
"""Codes read so shortly after each other are in view together: no hand changes them faster."""
WAITS_AT_MOST_S = 20.0
"""Whoever would have to wait longer has gone; a private page must not come up before others."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A code that was held up: what stands for its text, and for those in view beside it."""

    code: int = 0
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _InView:
    seen_at_s: float
    asked_at_s: float
    is_pass: bool = True


@dataclass(frozen=True, slots=True)
class _Waiting:
    reading: Reading
    outcome: ScanOutcome
    since_s: float


class Turns:
    """Remembers which codes are in view, whose page is up, and who waits behind it.

    No text is kept: a code is known by its hash, and that for as long as it is in view.
    """

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._in_view: dict[int, _InView] = {}
        self._waiting: deque[_Waiting] = deque()
        self._code_shown = 0
        self._shown_at_s = 0.0

    def read(self, text: str) -> Reading | None:
        """Note that a code is in view; None where the core need not hear of it now."""
        now_s, code = self._monotonic_s(), hash(text)
        others = {
            other: seen
            for other, seen in self._in_view.items()
            if other != code and now_s - seen.seen_at_s < SAME_CODE_AGAIN_S
        }
        before = self._in_view.get(code)
        self._in_view = others
        if before is not None and now_s - before.seen_at_s < SAME_CODE_AGAIN_S:
            others[code] = replace(before, seen_at_s=now_s)
            if not before.is_pass or now_s - before.asked_at_s < SAME_CODE_AGAIN_S:
                return None
        others[code] = _InView(now_s, now_s)
        beside = {o for o, s in others.items() if now_s - s.seen_at_s <= SIDE_BY_SIDE_S}
        return Reading(code, frozenset(beside - {code}))

    def is_no_pass(self, reading: Reading) -> None:
        """A poster, say: the core hears of it no more while it stays in view."""
        if seen := self._in_view.get(reading.code):
            self._in_view[reading.code] = replace(seen, is_pass=False)

    def shows(self, reading: Reading) -> bool:
        """Say whether the page that is up, or was last, answers this code."""
        return reading.code == self._code_shown

    def must_wait(self, reading: Reading, stays_s: float) -> bool:
        """Say whether another's page has the screen for now.

        Args:
            reading: the code whose page would take the screen.
            stays_s: how long the page that is up stays where somebody waits for the screen.
        """
        is_beside = self._code_shown in reading.beside
        return self.is_anybody_waiting or (is_beside and self.left_s(stays_s) > 0)

    def left_s(self, stays_s: float) -> float:
        """Return how much of its time the page that is up has left."""
        return max(0.0, self._shown_at_s + stays_s - self._monotonic_s())

    def wait(self, reading: Reading, outcome: ScanOutcome) -> None:
        """Put an answer behind those who wait already, or in the place of one to the same."""
        newest = _Waiting(reading, outcome, self._monotonic_s())
        for place, waiting in enumerate(self._waiting):
            if _is_same(waiting, newest):
                self._waiting[place] = newest
                return
        self._waiting.append(newest)

    def take(self, reading: Reading) -> None:
        """This code's page is going up."""
        self._code_shown = reading.code

    def begin(self) -> None:
        """The time of the page that is up begins, or begins anew: somebody touched it."""
        self._shown_at_s = self._monotonic_s()

    def next(self) -> ScanOutcome | None:
        """Give the screen to who waits longest; None when nobody does any more."""
        if not self.is_anybody_waiting:
            return None
        waiting = self._waiting.popleft()
        self.take(waiting.reading)
        return waiting.outcome

    @property
    def is_anybody_waiting(self) -> bool:
        earliest_s = self._monotonic_s() - WAITS_AT_MOST_S
        self._waiting = deque(each for each in self._waiting if each.since_s >= earliest_s)
        return bool(self._waiting)


def _is_same(one: _Waiting, other: _Waiting) -> bool:
    person = one.outcome.verdict.person
    if person is not None:
        return person == other.outcome.verdict.person
    return one.reading.code == other.reading.code
