"""The kiosk window: a scan comes in, a page goes up, and everything returns to idle by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.people import Mode, Visibility
from ui.viewmodels.kiosk_countdown import Countdown
from ui.viewmodels.kiosk_house import HouseModel
from ui.viewmodels.kiosk_page import KioskPage
from ui.viewmodels.ports import Desk, Done, Failed
from ui.viewmodels.states import STAYS_S, HouseRules, KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import ScanOutcome, WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

SAME_CODE_AGAIN_S = 1.0
"""A code in view is read many times a second; the core hears of it once in this time."""

log = logging.getLogger("ui.kiosk")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@QmlElement
class KioskModel(QObject):
    """What the kiosk shows, and what people can do there."""

    changed = Signal()
    languageChanged = Signal(str)
    answered = Signal(str)
    """The core answered somebody, with this page. A code that stays blurred is answered once."""

    def __init__(
        self,
        rules: HouseRules,
        *,
        now: Callable[[], datetime] = _utc_now,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._rules = rules
        self._now, self._monotonic_s = now, monotonic_s
        self._read_at_s: dict[str, float] = {}
        self._is_waiting = False
        self._page = KioskPage(rules, self)
        self._house = HouseModel(rules, now, self)
        self._countdown = Countdown(self.timedOut, self)

    @Property(KioskPage, notify=changed)
    def page(self) -> KioskPage:
        return self._page

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def languages(self) -> list[str]:
        return list(self._rules.languages)

    @Property(HouseModel, notify=changed)
    def house(self) -> HouseModel:
        return self._house

    @Property(Countdown, notify=changed)
    def countdown(self) -> Countdown:
        return self._countdown

    # What the composition tells.

    def openHouse(self, desk: Desk, rules: HouseRules) -> None:
        """The core is there: from now on codes are answered, by the house's own rules."""
        self._desk, self._rules = desk, rules
        self._page.adopt(rules)
        self._house.adopt(rules)
        self.changed.emit()
        self.timedOut()

    @Slot(object)
    def showHouse(self, view: WallView) -> None:
        """Show who is here; the view holds nobody who did not choose to be seen."""
        self._house.showHouse(view)

    @Slot(str, int, int)
    def showSync(self, status: str, waiting: int, refused: int) -> None:
        """Show how we stand with the server, and how many records wait or were refused there."""
        self._house.showSync(status, waiting, refused)

    @Slot()
    def cameraLost(self) -> None:
        self._house.showCamera(is_away=True)

    @Slot()
    def cameraFound(self) -> None:
        self._house.showCamera(is_away=False)

    # What people do.

    @Slot(str)
    def codeRead(self, text: str) -> None:
        """The camera saw a code. It wins over whatever page is open."""
        now_s = self._monotonic_s()
        recent = {t: s for t, s in self._read_at_s.items() if now_s - s < SAME_CODE_AGAIN_S}
        self._read_at_s = recent
        if self._desk is not None and text not in recent:
            recent[text] = now_s
            self._desk.scan(text, self._scanned, self._scan_failed)

    @Slot()
    def leaveChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.leave(*ask), self._answered)

    @Slot()
    def stayChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.stay(*ask), self._answered)

    @Slot()
    def stillHereChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.still_here(*ask), self._answered)

    @Slot()
    def undoChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.undo(*ask), self._undone)

    @Slot(str)
    def modeChosen(self, mode: str) -> None:
        chosen = Mode(mode)
        self._ask(
            lambda desk, person, *told: desk.set_mode(person, chosen, *told),
            lambda _: self._show(replace(self._state, mode=mode)),
        )

    @Slot()
    def visibilityAsked(self) -> None:
        """They want to see, and perhaps change, what the wall may show of them."""
        self._show(replace(self._state, page=Page.FIRST_TIME, said_back=""))

    @Slot(str)
    def visibilityChosen(self, visibility: str) -> None:
        choice = (Visibility(visibility), self._state.language)
        self._ask(
            lambda desk, person, *told: desk.set_visibility(person, choice, *told),
            partial(self._said_back, visibility),
        )

    @Slot(str)
    def languageChosen(self, language: str) -> None:
        self._show(replace(self._state, language=language))

    @Slot()
    def touched(self) -> None:
        """Somebody is there; the page stays."""
        self._countdown.touched()

    @Slot()
    def timedOut(self) -> None:
        """Nobody is there any more. Going back answers no question and records nothing."""
        self._show(KioskState(language=self._rules.language))

    # What the core answers.

    @property
    def _state(self) -> KioskState:
        return self._page.state

    def _ask(self, request: Callable[[Desk, str, Done, Failed], None], show: Done) -> None:
        desk, person = self._desk, self._state.person
        if desk is None or self._is_waiting or not person:
            return
        self._is_waiting = True

        def done(outcome: ScanOutcome) -> None:
            self._is_waiting = False
            # Somebody else's scan may have taken the page meanwhile; it is theirs now.
            if self._state.person == person:
                show(outcome)

        def failed(error: Exception) -> None:
            self._is_waiting = False
            log.error("the core could not answer a wish", exc_info=error)
            if self._state.person == person:
                self._show_trouble()

        request(desk, person, done, failed)

    def _scanned(self, outcome: ScanOutcome) -> None:
        from ui.viewmodels.kiosk_pages import page_after_scan

        after = page_after_scan(self._state, outcome, self._rules, self._now())
        # A card that lies there must not keep a page up for ever: its time runs on.
        if after is not self._state:
            self._answer(after)

    def _answered(self, outcome: ScanOutcome) -> None:
        self._answer(self._page_of(outcome))

    def _undone(self, outcome: ScanOutcome) -> None:
        state = self._page_of(outcome)
        self._answer(replace(state, page=Page.GOODBYE, is_undone=True, name=self._state.name))

    def _said_back(self, visibility: str, outcome: ScanOutcome) -> None:
        state = self._page_of(outcome)
        self._show(replace(state, page=Page.WELCOME, said_back=visibility, visibility=visibility))

    def _page_of(self, outcome: ScanOutcome) -> KioskState:
        from ui.viewmodels.kiosk_pages import page_of

        return page_of(outcome, self._state.language, self._rules, self._now())

    def _scan_failed(self, error: Exception) -> None:
        log.error("the core could not answer a scan", exc_info=error)
        self._show_trouble()

    def _show_trouble(self) -> None:
        self._answer(KioskState(page=Page.TROUBLE, language=self._state.language))

    def _answer(self, state: KioskState) -> None:
        is_still_blurred = state.page is Page.MISREAD is self._state.page
        self._show(state)
        if not is_still_blurred:
            self.answered.emit(state.page.value)

    def _show(self, state: KioskState) -> None:
        is_other_language = state.language != self._state.language
        if state == KioskState(language=self._rules.language):
            self._countdown.stop()
        else:  # idle too: it gives up a language that somebody chose
            self._countdown.start(STAYS_S[state.page])
        self._page.show(state)
        if is_other_language:
            self.languageChanged.emit(state.language)
