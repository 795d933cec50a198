"""Five thousand power cuts, each at any step of a kiosk's day, with what was not synced dropped,
torn or reordered: nothing that turned green is lost.

python tests/soak/soak_power_cuts.py [CUTS]; goes on where it stopped. Every run starts from what
one of the cuts before it has left.
"""

import shutil
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kiosk.worker import CoreWorker
from tests.faults.disk import Disk
from tests.faults.door import Door, found
from tests.faults.power import Fate, check_after_cut, image_of, put, record
from tests.house import MONDAY_NINE
from tests.soak.progress import note, place_of, report, resumed

CUTS = 5_000
CUTS_A_RUN = 50
ACTS_A_RUN = 40
RUNS_A_LIFE = 10  # then it begins again with a founded store
RUN = "power_cuts"


def main(cuts: int) -> None:
    """Cut until there have been so many."""
    before = resumed(RUN) or {"cuts": 0, "facts": 0, "took_s": 0.0}
    started = time.monotonic() - before["took_s"]
    while before["cuts"] < cuts:
        before["facts"] += _one_run(before["cuts"] // CUTS_A_RUN)
        before["cuts"] += CUTS_A_RUN
        before["took_s"] = time.monotonic() - started
        note(RUN, before)
    _report(before)


def _one_run(number: int) -> int:
    """Record a run, cut it at many places, and leave what one cut left to the next run."""
    chance = Random(number)
    lasting = place_of(RUN) / "folder"
    if number % RUNS_A_LIFE == 0:
        shutil.rmtree(lasting, ignore_errors=True)
        found(lasting)
    with TemporaryDirectory(dir="/dev/shm") as memory:
        folder = put(image_of(lasting), Path(memory) / "run")
        pragma = f"wal_autocheckpoint={chance.choice((20, 100, 1000))}"
        run = record(folder, lambda disk: _work(disk, pragma, number))
        shown = 0
        for cut in range(CUTS_A_RUN):
            at, fate = chance.randint(0, len(run.steps)), chance.choice(list(Fate))
            image, facts = run.cut(at, fate, chance)
            check_after_cut(image, facts, Path(memory) / f"{cut}", most_unshown=None)
            shown += len(facts)
        shutil.rmtree(lasting)
        put(image, lasting)
    return shown


def _work(disk: Disk, pragma: str, number: int) -> None:
    core = CoreWorker(disk.engine(pragma), str(disk.folder))
    door = Door(core, disk, Random(number), MONDAY_NINE)
    for _ in range(ACTS_A_RUN):
        door.act()
    core.stop()


def _report(done: dict[str, Any]) -> None:
    report(
        RUN,
        {
            "power cuts": f"{done['cuts']:,}",
            "facts behind green screens before them": f"{done['facts']:,}",
            "lost": 0,
            "damaged stores": 0,
            "minutes": f"{done['took_s'] / 60:.1f}",
        },
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CUTS)
