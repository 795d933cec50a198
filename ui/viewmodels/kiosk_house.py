"""What the idle page says of the house: name, time, count, who chose to be seen, sync, camera."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.people import Mode
from ui.viewmodels.clock import clock_time, weekday
from ui.viewmodels.daylight import is_night
from ui.viewmodels.people_list import PeopleList
from ui.viewmodels.states import Cloud, HouseRules, HouseState

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallPerson, WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_FACES = 6
MOST_SENTENCES = 60
# More sentences than this never stand side by side.
MOST_AT_ONCE = 3
CLOCK_MS = 1000


@dataclass(frozen=True, slots=True)
class FaceRow:
    """Somebody who chose to be seen, as a face beside the count."""

    key: str
    initials: str
    hue: int
    photo: str
    is_dimmed: bool


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """Half a sentence about somebody who is here: what they offer, or what they look for."""

    key: str
    person: str
    name: str
    initials: str
    hue: int
    photo: str
    is_offer: bool
    phrase: str


@QmlElement
class HouseModel(QObject):
    """Fed through the kiosk's model, shown by the idle page."""

    changed = Signal()

    def __init__(
        self, rules: HouseRules, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rules, self._now = rules, now
        self._state = HouseState()
        self._view: WallView | None = None
        self._faces = PeopleList(FaceRow, self)
        self._sentences = PeopleList(SentenceRow, self)
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self.timePassed)
        self.adopt(rules)

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._state.name

    @Property(str, notify=changed)
    def time(self) -> str:
        """The time on the house's clock; empty while the house is not known yet."""
        return self._state.time

    @Property(int, notify=changed)
    def weekday(self) -> int:
        return self._state.weekday

    @Property(bool, notify=changed)
    def isNight(self) -> bool:
        """Whether the house is closed now, and its screens are dark."""
        return self._state.is_night

    @Property(bool, notify=changed)
    def isKnown(self) -> bool:
        return self._state.people is not None

    @Property(int, notify=changed)
    def people(self) -> int:
        return self._state.people or 0

    @Property(str, notify=changed)
    def sync(self) -> str:
        return self._state.cloud.value

    @Property(int, notify=changed)
    def concerned(self) -> int:
        """How many records `sync` speaks of."""
        return self._state.concerned

    @Property(bool, notify=changed)
    def hasCamera(self) -> bool:
        """False where a scanner alone reads codes."""
        return self._state.has_camera

    @Property(bool, notify=changed)
    def isCameraAway(self) -> bool:
        return self._state.is_camera_away

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What helps whoever holds a code that cannot be read, by its id; empty mostly."""
        return self._state.advice

    @Property(QObject, notify=changed)
    def faces(self) -> QObject:
        return self._faces

    @Property(int, notify=changed)
    def talkers(self) -> int:
        """How many different people `sentences` speaks of."""
        return self._state.talkers

    @Property(QObject, notify=changed)
    def sentences(self) -> QObject:
        return self._sentences

    def showHouse(self, view: WallView) -> None:
        """Show who is here; the view holds nobody who did not choose to be seen."""
        self._view = view
        self._faces.show([_face_row(person) for person in view.people[:MOST_FACES]])
        sentences = _sentences(view.people)
        self._sentences.show(sentences)
        talkers = len({row.person for row in sentences})
        # A view whose day is over when it is made is that of a kiosk which may know nobody.
        is_over = view.day_ends_at is not None and view.day_ends_at <= view.as_of
        people = None if is_over else view.present
        state = replace(self._state, name=view.space_name, people=people)
        self._show(replace(state, talkers=talkers))
        self.timePassed()

    def showSync(self, status: str, waiting: int, refused: int) -> None:
        """Show how we stand with the server, and how many records wait or were refused there."""
        cloud, concerned = _cloud(Cloud(status), waiting, refused)
        self._show(replace(self._state, cloud=cloud, concerned=concerned))

    def showCamera(self, *, is_away: bool) -> None:
        # A camera that went away takes its advice along.
        self._show(replace(self._state, is_camera_away=is_away, advice=""))

    def showAdvice(self, advice: str) -> None:
        self._show(replace(self._state, advice=advice))

    def adopt(self, rules: HouseRules) -> None:
        """Go by these rules from now on."""
        self._rules = rules
        self._show(replace(self._state, has_camera=rules.has_camera))
        if rules.timezone:
            self._clock.start()
            self.timePassed()

    @Slot()
    def timePassed(self) -> None:
        """Let the clock on the page follow the house's clock."""
        now, timezone = self._now(), self._rules.timezone
        if not timezone:
            return
        state = replace(self._state, time=clock_time(now, timezone), weekday=weekday(now, timezone))
        if self._view is not None:
            is_dark = is_night(now, self._view.opens_at, self._view.closes_at)
            state = replace(state, is_night=is_dark)
        self._show(state)

    def _show(self, state: HouseState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()


def _cloud(status: Cloud, waiting: int, refused: int) -> tuple[Cloud, int]:
    """Return what the cloud says, the worst first, and of how many records it speaks."""
    if status not in (Cloud.SYNCED, Cloud.WAITING):
        return status, waiting
    if refused:
        return Cloud.REFUSED, refused
    return (Cloud.SENDING if waiting else status), waiting


def _face_row(person: WallPerson) -> FaceRow:
    face = person.face
    is_dimmed = person.mode is Mode.HEADS_DOWN
    return FaceRow(face.key, face.initials, face.hue, face.photo, is_dimmed)


def _sentences(people: Sequence[WallPerson]) -> list[SentenceRow]:
    """Return everybody's first half sentence, then everybody's second, and so on.

    The rounds end where too few have something left: nobody stands beside themselves.
    """
    open_to_talk = [p for p in people if p.mode is Mode.HELLO and not p.is_earlier]
    rounds = zip_longest(*(_sentences_of(p, at % 2 == 0) for at, p in enumerate(open_to_talk)))
    turns = [[row for row in turn if row] for turn in rounds]
    at_once = min(MOST_AT_ONCE, max(map(len, turns), default=0))
    return [row for turn in turns if len(turn) >= at_once for row in turn][:MOST_SENTENCES]


def _sentences_of(person: WallPerson, offers_first: bool) -> Iterator[SentenceRow]:
    offers = [(True, text) for text in person.offers]
    asks = [(False, text) for text in person.asks]
    said = offers + asks if offers_first else asks + offers
    for at, (is_offer, text) in enumerate(said):
        face = person.face
        yield SentenceRow(
            key=f"{face.key}/{at}",
            person=face.key,
            name=face.name,
            initials=face.initials,
            hue=face.hue,
            photo=face.photo,
            is_offer=is_offer,
            phrase=text,
        )
