"""The staff's own page at a kiosk, behind their PIN. It shows how the kiosk is, and nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QDateTime, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.clock import clock_time, day_there
from ui.viewmodels.kiosk_page import noon_of
from ui.viewmodels.kiosk_room import Counter, Room
from ui.viewmodels.states import KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.actions.staff_door import StaffAnswer

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

SECOND_MS = 1000


class StaffStage(StrEnum):
    """How far the staff are in."""

    ASKING = "asking"  # whether there is a PIN
    NO_PIN = "no_pin"  # none was chosen, so none opens
    PIN = "pin"
    OPEN = "open"
    ENDING = "ending"  # they are asked once more whether the kiosk shall end


@dataclass(frozen=True, slots=True)
class StaffDoorState:
    """What the page shows of the kiosk's standing is empty until the PIN was right."""

    stage: StaffStage = StaffStage.ASKING
    space: str = ""
    is_wrong: bool = False
    waits_s: int = 0
    version: str = ""
    heard_at: datetime | None = None


@QmlElement
class StaffRoom(Room):
    """Opens for a PIN that the core knows to be right, and shuts with the page."""

    PAGES: ClassVar[frozenset[Page]] = frozenset({Page.STAFF})

    changed = Signal()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(counter, parent)
        self._state = StaffDoorState()
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self.secondPassed)

    def opened(self, state: KioskState) -> None:
        self.ask(lambda desk, *told: desk.staff_door("", *told), self._answered)

    def closed(self) -> None:
        super().closed()
        self._show(StaffDoorState())

    @Property(str, notify=changed)
    def stage(self) -> str:
        return self._state.stage.value

    @Property(str, notify=changed)
    def space(self) -> str:
        """The id of the house's space, for whoever sets a PIN for it."""
        return self._state.space

    @Property(bool, notify=changed)
    def isWrong(self) -> bool:
        """Whether the PIN that was typed last is not the staff's."""
        return self._state.is_wrong

    @Property(int, notify=changed)
    def waitsSeconds(self) -> int:
        """For how long no PIN is looked at, after too many wrong ones."""
        return self._state.waits_s

    @Property(str, notify=changed)
    def version(self) -> str:
        return self._state.version

    @Property(bool, notify=changed)
    def wasHeard(self) -> bool:
        """Whether the server ever answered this kiosk."""
        return self._state.heard_at is not None

    @Property(str, notify=changed)
    def heardTime(self) -> str:
        """When it last did, as the house's clock showed it."""
        return clock_time(self._state.heard_at, self._counter.rules.timezone)

    @Property(QDateTime, notify=changed)
    def heardDay(self) -> QDateTime:
        return noon_of(day_there(self._state.heard_at, self._counter.rules.timezone))

    @Slot(str)
    def pinGiven(self, pin: str) -> None:
        """Somebody typed a PIN."""
        if not self._state.waits_s:
            self.ask(lambda desk, *told: desk.staff_door(pin, *told), self._tried)

    @Slot()
    def endAsked(self) -> None:
        """They want the kiosk to end, and are asked once more."""
        if self._state.stage is StaffStage.OPEN:
            self._show(replace(self._state, stage=StaffStage.ENDING))

    @Slot()
    def backAsked(self) -> None:
        """Not to the end after all; or back to the kiosk."""
        if self._state.stage is StaffStage.ENDING:
            self._show(replace(self._state, stage=StaffStage.OPEN))
        else:
            self._counter.backAsked()

    @Slot()
    def secondPassed(self) -> None:
        """Let the wait run down."""
        self._show(replace(self._state, waits_s=max(0, self._state.waits_s - 1)))

    def _tried(self, answer: StaffAnswer) -> None:
        self._answered(answer)
        self._show(replace(self._state, is_wrong=self._state.stage is StaffStage.PIN))

    def _answered(self, answer: StaffAnswer) -> None:
        self._counter.touched()
        if answer.standing is None:
            stage = StaffStage.PIN if answer.has_pin else StaffStage.NO_PIN
            self._show(StaffDoorState(stage, answer.space, waits_s=answer.waits_s))
            return
        told, space = answer.standing, answer.space
        self._show(
            StaffDoorState(StaffStage.OPEN, space, version=told.version, heard_at=told.heard_at)
        )

    def _show(self, state: StaffDoorState) -> None:
        self._state = state
        if state.waits_s and not self._second.isActive():
            self._second.start()
        elif not state.waits_s:
            self._second.stop()
        self.changed.emit()
