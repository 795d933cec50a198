"""Process start to first painted frame: the kiosk's window beside a bare QML window, in one run.

    python tests/bench/bench_first_frame.py [--runs N]

Both are fresh processes on the software renderer, taken in turns so that a busy moment hits both.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUDGET_RATIO = 3.0
# What is installed was compiled before.
COMPILED = {
    "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode"),
    "PYTHONDONTWRITEBYTECODE": "",
}
BARE = b"""
import QtQuick
Window { width: 1280; height: 800; visible: true; Text { text: "Hello" } }
"""


def show_bare() -> None:
    """The least that a QML window can be."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    application = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(BARE)
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    window.frameSwapped.connect(tell_and_leave)
    application.exec()


def show_kiosk() -> None:
    """The kiosk's own window on its idle page; the core is imported later, on its own thread."""
    from ui.application import make_application, make_engine, open_window
    from ui.bridges.preview import LatestFrame
    from ui.viewmodels.kiosk import KioskModel
    from ui.viewmodels.states import HouseRules

    application = make_application("lobby")
    engine = make_engine()
    model = KioskModel(HouseRules())
    frames = LatestFrame(model)
    window = open_window(engine, "KioskWindow", {"model": model, "frames": frames})
    window.frameSwapped.connect(tell_and_leave)
    application.exec()


def tell_and_leave() -> None:
    print(time.time() - float(os.environ["STARTED_AT"]), flush=True)
    os._exit(0)


WINDOWS: dict[str, Callable[[], None]] = {"bare": show_bare, "kiosk": show_kiosk}


def milliseconds_of(window: str) -> float:
    """Start a process that shows the window, and return what it measured."""
    surroundings = {
        "QT_QPA_PLATFORM": "offscreen",
        "QSG_RENDER_LOOP": "basic",
        "PYTHONPATH": str(ROOT),
    }
    environment = os.environ | COMPILED | surroundings | {"STARTED_AT": repr(time.time())}
    command = [sys.executable, __file__, "--show", window]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return 1000 * float(ended.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--show", choices=WINDOWS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.show:
        WINDOWS[options.show]()
        return 0
    for window in WINDOWS:  # the first run of each reads its files from disk
        milliseconds_of(window)
    taken: dict[str, list[float]] = {window: [] for window in WINDOWS}
    for _ in range(options.runs):
        for window, times in taken.items():
            times.append(milliseconds_of(window))
    medians = {window: statistics.median(times) for window, times in taken.items()}
    ratio = medians["kiosk"] / medians["bare"]
    print(f"{'first frame, ms':<24}{'median':>8}{'best':>8}{'worst':>8}")
    for window, times in taken.items():
        print(f"{window:<24}{medians[window]:>8.0f}{min(times):>8.0f}{max(times):>8.0f}")
    print(f"{'kiosk / bare':<24}{ratio:>8.2f}   (budget {BUDGET_RATIO})")
    return 0 if ratio <= BUDGET_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
