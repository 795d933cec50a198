"""Which advice shows while somebody holds up a code in a way that cannot be read, and when.

    python tests/bench/bench_coaching.py [--seeds N] [--scenes a,b,...]

Every scene is drawn with several members in the simulated lobby, with OpenCV doing to the code
what the scene's name says. An advice that does not fit the scene is false, and worse than none.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import cv2
import numpy as np
from held_badly import EMPTY_S, SCENES, Clip, Scene

from kiosk.scanning.coaching import Advice, Coach
from kiosk.scanning.reader import CodeReader

BUDGET_CPU_MS = 5.0


@dataclass
class Tally:
    """What showed in the clips of one scene."""

    clips: int = 0
    right: int = 0
    false: int = 0
    read: int = 0
    after_s: list[float] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)
    cpu_ms: list[float] = field(default_factory=list)


def watch(scene: Scene, seed: int, tally: Tally) -> None:
    """Play one clip to a new coach and note what shows."""
    coach, reader = Coach(), CodeReader()
    seen: dict[Advice, float] = {}
    is_read = False
    for at_s, image in Clip(scene, seed, poster=seed % 2 == 1).frames():
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
        sightings = reader.look(grey, at_s)
        is_read |= any(sighting.text for sighting in sightings)
        started_s = time.thread_time()
        advice = coach.advise(grey, sightings, at_s)
        tally.cpu_ms.append(1000 * (time.thread_time() - started_s))
        if advice:
            seen.setdefault(advice, at_s - EMPTY_S)
    tally.clips += 1
    tally.read += is_read
    tally.shown.update(advice.value for advice in seen)
    right = [at_s for advice, at_s in seen.items() if advice in scene.helps]
    tally.right += bool(right)
    tally.after_s += right[:1]
    tally.false += any(advice not in scene.helps for advice in seen)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--scenes", default=",".join(scene.name for scene in SCENES))
    options = parser.parse_args()
    wanted = options.scenes.split(",")
    heads = ("clips", "read", "right", "false", "after s", "p95 ms")
    print(f"{'scene':<14}" + "".join(f"{head:>9}" for head in heads) + "  shown")
    is_good = True
    cpu_ms: list[float] = []
    for scene in (scene for scene in SCENES if scene.name in wanted):
        tally = Tally()
        for seed in range(options.seeds):
            watch(scene, seed, tally)
        cpu_ms += tally.cpu_ms
        after_s = f"{np.median(tally.after_s):.1f}" if tally.after_s else "-"
        p95_ms = np.percentile(tally.cpu_ms, 95)
        print(
            f"{scene.name:<14}{tally.clips:>9}{tally.read:>9}{tally.right:>9}{tally.false:>9}"
            f"{after_s:>9}{p95_ms:>9.1f}  {dict(tally.shown)}"
        )
        is_good &= tally.false == 0 and (not scene.helps or 2 * tally.right > tally.clips)
    p95_ms = float(np.percentile(cpu_ms, 95))
    print(f"CPU of one look: median {np.median(cpu_ms):.1f} ms, p95 {p95_ms:.1f} ms")
    return 0 if is_good and p95_ms <= BUDGET_CPU_MS else 1


if __name__ == "__main__":
    sys.exit(main())
