"""What somebody asks of the core by touching their page: one thing at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.viewmodels.kiosk_page import KioskPage
from ui.viewmodels.ports import Desk, Done, Failed

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import ScanOutcome

Request = Callable[[Desk, str, Done, Failed], None]

log = logging.getLogger("ui.kiosk")


class Wish:
    """Asks the core for whose page is up; the answer is shown only while it still is."""

    def __init__(self, page: KioskPage, show_trouble: Callable[[], None]) -> None:
        self._page, self._show_trouble = page, show_trouble
        self._is_open = False

    def ask(self, desk: Desk | None, request: Request, show: Done) -> None:
        """Ask for something; nothing happens where nobody is, or an answer is still to come."""
        person = self._page.state.person
        if desk is None or self._is_open or not person:
            return
        self._is_open = True

        def done(outcome: ScanOutcome) -> None:
            self._is_open = False
            # Somebody else's scan may have taken the page meanwhile; it is theirs now.
            if self._page.state.person == person:
                show(outcome)

        def failed(error: Exception) -> None:
            self._is_open = False
            log.error("the core could not answer a wish", exc_info=error)
            if self._page.state.person == person:
                self._show_trouble()

        request(desk, person, done, failed)
