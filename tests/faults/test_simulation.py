"""Whatever befalls a server and its kiosks, nothing is lost or doubled and all see the same."""

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Story

STORIES, STEPS = 40, 10


def test_every_story_ends_well(expected_log: Callable[[str], None]) -> None:
    expected_log("WARNING kiosk.sync.pull: the server was put back to an older state")
    expected_log("WARNING kiosk.sync.pull: the server's feed began anew")
    expected_log("WARNING kiosk.store.contact: .* it takes a new epoch")
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )
