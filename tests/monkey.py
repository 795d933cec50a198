"""A monkey at the kiosk: random touches, keys and codes at a real house, and who may see what.

Every member has words that nobody else has. After each step whatever stands on the screen is
looked through: words of somebody may be there only if they chose to be seen by everybody, or if
the page is their own.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QInputMethodEvent
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.domain.people import Member, Mode, Phrase, Profile, Visibility
from kiosk.reports.wall import may_be_seen, wall_view
from kiosk.store.directory import all_members
from kiosk.store.presence import open_visits
from tests.house import House
from ui import translation
from ui.application import load_typeface, make_engine, open_window
from ui.bridges.preview import LatestFrame
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import HouseRules

MEMBERS = 14
CONTROLS = (
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ListItem,
    QAccessible.Role.Link,
)
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_Q, Qt.Key.Key_W),
)
MODIFIERS = (
    *(Qt.KeyboardModifier.NoModifier,) * 4,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.MetaModifier,
)
ONLY_ASKS = ("find_by_name", "find_hosts", "own_record", "staff_door")
SIZES = ((1280, 800), (800, 1280), (1920, 1080))
PAINTED_WITHIN_MS = 5000
LEFT_MOUSE = Qt.MouseButton.LeftButton
EVERYBODYS = ("idle", "whos_here", "profile", "by_name")
_WORD = re.compile(r"xq\d+z", re.IGNORECASE)


def members() -> list[Member]:
    """Return members each with words of their own, and every choice there is among them."""
    choices = (Visibility.PROFILE, Visibility.FIRST_NAME, Visibility.HIDDEN, None)
    return [_member(number, choices[number % 4]) for number in range(MEMBERS)]


def _member(number: int, visibility: Visibility | None) -> Member:
    word = f"Xq{number}z"
    profile = Profile(
        display_name=f"Name{word} Last{word}",
        first_name=f"Name{word}",
        headline=f"Headline {word}",
        offers=(Phrase("1", f"Drawing logos {word}"),),
        asks=(Phrase("2", f"Reading contracts {word}"),),
        seat=f"Table {word}",
        ask_about=f"Bees {word}",
    )
    return Member(
        f"{number:016x}",
        profile,
        "casa-norte",
        ("casa-norte",),
        visibility=visibility,
        language="es" if number % 3 else "en",
    )


@dataclass
class HouseDesk:
    """The port of the windows over a real house that answers at once, and tells the screens."""

    house: House
    show_house: Callable[[Any], None] = lambda view: None

    def scan(self, text: str, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        done(self.house.scan(text))
        self.publish()

    def __getattr__(self, wish: str) -> Callable[..., None]:
        def ask(*arguments: Any) -> None:
            *values, done, failed = arguments
            try:
                with self.house.session() as session:
                    answer = getattr(self.house.desk, wish)(session, *values)
                    session.commit()
            except Exception as error:  # noqa: BLE001 - as the core worker hands on whatever it was
                failed(error)
            else:
                done(answer)
            if wish not in ONLY_ASKS:  # else the screens' own questions would go on for ever
                self.publish()

        return ask

    def publish(self) -> None:
        """Tell the screens who is here now."""
        with self.house.session() as session:
            view = wall_view(session, self.house.space, self.house.now)
        self.show_house(view)


class Clock:
    """Seconds that pass only when the monkey says so."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def open_house(
    house: House, clock: Clock
) -> tuple[QQmlApplicationEngine, KioskModel, QQuickWindow]:
    """Open the kiosk of a house in full screen; delete the engine before the model."""
    load_typeface()
    rules = HouseRules(timezone=house.space.timezone, place_of_help={"en": "Turn left"})
    model = KioskModel(rules, now=lambda: house.now, monotonic_s=clock)
    desk = HouseDesk(house, model.showHouse)
    engine = make_engine()
    look = {"reducedMotion": True, "fullscreen": True, "frames": LatestFrame(model)}
    window = open_window(engine, "KioskWindow", {"model": model, **look})
    application = QGuiApplication.instance()
    assert application is not None
    translation.install(application, engine, rules.language)
    model.languageChanged.connect(lambda code: translation.install(application, engine, code))
    model.openHouse(desk, rules)
    desk.publish()
    return engine, model, window


class LeakError(AssertionError):
    """Somebody's words stand where they must not."""


