"""What staff see: fed with staff views, shown on one page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QPointF, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.clock import clock_time
from ui.viewmodels.people_list import PeopleList
from ui.viewmodels.staff_chart import Chart, TickRow, chart_of
from ui.viewmodels.staff_state import (
    HandRow,
    MovementRow,
    PresentRow,
    hand_rows,
    is_in_touch,
    movement_rows,
    present_rows,
    to_the_minute,
)

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import StaffView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class StaffModel(QObject):
    """The staff's page; a view comes in, values go out."""

    changed = Signal()

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._view: StaffView | None = None
        self._chart = Chart()
        self._people = PeopleList(PresentRow, self)
        self._movements = PeopleList(MovementRow, self)
        self._hands = PeopleList(HandRow, self)
        self._hours = PeopleList(TickRow, self)
        self._counts = PeopleList(TickRow, self)

    @Slot(object)
    def showView(self, view: StaffView) -> None:
        """Show today as it is now. Between two minutes nothing on the page moves by itself."""
        view = to_the_minute(view)
        if view == self._view:
            return
        self._view = view
        self._chart = chart_of(view)
        self._people.show(present_rows(view))
        self._movements.show(movement_rows(view))
        self._hands.show(hand_rows(view))
        self._hours.show(self._chart.hours)
        self._counts.show(self._chart.counts)
        self.changed.emit()

    def _clock(self, at: datetime | None) -> str:
        return clock_time(at, self._view.timezone) if self._view else ""

    def _day(self) -> datetime | None:
        return self._view.as_of.astimezone(ZoneInfo(self._view.timezone)) if self._view else None

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._language

    @Property(bool, notify=changed)
    def hasNews(self) -> bool:
        return self._view is not None

    @Property(str, notify=changed)
    def spaceName(self) -> str:
        return self._view.space_name if self._view else ""

    @Property(int, notify=changed)
    def present(self) -> int:
        return self._view.present if self._view else 0

    @Property(int, notify=changed)
    def capacity(self) -> int:
        """How many places there are; 0 where nobody said."""
        return self._view.capacity if self._view else 0

    @Property(int, notify=changed)
    def visitsToday(self) -> int:
        return self._view.visits_today if self._view else 0

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return self._clock(self._view.as_of if self._view else None)

    @Property(str, notify=changed)
    def completeUntil(self) -> str:
        """Empty while this device has never been in contact."""
        return self._clock(self._view.complete_until if self._view else None)

    @Property(bool, notify=changed)
    def isInTouch(self) -> bool:
        """Whether the server was heard of just now."""
        return self._view is not None and is_in_touch(self._view)

    @Property(bool, notify=changed)
    def isClosedToday(self) -> bool:
        return self._view is not None and self._view.is_closed_today

    @Property(str, notify=changed)
    def opensAt(self) -> str:
        return self._clock(self._view.opens_at if self._view else None)

    @Property(str, notify=changed)
    def closesAt(self) -> str:
        return self._clock(self._view.closes_at if self._view else None)

    @Property(int, notify=changed)
    def weekday(self) -> int:
        """Monday is 1."""
        return day.isoweekday() if (day := self._day()) else 1

    @Property(int, notify=changed)
    def day(self) -> int:
        return day.day if (day := self._day()) else 1

    @Property(int, notify=changed)
    def month(self) -> int:
        return day.month if (day := self._day()) else 1

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stub forgets names
    def points(self) -> list[QPointF]:
        """Today's curve, from 0 to 1 in both directions, upwards."""
        return [QPointF(x, y) for x, y in self._chart.points]

    @Property(float, notify=changed)
    def capacityLine(self) -> float:
        return self._chart.capacity

    @Property(int, notify=changed)
    def peak(self) -> int:
        return self._view.peak if self._view else 0

    @Property(str, notify=changed)
    def peakAt(self) -> str:
        return self._clock(self._view.peak_at if self._view else None)

    @Property(QObject, notify=changed)
    def people(self) -> QObject:
        return self._people

    @Property(QObject, notify=changed)
    def movements(self) -> QObject:
        return self._movements

    @Property(QObject, notify=changed)
    def hands(self) -> QObject:
        return self._hands

    @Property(QObject, notify=changed)
    def hours(self) -> QObject:
        return self._hours

    @Property(QObject, notify=changed)
    def counts(self) -> QObject:
        return self._counts
