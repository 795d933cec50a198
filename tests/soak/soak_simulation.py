"""Story after story of a server and its kiosks, each by chance from its own seed.

python tests/soak/soak_simulation.py [MINUTES]; goes on with the seed after the last that went
well, and ends at the first that does not: Hypothesis prints its shortest story.
"""

import logging
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Story
from tests.soak.progress import note, report, resumed

MINUTES = 20.0
STORIES_A_SEED, STEPS = 50, 20
RUN = "simulation"


def main(minutes: float) -> None:
    """Tell stories for so long, counting what earlier starts took."""
    logging.getLogger("kiosk").addHandler(logging.NullHandler())
    done = resumed(RUN) or {"seed": 0, "took_s": 0.0}
    started = time.monotonic() - done["took_s"]
    while done["took_s"] < minutes * 60:
        print(f"seed {done['seed']}", flush=True)
        _tell(done["seed"])
        done |= {"seed": done["seed"] + 1, "took_s": time.monotonic() - started}
        note(RUN, done)
    report(
        RUN,
        {
            "seeds": f"0 to {done['seed'] - 1}",
            "stories": f"{done['seed'] * STORIES_A_SEED:,}",
            "steps in each, at most": STEPS,
            "that ended badly": 0,
            "minutes": f"{done['took_s'] / 60:.1f}",
        },
    )


def _tell(number: int) -> None:
    story = seed(number)(type("Story", (Story,), {}))
    run_state_machine_as_test(
        story,
        settings=settings(
            max_examples=STORIES_A_SEED,
            stateful_step_count=STEPS,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            print_blob=False,
        ),
    )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
