"""I'm a guest: a name, what for, and whom they visit; and out again by a badge's number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.kiosk_finding import FindingRoom
from ui.viewmodels.kiosk_room import Counter
from ui.viewmodels.ports import Desk, Failed
from ui.viewmodels.states import KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.by_name import BadgeAnswer
    from kiosk.domain.naming import Found

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_BADGE = 4


@dataclass(frozen=True, slots=True)
class GuestState:
    """How far a guest has come: `who`, `host` or `badge`."""

    step: str = "who"
    name: str = ""
    purpose: str = ""
    is_name_missing: bool = False
    fault: str = ""  # why a badge's number checks nobody out


@QmlElement
class GuestRoom(FindingRoom):
    """One page in steps: who they are and what for, then whom they visit; or which badge leaves."""

    PAGES: ClassVar[frozenset[Page]] = frozenset({Page.GUEST})

    changed = Signal()
    badgeRefused = Signal()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(counter, parent)
        self._state = GuestState()

    @Property(str, notify=changed)
    def step(self) -> str:
        return self._state.step

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._state.name

    @Property(bool, notify=changed)
    def isNameMissing(self) -> bool:
        """They chose a purpose before they wrote a name."""
        return self._state.is_name_missing

    @Property(str, notify=changed)
    def purpose(self) -> str:
        return self._state.purpose

    @Property(str, notify=changed)
    def search(self) -> str:
        return self._search

    @Property(QObject, notify=changed)
    def hosts(self) -> QObject:
        return self._found

    @Property(int, notify=changed)
    def hostCount(self) -> int:
        return len(self._found.rows)

    @Property(bool, notify=changed)
    def isTooOften(self) -> bool:
        return self._is_too_often

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._state.fault

    @Slot(str)
    def nameTyped(self, name: str) -> None:
        if name != self._state.name:
            self._counter.touched()
            self._set(replace(self._state, name=name, is_name_missing=False))

    @Slot(str)
    def purposeChosen(self, purpose: str) -> None:
        """What they come for; whom they visit is asked next."""
        from kiosk.domain.guests import is_name_of_guest

        if is_name_of_guest(self._state.name.strip()):
            self._set(replace(self._state, purpose=purpose, step="host"))
            self.look()
        else:
            self._set(replace(self._state, is_name_missing=True))

    @Slot(str)
    def searchTyped(self, text: str) -> None:
        """Show whom they may visit."""
        self._type(text)

    @Slot(str)
    def hostChosen(self, key: str) -> None:
        """They visit this person: let them in."""
        if self._name_of(key) is not None:
            self._register(key)

    @Slot()
    def nobodyChosen(self) -> None:
        """They visit nobody in particular: let them in."""
        self._register("")

    @Slot()
    def leavingAsked(self) -> None:
        """They were here and go."""
        self._set(replace(self._state, step="badge", is_name_missing=False))

    @Slot(str)
    def badgeGiven(self, digits: str) -> None:
        """They typed the number of their badge."""
        badge = int(digits)
        self.ask(lambda desk, *told: desk.leave_by_badge(badge, *told), self._left)

    @Slot()
    def back(self) -> None:
        """One step back, or close the page."""
        if self._state.step == "who":
            self._counter.backAsked()
            return
        self._begin_anew()
        self._set(replace(self._state, step="who", fault="", is_name_missing=False))
        self._counter.touched()

    def opened(self, state: KioskState) -> None:
        self._set(GuestState())

    def closed(self) -> None:
        super().closed()
        self._set(GuestState())

    def _register(self, host: str) -> None:
        from kiosk.actions.guests import GuestForm
        from kiosk.domain.facts import Purpose

        self._drop_question()
        form = GuestForm(self._state.name, Purpose(self._state.purpose), host)
        self.ask(lambda desk, *told: desk.register_guest(form, *told), self._counter.answer)

    def _left(self, answer: BadgeAnswer) -> None:
        if answer.outcome is not None:
            self._counter.answer(answer.outcome)
            return
        self._set(replace(self._state, fault=answer.fault.value if answer.fault else ""))
        self.badgeRefused.emit()

    def _find(self, desk: Desk, text: str, done: Callable[[Found], None], failed: Failed) -> None:
        desk.find_hosts(text, done, failed)

    def _changed(self) -> None:
        self.changed.emit()

    def _set(self, state: GuestState) -> None:
        self._state = state
        self.changed.emit()
