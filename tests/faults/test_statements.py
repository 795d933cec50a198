"""Whatever statement a program dies at, its store is as before the action or as after it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ACTIONS = ("scan", "undo", "page", "retirement", "swap", "settling in", "new epoch")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int | str]:
    """At how many places each action was made to die, or what was wrong after that."""
    place = str(tmp_path_factory.mktemp("deaths"))
    program = [sys.executable, "-m", "tests.faults.statements", place]
    done = subprocess.run(
        program, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stderr
    results: dict[str, int | str] = json.loads(done.stdout)
    return results


@pytest.mark.parametrize("action", ACTIONS)
def test_no_statement_to_die_at_leaves_half_an_action(
    deaths: dict[str, int | str], action: str
) -> None:
    places = deaths[action]
    assert isinstance(places, int), places
    assert places > 5  # each statement, and both sides of the commit
