"""A kiosk that many come to has in the end what it had when each page had been up once.

In large, with memory and a wall beside it, it is tests/soak/soak_day.py.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak.day_founding import found_house

ROOT = Path(__file__).parents[2]
KIOSK = ROOT / "tests" / "soak" / "kiosk_day.py"
SCANS, VISITS = 24, 16
IN_HOUSE = 12
RUNS_AT_MOST_S = 120


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[dict[str, int]]:
    """Play a short day in a process of its own; return what it said of each part."""
    folder = tmp_path_factory.mktemp("day")
    found_house(folder, photos=IN_HOUSE, present=IN_HOUSE)
    events = ("--scans", str(SCANS), "--visits", str(VISITS), "--hours", "0.2", "--still")
    played = subprocess.run(
        [sys.executable, str(KIOSK), str(folder), "--camera", "none", *events],
        capture_output=True,
        text=True,
        timeout=RUNS_AT_MOST_S,
    )
    assert played.returncode == 0, played.stderr + (folder / "kiosk.log").read_text()
    return [json.loads(line) for line in played.stdout.splitlines()]


def test_no_page_leaves_anything_of_qt_behind(told):
    *measures, done = told
    middle, end = measures[len(measures) // 2], measures[-1]
    assert {"whos_here", "by_name", "guest", "day_pass", "staff", "welcome"} <= set(done["pages"])
    assert (end["qt"], end["qml"]) == (middle["qt"], middle["qml"])
