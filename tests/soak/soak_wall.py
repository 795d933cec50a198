"""Eight hours of a wall where people come and go: it ends with the memory of its first hour.

python tests/soak/soak_wall.py [--hours N] [--people N]. The hours are the wall's: its clock, its
turns and its news go by as fast as it paints, through the real window and its motion.
"""

import argparse
import os
import random
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QSG_RENDER_LOOP": "basic", "QT_SCALE_FACTOR": "1"}
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop, QTimer

from kiosk.domain.views import WallView
from kiosk.reports.wall import wall_view_from_json, wall_view_to_json
from tests.soak.progress import report
from ui.application import make_application, make_engine, open_window
from ui.pictures.sample_views import NOW, wall_view
from ui.viewmodels.wall import WallModel

RUN = "wall"
SIZE = (1920, 1080)
HOURS, PEOPLE = 8, 200
TURN = timedelta(seconds=14)
NEWS = timedelta(minutes=1)
SEED = 7
STEP_MS = 20
MOST_GROWTH_MB = 16.0


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def news(whole: WallView, chance: random.Random, present: set[str]) -> WallView:
    """Return the house after some came and some went, as another process wrote it."""
    for person in whole.people:
        if chance.random() < 0.02:
            present ^= {person.face.key}
    people = tuple(person for person in whole.people if person.face.key in present)
    awaited = tuple(person.face for person in people if chance.random() < 0.01)
    now = replace(whole, people=people, present=len(people) + 9, awaited=awaited)
    return wall_view_from_json(wall_view_to_json(now))


def main(hours: int, people: int) -> None:
    """Let the hours pass, and report."""
    make_application("soak")
    engine = make_engine()
    clock = [NOW]
    model = WallModel("en", lambda: clock[0])
    look = {"model": model, "width": SIZE[0], "height": SIZE[1]}
    window = open_window(engine, "WallWindow", look)
    whole, chance = wall_view(people, people), random.Random(SEED)
    present = {person.face.key for person in whole.people[::2]}
    held_mb, started_s, end = [], time.monotonic(), NOW + timedelta(hours=hours)
    next_news = next_hour = NOW
    while clock[0] < end:
        if clock[0] >= next_news:
            next_news += NEWS
            model.showView(replace(news(whole, chance, present), as_of=clock[0]))
        if clock[0] >= next_hour:
            next_hour += timedelta(hours=1)
            held_mb.append(resident_mb())
        for go_on in (model.turnFeatured, model.turn):
            clock[0] += TURN / 2
            model.tick()
            go_on()
            _paint()
    held_mb.append(resident_mb())
    window.close()
    grown_mb = held_mb[-1] - held_mb[1]
    report(
        RUN,
        {
            "hours": hours,
            "people who come and go": people,
            "memory after each hour, MB": " ".join(f"{mb:.0f}" for mb in held_mb),
            "grown since the first hour, MB": f"{grown_mb:.1f}",
            "minutes": f"{(time.monotonic() - started_s) / 60:.1f}",
        },
    )
    if grown_mb > MOST_GROWTH_MB:
        raise SystemExit("The wall's memory grows.")


def _paint() -> None:
    # Through a loop: outside of one, what QML has done with is never let go.
    loop = QEventLoop()
    QTimer.singleShot(STEP_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=HOURS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    asked = parser.parse_args()
    main(asked.hours, asked.people)
