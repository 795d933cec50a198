"""The kiosk window: a scan comes in, a page goes up, and everything returns to idle by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import utc_now
from kiosk.domain.people import Mode, Visibility
from ui.viewmodels.kiosk_countdown import Countdown
from ui.viewmodels.kiosk_house import HouseModel
from ui.viewmodels.kiosk_page import KioskPage
from ui.viewmodels.kiosk_rooms import Rooms
from ui.viewmodels.kiosk_scans import Scans
from ui.viewmodels.kiosk_turns import Turns
from ui.viewmodels.kiosk_wish import Request, Wish
from ui.viewmodels.ports import Desk, Done
from ui.viewmodels.states import GIVES_WAY_S, SAID_ONCE, STAYS_S, HouseRules, KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import ScanOutcome, WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger("ui.kiosk")


@QmlElement
class KioskModel(QObject):
    """What the kiosk shows, and what people can do there.

    Every code is recorded at once; only its page may wait. A scan takes the screen from whatever
    page is open, unless that page's own code is in view beside it: of codes held up together each
    has its page, in the order in which they were read. A page with somebody behind it gives way
    after a few seconds, and a touch gives it those seconds again. While anybody waits, whoever
    comes later waits behind them. A code that stays in view is answered once.
    """

    changed = Signal()
    languageChanged = Signal(str)
    answered = Signal(str)
    """The core answered somebody, with this page. Who is still there is not told anew."""
    exitAsked = Signal()
    """Staff want the kiosk to end."""

    def __init__(
        self,
        rules: HouseRules,
        *,
        now: Callable[[], datetime] = utc_now,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._view: WallView | None = None
        self._rules = rules
        self._now = now
        self._turns = Turns(monotonic_s)
        self._page = KioskPage(rules, self)
        self._wish = Wish(self._page, self.trouble)
        self._house = HouseModel(rules, now, self)
        self._countdown = Countdown(self.timedOut, self)
        self._rooms = Rooms(self, self)
        self._scans = Scans(
            self._turns, lambda: self.state, self._page_after, self._answer, self._countdown.start
        )

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

    @Property(Rooms, notify=changed)
    def rooms(self) -> Rooms:
        return self._rooms

    # What the composition tells.

    def openHouse(self, desk: Desk, rules: HouseRules) -> None:
        """The core is there: from now on codes are answered, by the house's own rules."""
        self._desk = desk
        self.adopt(rules)
        self.timedOut()

    def adopt(self, rules: HouseRules) -> None:
        """Go by these rules of the house from now on, whatever page is up."""
        self._rules = rules
        self._page.adopt(rules)
        self._house.adopt(rules)
        self._rooms.adopt(rules)
        self.changed.emit()

    @Slot(object)
    def showHouse(self, view: WallView) -> None:
        """Show who is here; the view holds nobody who did not choose to be seen."""
        from ui.viewmodels.kiosk_pages import still_seen

        self._view = view
        self._house.showHouse(view)
        self._rooms.see(view)
        self._page.show(still_seen(self.state, view))

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

    @Slot(str)
    def adviceChanged(self, advice: str) -> None:
        """The camera's coach has another advice; empty for none."""
        self._house.showAdvice(advice)

    # What people do.

    @Slot(str)
    def codeRead(self, text: str) -> None:
        """A camera or a scanner read a code; whoever shows it is recorded at once."""
        if self._desk is not None:
            self._scans.read(self._desk, text)

    @Slot()
    def leaveChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.leave(*ask), self.answer)

    @Slot()
    def stayChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.stay(*ask), self.answer)

    @Slot()
    def stillHereChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.still_here(*ask), self.answer)

    @Slot()
    def undoChosen(self) -> None:
        self._ask(lambda desk, *ask: desk.undo(*ask), self._undone)

    @Slot(str)
    def modeChosen(self, mode: str) -> None:
        chosen = Mode(mode)
        self._ask(
            lambda desk, person, *told: desk.set_mode(person, chosen, *told),
            lambda _: self.show(replace(self.state, mode=mode)),
        )

    @Slot(str)
    def waveChosen(self, key: str) -> None:
        """They wave to the person with this key."""
        self._ask(
            lambda desk, person, *told: desk.wave(person, key, *told),
            lambda _: self.show(replace(self.state, waved=(*self.state.waved, key))),
        )

    @Slot()
    def visibilityAsked(self) -> None:
        """They want to see, and perhaps change, what the wall may show of them."""
        self.show(replace(self.state, page=Page.FIRST_TIME, said_back=""))

    @Slot(str)
    def visibilityChosen(self, visibility: str) -> None:
        choice = (Visibility(visibility), self.state.language)
        self._ask(
            lambda desk, person, *told: desk.set_visibility(person, choice, *told),
            partial(self._said_back, visibility),
        )

    @Slot(str)
    def languageChosen(self, language: str) -> None:
        self.show(replace(self.state, language=language))

    @Slot(str)
    def textSizeChosen(self, size: str) -> None:
        self.show(replace(self.state, text_size=size))

    @Slot(bool)
    def lowReachChosen(self, low_reach: bool) -> None:
        """They want everything they touch to be low enough for them."""
        self.show(replace(self.state, low_reach=low_reach))

    @Slot(str)
    def pageAsked(self, page: str) -> None:
        """They opened another page; who was not let in has none of their own to go back to."""
        now = self.state
        of_nobody = KioskState(
            language=now.language, text_size=now.text_size, low_reach=now.low_reach
        )
        state = of_nobody if now.page is Page.REFUSED else now
        self.show(replace(state, page=Page(page)))

    @Slot()
    def backAsked(self) -> None:
        """They closed a page: back to their own, if they have one."""
        self.go(Page.WELCOME) if self.state.person else self.timedOut()

    @Slot()
    def touched(self) -> None:
        """Somebody is there; the page stays."""
        self._countdown.touched(self._stays_s(self.state.page))
        self._turns.begin()

    @Slot()
    def timedOut(self) -> None:
        """Nobody is there any more. It answers no question and records nothing."""
        nobodys = KioskState(language=self._rules.language)
        if (outcome := self._turns.next()) is None:
            self.show(nobodys)
        else:  # as if the idle page had been in between: nothing passes on from page to page
            from ui.viewmodels.kiosk_pages import still_seen

            self._answer(still_seen(self._page_of(outcome, nobodys), self._view))

    # What a room may do.

    @property
    def desk(self) -> Desk | None:
        return self._desk

    @property
    def rules(self) -> HouseRules:
        return self._rules

    @property
    def state(self) -> KioskState:
        return self._page.state

    def go(self, page: Page) -> None:
        self.show(replace(self.state, page=page))

    def answer(self, outcome: ScanOutcome) -> None:
        self._answer(self._page_of(outcome))

    def trouble(self) -> None:
        from ui.viewmodels.kiosk_pages import TROUBLE

        self.answer(TROUBLE)

    # What the core answers.

    def _ask(self, request: Request, show: Done) -> None:
        self._wish.ask(self._desk, request, show)

    def _undone(self, outcome: ScanOutcome) -> None:
        state = self._page_of(outcome)
        self._answer(replace(state, page=Page.GOODBYE, is_undone=True, name=self.state.name))

    def _said_back(self, visibility: str, outcome: ScanOutcome) -> None:
        state = self._page_of(outcome)
        self.show(replace(state, page=Page.WELCOME, said_back=visibility, visibility=visibility))

    def _page_after(self, outcome: ScanOutcome) -> KioskState:
        from ui.viewmodels.kiosk_pages import page_after_scan

        return page_after_scan(self.state, outcome, self._rules, self._now())

    def _page_of(self, outcome: ScanOutcome, before: KioskState | None = None) -> KioskState:
        from ui.viewmodels.kiosk_pages import page_of

        return page_of(outcome, before or self.state, self._rules, self._now())

    def _answer(self, state: KioskState) -> None:
        is_said_already = state.page is self.state.page and state.page in SAID_ONCE
        self.show(state)
        if not is_said_already:
            self.answered.emit(state.page.value)

    def _stays_s(self, page: Page) -> float:
        return (GIVES_WAY_S if self._turns.is_anybody_waiting else STAYS_S)[page]

    def show(self, state: KioskState) -> None:
        before = self.state.page
        is_other_language = state.language != self.state.language
        if state == KioskState(language=self._rules.language):
            self._countdown.stop()
        else:  # idle too: it gives up a language that somebody chose
            self._countdown.start(self._stays_s(state.page))
        self._turns.begin()
        self._rooms.turn(before, state)  # first: no page comes up with what its last user typed
        self._page.show(state)
        if is_other_language:
            self.languageChanged.emit(state.language)
