"""Twenty thousand random touches, keys and codes: no traceback, no way out, nobody else's words.

python tests/soak/soak_monkey.py [--steps N] [--seed N]; each thousand is another monkey at another
house, and it goes on where it stopped. What a monkey does is in tests/monkey; what it does by plan
comes on top of its steps. It also looks whether the process holds more memory in the end.
"""

import argparse
import gc
import logging
import os
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil

from tests.monkey.house import open_lobby
from tests.monkey.playing import EVERY_PAGE, EVERY_STAGE, THE_CORE_FAILS, Monkey
from tests.soak.progress import note, report, resumed
from ui.application import make_application

STEPS, A_MONKEY, BETWEEN_LOOKS = 20_000, 1000, 100
RUN = "monkey"
MOST_FAULTS = 20
MORE_MB = 30.0
"""So much more at the end is a leak of memory: each thousand steps is another engine and house."""


class Complaints(logging.Handler):
    """Whatever is logged as a warning or worse: tracebacks, and what QML finds wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        if not re.search(THE_CORE_FAILS, text):
            self.said.append(text)

    def fall(self, *what: Any) -> None:
        """Take in what Python says of an error that Qt could not hand on."""
        self.said.append("".join(traceback.format_exception(*what)))


class Run:
    """What was done and found so far, by one process after the other."""

    def __init__(self) -> None:
        self.complaints = Complaints()
        self.held_mb: list[float] = []
        """The memory of this process, as it goes on."""
        begun = {"steps": 0, "by_plan": 0, "pages": {}, "stages": {}, "took_s": 0.0, "faults": []}
        self.done: dict[str, Any] = resumed(RUN) or begun

    def play(self, seed: int) -> None:
        """Let one monkey play at a house of its own."""
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as place:
            try:
                with open_lobby(Path(place), fullscreen=seed % 2 == 0) as lobby:
                    self._watch(Monkey(seed, lobby))
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
                self.done["faults"].append(f"{type(fault).__name__}: {fault}")
        self.done["steps"] += A_MONKEY
        self.done["took_s"] += time.monotonic() - started
        said = [f"seed {seed}: {text}" for text in self.complaints.said]
        self.done["faults"] = (self.done["faults"] + said)[:MOST_FAULTS]
        self.complaints.said.clear()
        gc.collect()  # what a house was made of refers to itself
        note(RUN, self.done)

    def faults(self) -> list[str]:
        """Return all that must not be."""
        missed = sorted((EVERY_PAGE | EVERY_STAGE) - {*self.done["pages"], *self.done["stages"]})
        faults = [*self.done["faults"], *(f"never seen: {page}" for page in missed)]
        if self.grown_mb() > MORE_MB:
            faults.append(f"memory grew by {self.grown_mb():.1f} MB")
        return faults

    def grown_mb(self) -> float:
        """Return by how much the last tenth of this process's time is above the first."""
        tenth = max(1, len(self.held_mb) // 10)
        return median(self.held_mb[-tenth:]) - median(self.held_mb[:tenth]) if self.held_mb else 0.0

    def _watch(self, monkey: Monkey) -> None:
        try:
            for _ in range(A_MONKEY // BETWEEN_LOOKS):
                monkey.play(BETWEEN_LOOKS)
                self.held_mb.append(round(psutil.Process().memory_info().rss / 1e6, 1))
            monkey.walk_away()
            monkey.look()
            assert all(monkey.ended), f"seed {monkey.seed}: ended without the staff's PIN"
        finally:
            for name, seen in (("pages", monkey.eyes.pages), ("stages", monkey.eyes.stages)):
                self.done[name] = dict(Counter(self.done[name]) + Counter(seen))
            self.done["by_plan"] += max(0, sum(monkey.done.values()) - A_MONKEY)


def main(steps: int, seed: int) -> None:
    """Let monkeys play until so much was done, and say what they found."""
    make_application("monkey")
    run = Run()
    logging.getLogger().addHandler(run.complaints)
    sys.excepthook = run.complaints.fall
    while run.done["steps"] < steps:
        run.play(seed + run.done["steps"] // A_MONKEY)
    done, faults = run.done, run.faults()
    rows: dict[str, object] = {
        "touches, keys and codes": f"{done['steps']:,}, and {done['by_plan']:,} more by plan"
    }
    seen = sorted((done["pages"] | done["stages"]).items())
    rows |= {f"  seen on {page}": count for page, count in seen}
    held = f"{median(run.held_mb[: max(1, len(run.held_mb) // 10)]):.0f} MB" if run.held_mb else "?"
    rows |= {"memory at first, and grown": f"{held}, {run.grown_mb():+.1f} MB"}
    rows |= {"faults": len(faults), "minutes": f"{done['took_s'] / 60:.1f}"}
    report(RUN, rows)
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0, help="the first monkey's")
    asked = parser.parse_args()
    main(asked.steps, asked.seed)
