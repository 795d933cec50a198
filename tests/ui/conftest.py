"""A kiosk whose core is played by the test, and a hand that finds controls by their names."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.domain.naming import Found, FoundPerson
from kiosk.domain.people import HelloReason, Mode, Visibility
from kiosk.domain.verdicts import Answer, Refusal, Verdict
from kiosk.domain.views import Face, HelloCard, PersonView, ScanOutcome, WallPerson, WallView
from ui import translation
from ui.application import load_typeface, make_engine, open_window
from ui.bridges.preview import LatestFrame
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import HouseRules

TWELVE_PAST_NINE = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)  # in Madrid, a Tuesday
ANA, BEN = "a" * 16, "b" * 16
PAINTED_WITHIN_MS = 5000
TOUCHABLE = (QAccessible.Role.Button, QAccessible.Role.RadioButton)
RULES = HouseRules(
    timezone="Europe/Madrid",
    language="en",
    place_of_help={"en": "Turn left: Marta is at the desk"},
)
CARMEN = HelloCard(
    face=Face("carmen-today", "Carmen", "CI", 4),
    headline="Grant writer",
    seat="Upstairs, table 4",
    reason=HelloReason.THEY_OFFER,
    their_phrase="Reading your grant application",
    own_phrase="Help with a grant",
)


@dataclass
class PlayedDesk:
    """Stands for the core: remembers what was asked and answers when the test says so."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[tuple[Callable[[ScanOutcome], None], Callable[[Exception], None]]] = field(
        default_factory=list
    )

    def __getattr__(self, wish: str) -> Callable[..., None]:
        def ask(*arguments: Any) -> None:
            *values, done, failed = arguments
            self.asked.append((wish, *values))
            self.answers.append((done, failed))

        return ask

    def answer(self, outcome: ScanOutcome) -> None:
        """Answer the oldest open question."""
        self.answers.pop(0)[0](outcome)

    def fail(self, error: Exception) -> None:
        self.answers.pop(0)[1](error)


def ana(**changes: Any) -> PersonView:
    """Ana, who has just come in and once said that her card may be shown."""
    known: dict[str, Any] = {
        "person": ANA,
        "first_name": "Ana",
        "face": Face("ana-today", "Ana", "AR", 2),
        "language": "en",
        "arrived_at": TWELVE_PAST_NINE,
        "visibility": Visibility.PROFILE,
        "days_this_week": 3,
        "present": 24,
        "offer": "Starting a garden in a yard",
        "ask": "A logo for school gardens",
    }
    return PersonView(**(known | changes))


def ben(**changes: Any) -> PersonView:
    """Ben, who comes right after Ana."""
    face = Face("ben-today", "Ben", "BO", 5)
    return ana(**({"person": BEN, "first_name": "Ben", "face": face} | changes))


def choose_by_name(model, desk, person: FoundPerson):
    """Have somebody without a code choose their name on the page for that; return its room."""
    model.pageAsked("by_name")
    room = model.rooms.byName
    room.searchTyped(person.name[:3])
    room.look()
    desk.answer(Found((person,)))
    room.personChosen(person.person)
    return room


def outcome(
    answer: Answer, view: PersonView | None = None, refusal: Refusal | None = None
) -> ScanOutcome:
    person = view.person if view else None
    return ScanOutcome(Verdict(answer, person, refusal), view)


def house_of(*people: WallPerson, present: int = 23) -> WallView:
    return WallView("Casa Norte", "Europe/Madrid", TWELVE_PAST_NINE, present, people)


def someone(name: str, *, mode: Mode = Mode.HELLO, **words: Any) -> WallPerson:
    face = Face(f"{name}-today", name, name[:2].upper(), len(name))
    return WallPerson(face, mode, TWELVE_PAST_NINE, **words)


