"""A day at a kiosk and its wall, played fast: in the evening they hold what they held at ten.

python tests/soak/soak_day.py [--scans N] [--visits N] [--sizes SIZE …]. For each size of screen the
kiosk's own program and the wall's run over one folder: 600 members come and go, 150 people turn
pages, write and touch, each in their language, and it becomes dark and light. The house's clock
goes by what happens; the programs' timers are told by it what they tell in life. A size that was
done stays done.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.soak.day_founding import found_house
from tests.soak.progress import note, report, resumed

ROOT = Path(__file__).parents[2]
RUN = "day"
SIZES = ("1280x800", "3840x2160")
WINDOWS = ("kiosk", "wall")
SCANS, VISITS = 600, 150
EARLY_H, LAST = 2.0, 3
"""The last few measures are compared with those round the second hour; of each the middle one,
since a picture of the camera may just be on its way."""
MORE_SHARE, MORE_MB = 0.02, 4.0


def held_early(measures: list[dict[str, float]]) -> float:
    """Return the MB after two hours."""
    return median(m["megabytes"] for m in measures if abs(m["hours"] - EARLY_H) < 0.75)


def grown(measures: list[dict[str, float]]) -> float:
    """Return by how many MB the evening is above that."""
    return median(m["megabytes"] for m in measures[-LAST:]) - held_early(measures)


def is_flat(measures: list[dict[str, float]]) -> bool:
    """Say whether the evening holds no more than the second hour, but for a little."""
    return grown(measures) <= max(MORE_MB, MORE_SHARE * held_early(measures))


def play(size: str, scans: int, visits: int) -> dict[str, Any]:
    """Play a day on screens of one size; return what was measured of kiosk and wall."""
    with tempfile.TemporaryDirectory(prefix="lobby-day-") as place:
        found_house(Path(place))
        wall = _start("wall_day.py", place, "--size", size)
        events = ("--scans", str(scans), "--visits", str(visits))
        kiosk = _start("kiosk_day.py", place, "--size", size, *events)
        told = [json.loads(line) for line in kiosk.communicate()[0].splitlines()]
        if kiosk.returncode:
            wall.terminate()  # whose day would never be over
        seen = [json.loads(line) for line in wall.communicate()[0].splitlines()]
        if kiosk.returncode or wall.returncode:
            log = (Path(place) / "kiosk.log").read_text()
            raise SystemExit(f"The day at {size} broke off.\n{log[-3000:]}")
    return {"kiosk": told[:-1], "wall": seen, "done": told[-1]}


def _start(script: str, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(Path(__file__).with_name(script)), *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def row_of(measures: list[dict[str, float]]) -> str:
    """Return what the table says of one window."""
    held = " ".join(f"{measure['megabytes']:.0f}" for measure in measures)
    early, late = (f"{m['python']:,}, {m['qt']}, {m['qml']}" for m in (measures[3], measures[-1]))
    more = f"in the evening {grown(measures):+.1f} since ten"
    return f"{held} MB, {more}; objects of Python, Qt's among them, QML: {early}; {late}"


def main(scans: int, visits: int, sizes: list[str]) -> None:
    """Play what was not played yet, and report."""
    days: dict[str, Any] = resumed(RUN) or {}
    for size in sizes:
        if size not in days:
            days[size] = play(size, scans, visits)
            note(RUN, days)
    rows: dict[str, object] = {"scans, visits of pages": f"{scans}, {visits}"}
    for size in sizes:
        rows |= {f"{name} at {size}": row_of(days[size][name]) for name in WINDOWS}
        rows |= {f"  seen at {size}": days[size]["done"]}
    report(RUN, rows)
    bad = [
        f"{name} at {size}" for size in sizes for name in WINDOWS if not is_flat(days[size][name])
    ]
    if bad:
        raise SystemExit(f"Not flat: {', '.join(bad)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scans", type=int, default=SCANS)
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    asked = parser.parse_args()
    main(asked.scans, asked.visits, asked.sizes)
