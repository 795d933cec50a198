"""Eight hours of a kiosk's day, played at its own program over a folder; run by soak_day.py.

python tests/soak/kiosk_day.py FOLDER --size 1280x800 --scans N --visits N; it prints a line of
JSON for each half hour of eight, and at the end one about what was done.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QSG_RENDER_LOOP": "basic", "QT_SCALE_FACTOR": "1"}

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible

import kiosk.app
from kiosk.clock import HouseClock
from kiosk.domain.people import Member
from tests.bench.crowd import pass_of
from tests.bench.waiting import wait_until
from tests.soak.alive import alive
from tests.soak.day_house import PIN, FastClock, members
from tests.soak.finger import Finger
from ui.programs.kiosk import KioskProgram
from ui.programs.program import WindowOptions

DAY_H, MEASURES = 8.0, 16
TELLS_WALL_S = 20
THEMES = 40
"""So often a day it becomes dark, or light again: far more than in life."""
LEAVE = 0.8
TOUCH_SOMETHING = 0.1
ANY_TOUCHES = 4
STEP = 7
"""Who comes next; all come in turn."""


class KioskDay:
    """The kiosk's program, and everybody who comes to it in a day."""

    def __init__(self, folder: Path, camera: str, options: WindowOptions, seed: int = 1) -> None:
        self._random, self._clock = random.Random(seed), FastClock()
        kiosk.app.HouseClock = partial(  # type: ignore[misc, assignment]
            HouseClock, self._clock.now, self._clock.elapsed_s
        )
        self._members, self._came = members(), 0
        self._program = KioskProgram(folder, camera, options)
        self._model, self._window = self._program._model, self._program.window
        self._finger = Finger(self._window, seed)
        self._guests = 0
        self.pages: Counter[str] = Counter()

    def resize(self, width: int, height: int) -> None:
        self._window.resize(width, height)

    def play(self, scans: int, visits: int, hours: float = DAY_H) -> int:
        """Play the day, print sixteen times what is alive, and end; return the exit code."""
        self._events = self._day(scans, visits, hours * 3600)
        # Between two events the program's own loop turns: what QML has done with is let go there.
        self._go_on = QTimer(interval=0, singleShot=True)
        self._go_on.timeout.connect(self._one_more)
        self._go_on.start()
        code = self._program.run()
        print(json.dumps({"pages": self.pages, "touches": self._finger.touches}), flush=True)
        return code

    def _one_more(self) -> None:
        try:
            next(self._events)
        except StopIteration:
            self._program.application.quit()
        except Exception as error:
            self._program.application.exit(1)
            raise RuntimeError(f"the day broke off: {error}") from error
        else:
            self._go_on.start()

    def _day(self, scans: int, visits: int, day_s: float) -> Iterator[None]:
        wait_until(lambda: self._program._core is not None and self._model.house.isKnown)
        events = ["scan"] * scans + ["visit"] * visits
        self._random.shuffle(events)
        places = cycle((self._whos_here, self._guest, self._by_name, self._me, self._staff))
        each_s, told = day_s / len(events), 0
        for number, event in enumerate(events):
            self._scan() if event == "scan" else next(places)()
            self._walk_away()
            yield
            self._let_pass(each_s, turn_dark=number % max(1, len(events) // THEMES) == 0)
            yield
            if (number + 1) * MEASURES >= (told + 1) * len(events):
                told += 1
                self._tell()

    def _tell(self) -> None:
        now = alive(self._clock.gone_s / 3600, self._program.engine, self._window)
        print(json.dumps(asdict(now)), flush=True)

    def _let_pass(self, seconds: float, *, turn_dark: bool) -> None:
        """Let a while of the day go by, with what the program's own timers do in it."""
        self._clock.pass_by(seconds)
        for _ in range(round(seconds)):
            self._model.house.timePassed()
        for _ in range(max(1, round(seconds / TELLS_WALL_S))):
            self._program._publish()
        if turn_dark:
            self._window.setProperty("dark", not self._window.property("dark"))
        self._finger.settle()

    # Who comes, and what they do.

    def _scan(self) -> None:
        """Somebody holds up a code, and perhaps does something on their page."""
        if self._come() == "leaving" and self._random.random() < LEAVE:
            self._finger.touch("Yes, I'm leaving")
            self._seen()
        elif self._random.random() < TOUCH_SOMETHING:
            self._finger.touch_any()

    def _come(self) -> str:
        """Bring up the page of whoever comes next; return which one it is."""
        self._model.codeRead(pass_of(self._somebody()))
        wait_until(lambda: self._model.page.kind != "idle")
        self._finger.settle()
        return self._seen()

    def _somebody(self) -> Member:
        self._came += 1
        return self._members[(self._came * STEP) % len(self._members)]

    def _whos_here(self) -> None:
        self._open("whos_here")
        self._touch_some()
        self._finger.write("an")
        self._finger.touch_first(QAccessible.Role.ListItem)
        self._seen()

    def _guest(self) -> None:
        self._open("guest")
        self._guests += 1
        self._finger.write(f"Nora Blum {self._guests}")
        self._finger.touch("A meeting")
        self._finger.touch("Nobody in particular")
        self._wait_for("day_pass")
        self._touch_some()

    def _by_name(self) -> None:
        self._open("by_name")
        self._finger.write(self._somebody().profile.display_name)
        self._model.rooms.byName.look()
        wait_until(lambda: bool(self._model.rooms.byName.isSearched))
        self._finger.settle()
        self._finger.touch_first(QAccessible.Role.ListItem)
        self._type_digits(PIN)
        self._wait_for("welcome", "by_name")

    def _me(self) -> None:
        self._come()
        self._open("me")
        self._touch_some()

    def _staff(self) -> None:
        self._open("staff")
        self._type_digits("9041")

    def _open(self, page: str) -> None:
        self._model.pageAsked(page)
        self._finger.settle()
        self._seen()

    def _wait_for(self, *pages: str) -> None:
        wait_until(lambda: self._model.page.kind in pages)
        self._finger.settle()
        self._seen()

    def _type_digits(self, digits: str) -> None:
        for digit in digits:
            self._finger.touch(digit)
        self._finger.touch("Done")

    def _touch_some(self) -> None:
        for _ in range(ANY_TOUCHES):
            self._finger.touch_any()

    def _seen(self) -> str:
        page = str(self._model.page.kind)
        self.pages[page] += 1
        return page

    def _walk_away(self) -> None:
        """Leave the page as it is; it goes by itself."""
        while self._model.page.kind != "idle":
            self._model.timedOut()
        self._finger.settle()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--camera", default="simulated")
    parser.add_argument("--still", action="store_true")
    parser.add_argument("--scans", type=int, required=True)
    parser.add_argument("--visits", type=int, required=True)
    parser.add_argument("--hours", type=float, default=DAY_H)
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    day = KioskDay(asked.folder, asked.camera, WindowOptions(dark=False, still=asked.still))
    day.resize(width, height)
    return day.play(asked.scans, asked.visits, asked.hours)


if __name__ == "__main__":
    raise SystemExit(main())
