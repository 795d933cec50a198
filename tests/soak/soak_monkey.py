"""Twenty thousand random touches, keys and codes: no traceback, no way out, nobody else's words.

python tests/soak/soak_monkey.py [--steps N]; each thousand is another monkey at another house, and
it goes on where it stopped. What a monkey does is in tests/monkey.py.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtGui import QAccessible

from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.schema import bring_up_to_date
from tests.house import House
from tests.monkey import Clock, Monkey, members, open_house
from tests.soak.progress import note, report, resumed
from ui.application import make_application

STEPS, A_MONKEY = 20_000, 1000
RUN = "monkey"


class Complaints(logging.Handler):
    """Whatever is logged as a warning or worse: tracebacks, and what QML finds wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name}: {record.getMessage()}")


def main(steps: int) -> None:
    """Let monkeys play until so much was done."""
    application = make_application("monkey")
    QAccessible.setActive(True)
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    done = resumed(RUN) or {"steps": 0, "pages": {}, "took_s": 0.0, "said": []}
    while done["steps"] < steps:
        started = time.monotonic()
        pages = _play(application, seed=done["steps"] // A_MONKEY)
        done["steps"] += A_MONKEY
        done["pages"] = dict(Counter(done["pages"]) + Counter(pages))
        done["took_s"] += time.monotonic() - started
        done["said"] = (done["said"] + complaints.said)[:20]
        complaints.said.clear()
        note(RUN, done)
    rows: dict[str, object] = {"touches, keys and codes": f"{done['steps']:,}"}
    rows |= {f"  seen on {page}": count for page, count in sorted(done["pages"].items())}
    rows |= {"complaints": len(done["said"]), "minutes": f"{done['took_s'] / 60:.1f}"}
    report(RUN, rows)
    if done["said"]:
        raise SystemExit("\n".join(done["said"]))


def _play(application: object, seed: int) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as place:
        store = open_writer(sqlite_url(Path(place) / "lobby.db"))
        bring_up_to_date(store)
        house, clock = House(store), Clock()
        house.join(*members())
        engine, model, window = open_house(house, clock)
        monkey = Monkey(seed, house, model, window, clock)
        monkey.play(A_MONKEY)
        shiboken6.delete(engine)
        store.dispose()
    return monkey.pages


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    main(parser.parse_args().steps)