@dataclass
class Monkey:
    """Plays with one kiosk window; `seed` decides everything it does."""

    seed: int
    house: House
    model: KioskModel
    window: QQuickWindow
    clock: Clock
    done: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._steps: list[tuple[Callable[[], None], int]] = [
            (self.touch_control, 48),
            (self.touch_anywhere, 8),
            (self.press_key, 12),
            (self.type_letters, 8),
            (self.show_code, 10),
            (self.let_time_pass, 4),
            (self.walk_away, 4),
            (self.change_elsewhere, 4),
            (self.turn_the_screen, 1),
            (self.close_the_window, 1),
        ]

    def play(self, steps: int) -> None:
        """Do so many things, and look at the screen after each.

        Raises:
            LeakError: the screen shows somebody's words to others.
        """
        actions = [action for action, _ in self._steps]
        weights = [weight for _, weight in self._steps]
        for action in self._random.choices(actions, weights, k=steps):
            action()
            name = action.__name__
            self.done[name] = self.done.get(name, 0) + 1
            self._settle()
            self.look()

    # What it does.

    def touch_control(self) -> None:
        controls = [node for node in _nodes(self.window) if node.role() in CONTROLS]
        if controls:
            rect = self._random.choice(controls).rect()
            self._touch(QPoint(self.window.mapFromGlobal(rect.center())))

    def touch_anywhere(self) -> None:
        x = self._random.randrange(self.window.width())
        self._touch(QPoint(x, self._random.randrange(self.window.height())))

    def press_key(self) -> None:
        key, modifier = self._random.choice(KEYS), self._random.choice(MODIFIERS)
        QTest.keyClick(self.window, key, modifier)

    def type_letters(self) -> None:
        """Write into whatever has the focus, as the keyboard on the screen does."""
        event = QInputMethodEvent()
        event.setCommitString(self._random.choice(("na", "Name", "logo", "4711", "ñ", "'; --")))
        QCoreApplication.sendEvent(self.window.activeFocusItem() or self.window, event)

    def show_code(self) -> None:
        person = f"{self._random.randrange(MEMBERS + 1):016x}"  # the last one nobody knows
        text = self.house.code(person)
        damaged = text[:90] + ("1" if text[90] == "0" else "0") + text[91:]
        foreign = self.house.code(person, key_id=3)
        whatever = self._random.choice(("https://example.org", "4006381333931", damaged, foreign))
        self.clock.now_s += self._random.choice((0.05, 2.0, 40.0))
        self.model.codeRead(text if self._random.random() < 0.8 else whatever)

    def let_time_pass(self) -> None:
        minutes = self._random.choice((1, 3, 45, 240))
        self.house.wait(minutes=minutes)
        self.clock.now_s += 60 * minutes
        self._tell_the_screens()  # as the kiosk does every few seconds
        self.model.timedOut()

    def walk_away(self) -> None:
        self.clock.now_s += 60
        self.model.timedOut()

    def change_elsewhere(self) -> None:
        """Somebody who is in chooses at another door how they are, or what may be seen."""
        if present := self.house.present():
            person = self._random.choice(present)
            if self._random.random() < 0.5:
                self.house.touch("set_mode", person, self._random.choice(list(Mode)))
            else:
                choice = (self._random.choice(list(Visibility)), "en")
                self.house.touch("set_visibility", person, choice)
            self._tell_the_screens()

    def _tell_the_screens(self) -> None:
        with self.house.session() as session:
            self.model.showHouse(wall_view(session, self.house.space, self.house.now))

    def turn_the_screen(self) -> None:
        self.window.resize(*self._random.choice(SIZES))

    def close_the_window(self) -> None:
        self.window.close()

    def _touch(self, at: QPoint) -> None:
        if QRect(QPoint(), self.window.size()).contains(at):  # else it has to be scrolled to
            QTest.mouseClick(self.window, LEFT_MOUSE, pos=at)

    def _settle(self) -> None:
        """Let what came in be worked off and painted; lists follow their models by then."""
        QGuiApplication.processEvents()
        painted = QSignalSpy(self.window.frameSwapped)
        self.window.update()
        assert painted.wait(PAINTED_WITHIN_MS)

    # What it finds.

    def look(self) -> None:
        """Look through all that stands on the screen."""
        page = self.model.page.kind
        self.pages[page] = self.pages.get(page, 0) + 1
        assert self.window.isVisible(), "the window is gone"
        allowed, known = self._may_be_read(), self._words_of()
        for text in _texts(self.window):
            for word in _WORD.findall(text):
                owner = known.get(word.casefold())
                if owner is not None and owner not in allowed:
                    raise LeakError(
                        f"seed {self.seed}, {sum(self.done.values())} steps: page {page} of "
                        f"{self.model.page.person or 'nobody'} shows {text!r} of {owner}"
                    )

    def _may_be_read(self) -> set[str]:
        page = self.model.page
        with self.house.session() as session:
            known = {member.handle: member for member in all_members(session)}
            visits = open_visits(session, self.house.space.id, self.house.now)
        seen = {v.person for v in visits if v.person in known and may_be_seen(v, known[v.person])}
        if page.kind == "by_name":  # who agreed to be seen is found also before they are in
            agreed = (Visibility.FIRST_NAME, Visibility.PROFILE)
            seen |= {handle for handle, m in known.items() if m.visibility in agreed}
        if page.person and page.kind != "idle":
            seen.add(page.person)
        return seen

    def _words_of(self) -> dict[str, str]:
        return {f"xq{number}z": f"{number:016x}" for number in range(MEMBERS)}


def _nodes(window: QQuickWindow) -> Iterator[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(window)
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop(0)
        if node is None or node.state().invisible:
            continue
        yield node
        waiting += [node.child(at) for at in range(node.childCount())]


def _texts(window: QQuickWindow) -> Iterator[str]:
    """Yield whatever can be read or heard there."""
    for node in _nodes(window):
        yield node.text(QAccessible.Text.Name)
        yield node.text(QAccessible.Text.Description)
    yield from _texts_in(window.contentItem())


def _texts_in(item: QQuickItem) -> Iterator[str]:
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            text = child.property("text")
            if isinstance(text, str):
                yield text
            yield from _texts_in(child)
