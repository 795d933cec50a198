"""A program that is killed at any moment has shown nothing that its store forgets."""

import json
import subprocess
import sys
from pathlib import Path

KILLS = 100
ROOT = Path(__file__).parents[2]


def test_no_kill_costs_a_green_screen_or_counts_one_twice(tmp_path: Path) -> None:
    # Each kill is followed by a look at the store; the loop ends at the first thing amiss.
    loop = [sys.executable, "-m", "tests.faults.kills", str(tmp_path), str(KILLS), "1"]
    done = subprocess.run(loop, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    tally = json.loads(done.stdout)
    assert tally["kills"] == KILLS
    assert tally["facts"] > KILLS  # the victims did get to work
