"""How much a reader keeps of what it has seen: Python's memory and all of the process's."""

import gc
import os
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import psutil

from kiosk.scanning.frames import Image
from tests.scanning.fuzzed_frames import FRAMES_PER_S, KINDS, scene

Look = Callable[[Image, float], object]
SCENES_A_KIND = 3
FRAMES_A_PLACE = 45
"""Then somebody else comes."""
PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Kept:
    """What was held at one moment, in bytes."""

    python: int
    process: int


def unreadable() -> list[Image]:
    """Draw frames of every kind, most of which nobody can read: they fill what adds frames up."""
    drawn = (scene(kind, 11, number) for number in range(SCENES_A_KIND) for kind in KINDS)
    return [frame for one in drawn for frame in one.frames]


def kept_after(look: Look, frames: Sequence[Image], counts: Sequence[int]) -> list[Kept]:
    """Show frames over and over, and measure after each of these numbers of them."""
    kept: list[Kept] = []
    at_s = 0.0
    tracemalloc.start()
    try:
        for number in range(max(counts) + 1):
            if number in counts:
                kept.append(_kept())
            look(frames[number % len(frames)], at_s)
            at_s += PAUSE_S if number % FRAMES_A_PLACE == 0 else 1 / FRAMES_PER_S
    finally:
        tracemalloc.stop()
    return kept


def _kept() -> Kept:
    gc.collect()
    process = psutil.Process(os.getpid()).memory_info().rss
    return Kept(tracemalloc.get_traced_memory()[0], process)
