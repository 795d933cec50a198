"""No code with me: somebody finds their name and types their PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.spaces import ByName
from ui.viewmodels.kiosk_finding import FindingRoom, FoundRow
from ui.viewmodels.kiosk_room import Counter
from ui.viewmodels.ports import Desk, Failed
from ui.viewmodels.states import HouseRules, KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.by_name import NameAnswer
    from kiosk.domain.naming import Found
    from kiosk.domain.views import WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class NameState:
    """Who was chosen, and what is wrong: `wrong_pin`, `no_pin` or `too_often`."""

    chosen: FoundRow | None = None
    fault: str = ""
    tries_left: int = 0


@QmlElement
class ByNameRoom(FindingRoom):
    """One page in two steps: the name, then the PIN where the house asks for one."""

    PAGES: ClassVar[frozenset[Page]] = frozenset({Page.BY_NAME})

    changed = Signal()
    pinRefused = Signal()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(counter, parent)
        self._state = NameState()
        self._rules = HouseRules()

    @Property(bool, notify=changed)
    def isOffered(self) -> bool:
        """Whether this house lets anybody in by name."""
        return self._rules.by_name is not ByName.OFF

    @Property(str, notify=changed)
    def memberPage(self) -> str:
        """Where one's own page is on the phone; empty where there is none."""
        return self._rules.member_page

    @Property(str, notify=changed)
    def search(self) -> str:
        return self._search

    @Property(QObject, notify=changed)
    def people(self) -> QObject:
        return self._found

    @Property(int, notify=changed)
    def peopleCount(self) -> int:
        return len(self._found.rows)

    @Property(bool, notify=changed)
    def isSearched(self) -> bool:
        """The core has answered these letters, and there are enough of them."""
        from kiosk.domain.naming import FEWEST_LETTERS

        letters = sum(map(str.isalnum, self._search))
        return letters >= FEWEST_LETTERS and self._answered == self._search

    @Property(bool, notify=changed)
    def isTooOften(self) -> bool:
        return self._is_too_often

    @Property(bool, notify=changed)
    def isChosen(self) -> bool:
        """Their PIN is asked for."""
        return self._state.chosen is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._state.chosen.name if self._state.chosen else ""

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._state.fault

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        return self._state.tries_left

    @Slot(str)
    def searchTyped(self, text: str) -> None:
        """Show whom the letters mean."""
        self._type(text)

    @Slot(str)
    def personChosen(self, key: str) -> None:
        """That is their name."""
        row = self._name_of(key)
        if row is None:
            return
        self._drop_question()
        self._counter.touched()
        if self._rules.by_name is ByName.TRUST:
            self._check_in(key, "")
        else:
            self._set(NameState(chosen=row))

    @Slot(str)
    def pinGiven(self, pin: str) -> None:
        """They typed their PIN."""
        if self._state.chosen is not None:
            self._drop_question()
            self._check_in(self._state.chosen.key, pin)

    @Slot()
    def back(self) -> None:
        """Back to the names, or close the page."""
        if self._state.chosen is None:
            self._counter.backAsked()
        else:
            self._drop_question()
            self._set(NameState())
            self._counter.touched()

    def adopt(self, rules: HouseRules) -> None:
        self._rules = rules
        self.changed.emit()

    def see(self, view: WallView) -> None:
        if self._state.chosen is None:  # else there is no list
            super().see(view)

    def opened(self, state: KioskState) -> None:
        self._set(NameState())

    def closed(self) -> None:
        super().closed()
        self._set(NameState())

    def _check_in(self, person: str, pin: str) -> None:
        self.ask(lambda desk, *told: desk.check_in_by_name(person, pin, *told), self._answer)

    def _answer(self, answer: NameAnswer) -> None:
        if answer.outcome is not None:
            self._counter.answer(answer.outcome)
            return
        fault = answer.fault.value if answer.fault else ""
        self._set(replace(self._state, fault=fault, tries_left=answer.tries_left))
        self.pinRefused.emit()

    def _find(self, desk: Desk, text: str, done: Callable[[Found], None], failed: Failed) -> None:
        desk.find_by_name(text, done, failed)

    def _changed(self) -> None:
        self.changed.emit()

    def _set(self, state: NameState) -> None:
        self._state = state
        self.changed.emit()
