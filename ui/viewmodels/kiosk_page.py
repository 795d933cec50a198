"""The values of the kiosk's present page, one property each."""

from PySide6.QtCore import Property, QDate, QDateTime, QObject, QTime, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.states import HouseRules, KioskState

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class KioskPage(QObject):
    """Holds one page state; who replaces it emits `changed`."""

    changed = Signal()

    def __init__(self, rules: HouseRules) -> None:
        super().__init__()
        self._rules = rules
        self._state = KioskState(language=rules.language)

    @Property(str, notify=changed)
    def page(self) -> str:
        return self._state.page.value

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._state.language

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._state.name

    @Property(str, notify=changed)
    def initials(self) -> str:
        return self._state.initials

    @Property(int, notify=changed)
    def hue(self) -> int:
        return self._state.hue

    @Property(str, notify=changed)
    def partOfDay(self) -> str:
        return self._state.part_of_day

    @Property(str, notify=changed)
    def cameAt(self) -> str:
        return self._state.came_at

    @Property(str, notify=changed)
    def leftAt(self) -> str:
        return self._state.left_at

    @Property(int, notify=changed)
    def stayedMinutes(self) -> int:
        return self._state.stayed_minutes

    @Property(int, notify=changed)
    def daysThisWeek(self) -> int:
        return self._state.days_this_week

    @Property(int, notify=changed)
    def present(self) -> int:
        return self._state.present

    @Property(str, notify=changed)
    def mode(self) -> str:
        return self._state.mode

    @Property(str, notify=changed)
    def visibility(self) -> str:
        return self._state.visibility

    @Property(str, notify=changed)
    def saidBack(self) -> str:
        return self._state.said_back

    @Property(str, notify=changed)
    def offer(self) -> str:
        return self._state.offer

    @Property(str, notify=changed)
    def ask(self) -> str:
        return self._state.ask

    @Property(str, notify=changed)
    def refusal(self) -> str:
        return self._state.refusal

    @Property(bool, notify=changed)
    def hasValidUntil(self) -> bool:
        return self._state.valid_until is not None

    @Property(QDateTime, notify=changed)
    def validUntil(self) -> QDateTime:
        day = self._state.valid_until
        # Noon: QML's dates are instants, and at noon no time zone makes it another day.
        return QDateTime(QDate(day.year, day.month, day.day), QTime(12, 0)) if day else QDateTime()

    @Property(bool, notify=changed)
    def isUnknown(self) -> bool:
        return self._state.is_unknown

    @Property(bool, notify=changed)
    def isUndone(self) -> bool:
        return self._state.is_undone

    @Property(int, notify=changed)
    def helloCount(self) -> int:
        return len(self._state.hellos)

    @Property(str, notify=changed)
    def placeOfHelp(self) -> str:
        return self._rules.place_of_help.get(self._state.language, "")
