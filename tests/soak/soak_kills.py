"""Ten thousand kills of a kiosk's program: nothing that turned green is lost or doubled.

python tests/soak/soak_kills.py [KILLS]; goes on where it stopped. The kills and their checks are
those of tests/faults/kills.py, on one folder that grows; every 500 kills all of it is checked.
"""

import shutil
import sys
import time
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.faults.kills import KillLoop, Tally
from tests.soak.progress import note, place_of, report, resumed

KILLS = 10_000
CHECK_ALL_EVERY = 500
RUN = "kills"


def main(kills: int) -> None:
    """Kill until there have been so many."""
    before = resumed(RUN) or {}
    if not before:
        shutil.rmtree(place_of(RUN))
    took_s = before.pop("took_s", 0.0)
    started = time.monotonic() - took_s
    loop = KillLoop(place_of(RUN), seed=1, tally=Tally(**before) if before else None)
    while loop.tally.kills < kills:
        loop.kill()
        note(RUN, asdict(loop.tally) | {"took_s": time.monotonic() - started})
        if loop.tally.kills % CHECK_ALL_EVERY == 0:
            loop.check_all()
    loop.check_all()
    tally = loop.tally
    report(
        RUN,
        {
            "SIGKILLs": f"{tally.kills:,}",
            "facts behind green screens": f"{tally.facts - tally.unshown:,}",
            "stored, killed before the screen": f"{tally.unshown:,}",
            "lost": 0,
            "doubled": 0,
            "minutes": f"{(time.monotonic() - started) / 60:.1f}",
        },
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
