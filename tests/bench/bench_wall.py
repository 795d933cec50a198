"""One arrival on the wall at 1,000 present people: from the view to the painted frame.

    python tests/bench/bench_wall.py [--people N] [--arrivals N]

The baseline is a frame in which only one text of the same window changes, in the same run, taken
in turns so that a busy moment hits both. Exit code 1 if the budget is missed.
"""

import argparse
import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QSG_RENDER_LOOP": "basic", "QT_SCALE_FACTOR": "1"}

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtQuick import QQuickWindow

from kiosk.reports.wall import wall_view_from_json, wall_view_to_json
from ui.application import make_application, make_engine, open_window
from ui.pictures.sample_views import NOW, wall_view
from ui.viewmodels.wall import WallModel

BUDGET_MS = 50.0
SIZE = (1920, 1080)


def painted_after_ms(window: QQuickWindow, change: Callable[[], None]) -> float:
    """Return how long a change takes until its frame is painted."""
    loop = QEventLoop()
    window.frameSwapped.connect(loop.quit)
    started_s = time.perf_counter()
    change()
    window.update()
    QTimer.singleShot(5_000, loop.quit)  # a window that paints nothing must not hang the run
    loop.exec()
    spent_ms = (time.perf_counter() - started_s) * 1000
    window.frameSwapped.disconnect(loop.quit)
    return spent_ms


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(title: str, values: Sequence[float]) -> str:
    median, p95 = statistics.median(values), percentile(values, 0.95)
    return f"{title:<44}{median:>9.1f}{p95:>9.1f}{max(values):>9.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--arrivals", type=int, default=40)
    chosen = parser.parse_args()
    views = [
        wall_view(chosen.people + more, chosen.people + more) for more in range(chosen.arrivals + 1)
    ]
    gc.freeze()  # the prepared views are not the wall's to look through
    make_application("bench")
    engine = make_engine()
    model = WallModel("en", lambda: NOW)
    look = {"model": model, "reducedMotion": True, "width": SIZE[0], "height": SIZE[1]}
    window = open_window(engine, "WallWindow", look)
    painted_after_ms(window, lambda: model.showView(views[0]))
    bare, arrivals, whole, titles = [], [], [], iter(range(10**6))
    for view in views[1:]:
        plain = wall_view_to_json(view)
        bare.append(painted_after_ms(window, lambda: window.setTitle(str(next(titles)))))
        started_s = time.perf_counter()
        read = wall_view_from_json(plain)
        reading_ms = (time.perf_counter() - started_s) * 1000
        arrivals.append(painted_after_ms(window, lambda read=read: model.showView(read)))
        whole.append(reading_ms + arrivals[-1])
    title = f"ms, {chosen.people} people, {len(arrivals)} arrivals"
    print(f"{title:<44}{'median':>9}{'p95':>9}{'most':>9}")
    print(row("an idle frame of the same window", bare))
    print(row("one arrival, view to painted frame", arrivals))
    print(row("the same with reading its file", whole))
    print(f"budget: {BUDGET_MS:.0f} ms at p95 for one arrival")
    window.close()
    return 0 if percentile(arrivals, 0.95) <= BUDGET_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