@pytest.fixture(scope="session", autouse=True)
def _modules_are_there_to_stay() -> Iterator[None]:
    """Leave out of every later look for what nobody needs what all tests need."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def pytest_runtest_logfinish() -> None:
    """Let go now of what a test made, when nothing of it is in use any more.

    Python would do it some day on whichever thread runs then. Objects of Qt that have timers
    forbid that; some day it crashes.
    """
    gc.collect()


@pytest.fixture(autouse=True)
def _no_translator_is_left() -> Iterator[None]:
    """Take away the translator a test installed.

    Qt's QML thread asks a translator too. It is Python's, so it waits for the interpreter, and a
    later test that loads QML without letting go of the interpreter would wait for it for ever.
    """
    yield
    application = QCoreApplication.instance()
    if application is not None:
        for translator in application.findChildren(translation.GettextTranslator):
            application.removeTranslator(translator)
            shiboken6.delete(translator)


@pytest.fixture
def desk() -> PlayedDesk:
    return PlayedDesk()


class Clock:
    """Seconds that pass only when the test says so."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(qapp: QGuiApplication, desk: PlayedDesk, clock: Clock) -> KioskModel:
    """The kiosk of Casa Norte at twelve past nine, with nobody at the camera."""
    model = KioskModel(HouseRules(), now=lambda: TWELVE_PAST_NINE, monotonic_s=clock)
    model.openHouse(desk, RULES)
    return model


@pytest.fixture
def scan(model: KioskModel, desk: PlayedDesk, clock: Clock) -> Callable[[ScanOutcome], None]:
    """Hold up a code, and have the core answer it."""

    def hold_up(answered: ScanOutcome) -> None:
        clock.now_s += 60
        model.codeRead("71" + "0" * 193)
        desk.answers[-1][0](answered)
        desk.answers.pop()

    return hold_up


@dataclass(frozen=True)
class Screen:
    """A window as somebody sees it who cannot see it: names, roles, places; and a finger."""

    window: QQuickWindow

    def names(self) -> list[str]:
        return [node.text(QAccessible.Text.Name) for node in self._nodes()]

    def says(self, words: str) -> bool:
        return any(words in name for name in self.names())

    def controls(self) -> list[QAccessibleInterface]:
        return [node for node in self._nodes() if node.role() in TOUCHABLE]

    def press(self, name: str) -> None:
        """Touch the one control of this name in its middle."""
        self.touch(self.rect_of(name).center())

    def rect_of(self, name: str) -> QRect:
        """Return where in the window the one control of this name is."""
        (rect,) = self._rects_of(name)
        return rect

    def lowest_of(self, name: str) -> QRect:
        """Return where the lowest control of this name is; a way back stands at the top too."""
        return max(self._rects_of(name), key=QRect.bottom)

    def _rects_of(self, name: str) -> list[QRect]:
        named = [c.rect() for c in self.controls() if c.text(QAccessible.Text.Name) == name]
        return [QRect(self.window.mapFromGlobal(rect.topLeft()), rect.size()) for rect in named]

    def touch(self, place: QPoint) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def texts(self) -> list[QQuickItem]:
        """Every text on the screen that can be seen."""
        self.settle()
        return [item for item in _shown(self.window.contentItem()) if _is_text(item)]

    def assert_nothing_is_cut(self) -> None:
        """Check that every text is whole and inside the window."""
        width, height = self.window.width(), self.window.height()
        for text in self.texts():
            box = text.mapRectToScene(text.boundingRect())
            assert not text.property("truncated"), text.property("text")
            assert text.property("contentHeight") <= text.height() + 1, text.property("text")
            assert 0 <= box.left() <= box.right() <= width + 1, text.property("text")
            assert 0 <= box.top() <= box.bottom() <= height + 1, text.property("text")

    def settle(self) -> None:
        """Let the window work off what has come in, and paint it."""
        QGuiApplication.processEvents()
        painted = QSignalSpy(self.window.frameSwapped)
        self.window.update()
        assert painted.wait(PAINTED_WITHIN_MS)

    def _nodes(self) -> Iterator[QAccessibleInterface]:
        self.settle()
        root = QAccessible.queryAccessibleInterface(self.window)
        waiting = [root.child(at) for at in range(root.childCount())]
        while waiting:
            node = waiting.pop(0)
            if not node.state().invisible:
                yield node
            waiting += [node.child(at) for at in range(node.childCount())]


def _shown(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from _shown(child)


def _is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText") and bool(item.property("text"))


@pytest.fixture
def screen(model: KioskModel, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """The kiosk's window, 1280×800 unless the test says otherwise, and without motion."""
    width, height = getattr(request, "param", (1280, 800))
    load_typeface()
    QAccessible.setActive(True)
    engine = make_engine()
    properties = {
        "model": model,
        "frames": LatestFrame(model),
        "reducedMotion": True,
        "width": width,
        "height": height,
    }
    window = open_window(engine, "KioskWindow", properties)
    QTest.qWaitForWindowExposed(window)
    yield Screen(window)
    window.close()
    shiboken6.delete(engine)
