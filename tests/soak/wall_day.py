"""The same day as a wall sees it, at its own program over the kiosk's folder; run by soak_day.py.

python tests/soak/wall_day.py FOLDER --size 1920x1080; it prints a line of JSON for each half hour
until the day is over. Its clock is the news's, and each news makes it turn as often as it would.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QSG_RENDER_LOOP": "basic", "QT_SCALE_FACTOR": "1"}

from PySide6.QtCore import QTimer

import ui.programs.wall
from kiosk.domain.views import WallView
from tests.soak.alive import alive
from tests.soak.day_house import FastClock
from ui.programs.program import WindowOptions
from ui.programs.wall import WallProgram

HALF_HOUR, HALF_HOURS = timedelta(minutes=30), 16
TURN = timedelta(seconds=14)
TURNS_AFTER_MS = 20


class WallDay:
    """The wall's program, whose day goes by as fast as its news."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self._began = self._now = self._turned = FastClock().now()
        self._told = 0
        ui.programs.wall.utc_now = self._time
        self._program = WallProgram(folder, WindowOptions(dark=False))
        self._model, self._window = self._program._model, self._program.window
        self._window.resize(*size)
        self._window.setVisible(True)
        self._is_fed = False
        self._turns = QTimer(interval=TURNS_AFTER_MS)
        self._turns.timeout.connect(self._go_on)
        self._turns.start()

    def play(self) -> int:
        return self._program.run()

    def _time(self) -> datetime:
        return self._now

    def _go_on(self) -> None:
        """Turn what would have turned by now; then say what is alive, if it is time."""
        if not self._is_fed and self._program._feed is not None:
            self._is_fed = True
            self._program._feed.arrived.connect(self._hear)
        elif self._turned + TURN <= self._now:
            self._turned += TURN
            self._model.tick()
            self._model.turn()
            self._model.turnFeatured()
        elif self._now >= self._began + (self._told + 1) * HALF_HOUR - TURN:
            self._told += 1
            now = alive(self._told / 2, self._program.engine, self._window)
            print(json.dumps(asdict(now)), flush=True)
            if self._told == HALF_HOURS:
                self._program.application.quit()

    def _hear(self, view: WallView) -> None:
        self._now = view.as_of
        self._window.setProperty("dark", not self._window.property("dark"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1920x1080")
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    return WallDay(asked.folder, (width, height)).play()


if __name__ == "__main__":
    raise SystemExit(main())
