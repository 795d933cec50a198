"""Codes that are held up: each goes to the core at once, its page comes up when it is its turn."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ui.viewmodels.kiosk_turns import Reading, Turns
from ui.viewmodels.ports import Desk
from ui.viewmodels.states import GIVES_WAY_S, KioskState

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import ScanOutcome

PageAfter = Callable[["ScanOutcome"], KioskState]

log = logging.getLogger("ui.kiosk")


class Scans:
    """Asks the core about each code and decides whether its page comes up or waits.

    Args:
        state: returns what the kiosk shows.
        page_after: returns the page that shows an outcome, or the present one to change nothing.
        answer: brings a page up.
        give_way: lets the page that is up go after so long, of which so much is left.
    """

    def __init__(
        self,
        turns: Turns,
        state: Callable[[], KioskState],
        page_after: PageAfter,
        answer: Callable[[KioskState], None],
        give_way: Callable[[float, float], None],
    ) -> None:
        self._turns, self._state, self._page_after = turns, state, page_after
        self._answer, self._give_way = answer, give_way

    def read(self, desk: Desk, text: str) -> None:
        """Record whoever shows this code."""
        if reading := self._turns.read(text):
            desk.scan(text, partial(self._scanned, reading), partial(self._failed, reading))

    def _scanned(self, reading: Reading, outcome: ScanOutcome) -> None:
        from ui.viewmodels.kiosk_pages import is_no_pass

        if is_no_pass(outcome):
            self._turns.is_no_pass(reading)
        before, after = self._state(), self._page_after(outcome)
        # A card that lies there must not keep a page up for ever: its time runs on.
        if after is before:
            return
        is_theirs = after.person == before.person if after.person else self._turns.shows(reading)
        gives_way_s = GIVES_WAY_S[before.page]
        if is_theirs or not self._turns.must_wait(reading, gives_way_s):
            self._turns.take(reading)
            self._answer(after)
        else:
            self._turns.wait(reading, outcome)
            self._give_way(gives_way_s, self._turns.left_s(gives_way_s))

    def _failed(self, reading: Reading, error: Exception) -> None:
        from ui.viewmodels.kiosk_pages import TROUBLE

        log.error("the core could not answer a scan", exc_info=error)
        self._scanned(reading, TROUBLE)
