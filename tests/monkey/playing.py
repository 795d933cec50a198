"""The monkey: what it does at the kiosk by chance, and now and then by a plan."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy

from kiosk.domain.guests import guest_code
from tests.monkey.elsewhere import Elsewhere
from tests.monkey.hands import Hands, run_out
from tests.monkey.house import MEMBERS, Lobby, handle_of
from tests.monkey.looking import Onlooker
from tests.monkey.plans import Plans, damaged
from tests.monkey.visiting import Steps, Visitor
from tests.monkey.words import NewWords
from ui.viewmodels.kiosk_me_state import Stage
from ui.viewmodels.kiosk_staff import StaffStage
from ui.viewmodels.states import Page

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
SIZES = ((1280, 800), (800, 1280), (960, 600))
PAINTED_WITHIN_MS = 5000
MOST_PAGES = 30
"""So many pages may have to pass before the idle one: of those who wait, and those they leave."""
PLAN_EVERY = 13
"""After so many steps by chance it follows a plan."""
EVERY_PAGE = frozenset(map(str, Page))
EVERY_STAGE = frozenset(
    [f"me/{stage}" for stage in Stage]
    + [f"guest/{step}" for step in ("who", "host", "badge")]
    + [f"staff/{stage}" for stage in StaffStage if stage is not StaffStage.ASKING]
    + ["by_name/names", "by_name/pin"]
)
"""The parts of pages; whether there is a PIN is asked for longer only where the core is slow."""
THE_CORE_FAILS = r"(?s)ERROR ui\.kiosk: the core could not answer.*StoreError: The disk is full"
"""What is logged when the core that the monkey broke is asked."""


@dataclass
class Monkey:
    """Plays with one kiosk; `seed` decides everything it does."""

    seed: int
    lobby: Lobby
    done: dict[str, int] = field(default_factory=dict)
    """How often it did what by chance, and by plan."""
    ended: list[bool] = field(default_factory=list)
    """Each time the kiosk was ended: whether by somebody who knew the staff's PIN."""

    def __post_init__(self) -> None:
        self._random, words = random.Random(self.seed), NewWords()
        self._house, self._model = self.lobby.house, self.lobby.model
        self._window, self._desk = self.lobby.window, self.lobby.desk
        self.eyes, self._hands = Onlooker(self.lobby), Hands(self.lobby)
        self.elsewhere = Elsewhere(self.lobby, words, self._random)
        self.visitor = Visitor(self.lobby, self.eyes, self._hands, words)
        self.plans = Plans(self.lobby, self.visitor, self.elsewhere, self._random)
        self._to_follow: list[Callable[[], Steps]] = []
        self._model.exitAsked.connect(self._note_end)
        self._theme = self.lobby.engine.singletonInstance("Lobby", "Theme")
        self._steps: dict[Callable[[], object], int] = {
            self.touch_control: 44,
            self.touch_anywhere: 8,
            self.press_key: 10,
            self.type_letters: 8,
            self.show_code: 10,
            self.scan_code: 2,
            self.hold_still: 4,
            self.let_time_pass: 3,
            self.run_out_of_time: 4,
            self.walk_away: 3,
            self.change_elsewhere: 4,
            self.have_a_slow_core: 2,
            self.break_the_core: 1,
            self.close_the_window if self.lobby.is_full else self.turn_the_screen: 2,
        }

    def play(self, steps: int) -> None:
        """Do so many things by chance, with a plan in between, and look at the screen after each.

        Raises:
            LeakError: the screen shows somebody's words to others.
        """
        weights = list(self._steps.values())
        for step in range(1, steps + 1):
            (action,) = self._random.choices(list(self._steps), weights)
            action()
            self.look(action.__name__)
            if step % PLAN_EVERY == 0:
                self.follow(self._next_plan())

    def follow(self, plan: Callable[[], Steps]) -> None:
        """Follow one plan from the idle page on."""
        self._desk.is_broken = False
        self.walk_away()
        self.look("walk_away")
        for _ in plan():
            self.look(plan.__name__)

    def look(self, did: str = "nothing") -> None:
        """Look at the screen as soon as it shows what was done."""
        self.done[did] = self.done.get(did, 0) + 1
        self._settle()
        try:
            self.eyes.look()
        except AssertionError as fault:
            steps = sum(self.done.values())
            raise type(fault)(f"seed {self.seed}, step {steps}, {did}: {fault}") from None
        assert self.plans.is_staff or self._model.rooms.staff.stage not in (
            StaffStage.OPEN,
            StaffStage.ENDING,
        ), "the staff's door stands open"

    # What it does by chance.

    def touch_control(self) -> None:
        if controls := self.eyes.controls:
            self._hands.touch(self._random.choice(controls).place)

    def touch_anywhere(self) -> None:
        x = self._random.randrange(self._window.width())
        self._hands.touch(QPoint(x, self._random.randrange(self._window.height())))

    def press_key(self) -> None:
        self._hands.press(self._random.choice(KEYS), self._random.choice(MODIFIERS))

    def type_letters(self) -> None:
        if self._random.random() < 0.6:
            self.visitor.write_new("T")
        else:
            self._hands.write(self._random.choice(("na", "Name", "logo", "4711", "ñ", "'; --")))

    def show_code(self) -> None:
        self.lobby.wait(self._random.choice((0.05, 2.0, 40.0)))
        self._model.codeRead(self._code())

    def scan_code(self) -> None:
        """Scan with a scanner that types, wherever the focus is: no letter of it is written."""
        self.lobby.wait(2)
        self._answer_late()
        field_before = self._hands.field()
        before = field_before and field_before.property("text")
        heard: list[str] = []
        self.lobby.typed.codeRead.connect(heard.append)
        code = self._code()
        self._hands.scan(code)
        self.lobby.typed.codeRead.disconnect(heard.append)
        assert heard == [code] or not code.isdigit(), "a scan was lost"
        assert field_before is None or field_before.property("text") == before
        self._answer_at_once()

    def hold_still(self) -> None:
        self._hands.hold_still()

    def let_time_pass(self) -> None:
        """Leave, and come back after a while: after hours perhaps, or on another day."""
        self.walk_away()
        self.lobby.wait(60 * self._random.choice((1, 3, 45, 240)))

    def run_out_of_time(self) -> None:
        self.lobby.wait(3)
        run_out(self._model.countdown)

    def walk_away(self) -> None:
        """Leave the kiosk alone until nothing is left of anybody."""
        self._answer_at_once()
        for _ in range(MOST_PAGES):
            if self.eyes.is_idle():
                break
            self.lobby.wait(3)
            run_out(self._model.countdown)
        assert self.eyes.is_idle(), "somebody's page, language or letters stayed"
        assert self._theme.property("textScale") == 1
        assert self._window.property("reach") == 0

    def change_elsewhere(self) -> None:
        """Somebody who is in changes something at another door, their words perhaps."""
        self._answer_at_once()  # a core that is busy tells nobody of it
        is_written = self._random.random() < 0.1
        (self.elsewhere.write_something if is_written else self.elsewhere.change_somebody)()

    def have_a_slow_core(self) -> None:
        """Let answers wait, or let all of them come in a row."""
        self._answer_at_once() if self._desk.is_slow else self._answer_late()

    def break_the_core(self) -> None:
        self._desk.is_broken = True

    def turn_the_screen(self) -> None:
        self._window.resize(*self._random.choice(SIZES))

    def close_the_window(self) -> None:
        self._window.close()

    # How it does that.

    def _next_plan(self) -> Callable[[], Steps]:
        """Return one plan after the other; none again before all were followed."""
        if not self._to_follow:
            self._to_follow = list(self.plans.all)
            self._random.shuffle(self._to_follow)
        return self._to_follow.pop()

    def _code(self) -> str:
        """Return a member's code mostly; or a guest's, or one that is good for nothing."""
        person = handle_of(self._random.randrange(MEMBERS + 1))  # the last one nobody knows
        text, dice = self._house.code(person), self._random.random()
        if dice < 0.75:
            return text
        if dice < 0.85:
            guests = self.elsewhere.guests()
            return guest_code(self._random.choice(guests).handle) if guests else text
        foreign = self._house.code(person, key_id=3)
        return self._random.choice(("https://example.org", "4006381333931", damaged(text), foreign))

    def _answer_late(self) -> None:
        self._desk.is_slow = True

    def _answer_at_once(self) -> None:
        self._desk.is_slow = False
        self._desk.answer_all()

    def _note_end(self) -> None:
        knows_the_pin = self.plans.is_staff and self._model.rooms.staff.stage == StaffStage.ENDING
        self.ended.append(knows_the_pin)

    def _settle(self) -> None:
        """Let what came in be worked off and painted; lists follow their models by then."""
        QGuiApplication.processEvents()
        painted = QSignalSpy(self._window.frameSwapped)
        self._window.update()
        assert painted.wait(PAINTED_WITHIN_MS)
