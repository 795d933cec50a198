"""The values of the kiosk's present page, one property each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QDate, QDateTime, QObject, QTime, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.people import HelloReason
from ui.viewmodels.people_list import PeopleList
from ui.viewmodels.states import HouseRules, KioskState

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import HelloCard

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class HelloRow:
    """Somebody worth saying hello to, and the two phrases that meet."""

    key: str
    name: str
    initials: str
    hue: int
    photo: str
    headline: str
    seat: str
    is_offer: bool
    their_phrase: str
    own_phrase: str


@QmlElement
class KioskPage(QObject):
    """Holds one page state and replaces it whole."""

    changed = Signal()

    def __init__(self, rules: HouseRules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._state = KioskState(language=rules.language)
        self._hellos = PeopleList(HelloRow, self)

    @property
    def state(self) -> KioskState:
        return self._state

    def adopt(self, rules: HouseRules) -> None:
        """Go by these rules from now on."""
        self._rules = rules
        self.changed.emit()

    def show(self, state: KioskState) -> None:
        if state != self._state:
            self._state = state
            self._hellos.show([_hello_row(card) for card in state.hellos])
            self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._state.page.value

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._state.language

    @Property(str, notify=changed)
    def textSize(self) -> str:
        return self._state.text_size

    @Property(bool, notify=changed)
    def lowReach(self) -> bool:
        """Whether everything to touch stays in the lower part of the screen."""
        return self._state.low_reach

    @Property(str, notify=changed)
    def person(self) -> str:
        """Whose page it is; empty for nobody's."""
        return self._state.person

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
    def photo(self) -> str:
        return self._state.photo

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

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def guests(self) -> list[str]:
        """The names of their guests who came and whom they do not know of yet."""
        return list(self._state.guests)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def waves(self) -> list[str]:
        """The first names of those who waved to them today."""
        return [face.name for face in self._state.waves]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def waved(self) -> list[str]:
        """The keys of the people to whom they waved today."""
        return list(self._state.waved)

    @Property(str, notify=changed)
    def ownKey(self) -> str:
        """The key of their own face among those who are here."""
        return self._state.own_key

    @Property(bool, notify=changed)
    def canWave(self) -> bool:
        """Whether they can be seen themselves: nobody is waved to from the dark."""
        state = self._state
        return state.visibility in ("first_name", "profile") and state.mode != "invisible"

    @Property(str, notify=changed)
    def refusal(self) -> str:
        return self._state.refusal

    @Property(bool, notify=changed)
    def hasValidUntil(self) -> bool:
        return self._state.valid_until is not None

    @Property(QDateTime, notify=changed)
    def validUntil(self) -> QDateTime:
        return noon_of(self._state.valid_until)

    @Property(bool, notify=changed)
    def isUnknown(self) -> bool:
        return self._state.is_unknown

    @Property(bool, notify=changed)
    def hasOwnPage(self) -> bool:
        """Whether their own page opens: to a member who showed a code or knows their PIN."""
        return not (self._state.is_unknown or self._state.is_on_trust)

    @Property(bool, notify=changed)
    def canUndo(self) -> bool:
        """Whether what there is to take back was a moment ago, and not this morning's check-in."""
        return self._state.can_undo

    @Property(bool, notify=changed)
    def isUndone(self) -> bool:
        return self._state.is_undone

    @Property(int, notify=changed)
    def badge(self) -> int:
        """The number of a guest's badge; 0 for everybody else."""
        return self._state.badge

    @Property(bool, notify=changed)
    def hasHost(self) -> bool:
        return self._state.has_host

    @Property(str, notify=changed)
    def host(self) -> str:
        """Whom a guest visits; empty where nobody may read it."""
        return self._state.host

    @Property(str, notify=changed)
    def dayPass(self) -> str:
        """A guest's code to take along; empty but for the moment when they got it."""
        return self._state.day_pass

    @Property(QObject, notify=changed)
    def hellos(self) -> QObject:
        return self._hellos

    @Property(int, notify=changed)
    def helloCount(self) -> int:
        return len(self._state.hellos)

    @Property(str, notify=changed)
    def placeOfHelp(self) -> str:
        return self._rules.place_of_help.get(self._state.language, "")


def noon_of(day: date | None) -> QDateTime:
    """Return a day as QML's dates have it: an instant, at noon no time zone's other day."""
    return QDateTime(QDate(day.year, day.month, day.day), QTime(12, 0)) if day else QDateTime()


def _hello_row(card: HelloCard) -> HelloRow:
    return HelloRow(
        key=card.face.key,
        name=card.face.name,
        initials=card.face.initials,
        hue=card.face.hue,
        photo=card.face.photo,
        headline=card.headline,
        seat=card.seat,
        is_offer=card.reason is HelloReason.THEY_OFFER,
        their_phrase=card.their_phrase,
        own_phrase=card.own_phrase,
    )
