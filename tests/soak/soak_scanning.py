"""A hundred thousand frames of chance, damage and two passes in one place: no text not there; then
twenty thousand frames before one reader: nothing of them is kept.

python tests/soak/soak_scanning.py [--frames N] [--remembered N] [--workers N]; goes on where it
stopped. The frames are those of tests/scanning/fuzzed_frames.py.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kiosk.scanning.reader import CodeReader
from tests.scanning.fuzzed_frames import FRAMES_A_SCENE, KINDS, PAUSE_S, Shown, scene, show
from tests.scanning.remembering import Kept, kept_after, unreadable
from tests.soak.progress import note, report, resumed

FRAMES, REMEMBERED = 100_000, 20_000
SCENES_A_PART = 40
SEED = 19
MEASURES = 10
WARM = 500
MOST_PYTHON_BYTES, MOST_PROCESS_BYTES = 300_000, 16_000_000
RUN = "scanning"


def main(frames: int, remembered: int, workers: int) -> None:
    """Show fuzzed frames until there have been so many, then watch the memory."""
    done = resumed(RUN) or {"parts": 0, "shown": {}, "kept": [], "took_s": 0.0}
    started = time.monotonic() - done["took_s"]
    parts = range(done["parts"], -(-frames // (SCENES_A_PART * FRAMES_A_SCENE)))
    with ProcessPoolExecutor(workers) as pool:
        for kind, shown in pool.map(_show_part, parts):
            before = done["shown"].get(kind, asdict(Shown()))
            done["shown"][kind] = {what: before[what] + n for what, n in asdict(shown).items()}
            done |= {"parts": done["parts"] + 1, "took_s": time.monotonic() - started}
            note(RUN, done)
    if not done["kept"]:
        steps = range(1, MEASURES + 1)
        counts = (WARM, *(remembered * step // MEASURES for step in steps))
        kept = kept_after(CodeReader().look, unreadable(), counts)
        done |= {"kept": [asdict(one) for one in kept], "took_s": time.monotonic() - started}
        note(RUN, done)
    _report(done, [Kept(**one) for one in done["kept"]], remembered)


def _show_part(part: int) -> tuple[str, Shown]:
    kind = list(KINDS)[part % len(KINDS)]
    reader, shown = CodeReader(), Shown()
    for number in range(SCENES_A_PART):
        drawn = scene(kind, SEED, part * SCENES_A_PART + number)
        show(reader, drawn, number * PAUSE_S, shown)
    return kind, shown


def _report(done: dict[str, Any], kept: Sequence[Kept], remembered: int) -> None:
    shown = {kind: Shown(**counts) for kind, counts in done["shown"].items()}
    wrong = sum(one.wrong for one in shown.values())
    python = kept[-1].python - kept[0].python
    process = kept[-1].process - kept[0].process
    rows: dict[str, object] = {"frames": f"{sum(one.frames for one in shown.values()):,}"}
    rows |= {
        f"  {kind}, of them read": f"{one.read:,} of {one.frames:,}" for kind, one in shown.items()
    }
    rows |= {
        "texts that were not there": wrong,
        "frames before one reader": f"{remembered:,}",
        f"Python's memory, more than after {WARM}": f"{python / 1000:.0f} kB",
        f"the process's memory, more than after {WARM}": f"{process / 1e6:.1f} MB",
        "minutes": f"{done['took_s'] / 60:.1f}",
    }
    report(RUN, rows)
    if wrong or python > MOST_PYTHON_BYTES or process > MOST_PROCESS_BYTES:
        raise SystemExit("A text was read that was not there, or memory grows.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=FRAMES)
    parser.add_argument("--remembered", type=int, default=REMEMBERED)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    main(asked.frames, asked.remembered, asked.workers)
