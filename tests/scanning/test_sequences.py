"""Clips of passes under eight kinds of trouble, three each: what single frames cannot give too."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.reader import CodeReader
from tests.bench.cascade import cascade
from tests.bench.lobby_sequences import KINDS, sequence

SEED, PER_KIND = 3, 3
FRAMES = 36
CASCADE_EVERY = 2
LEAST_OF_MISSED = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    by_cascade: bool
    by_reader: bool
    wrong: int


@cache
def outcome(kind: str, index: int) -> Outcome:
    """Show one clip, whole to the reader until it was read and thinned out to the cascade."""
    clip = sequence(SEED, kind, index)
    reader = CodeReader(is_pass_text)
    by_cascade, texts = False, set[str]()
    for number, grey in enumerate(clip.frames(FRAMES)):
        if not by_cascade and number % CASCADE_EVERY == 0:
            by_cascade = clip.text in cascade(grey)
        if clip.text not in texts:
            at_s = number / clip.frames_per_s
            texts |= {sighting.text for sighting in reader.look(grey, at_s)} - {""}
        if by_cascade and clip.text in texts:
            break
    return Outcome(by_cascade, clip.text in texts, len(texts - {clip.text}))


@pytest.mark.parametrize("index", range(PER_KIND))
@pytest.mark.parametrize("kind", KINDS)
def test_what_single_frames_give_is_read_and_nothing_wrong(kind: str, index: int) -> None:
    seen = outcome(kind, index)

    assert seen.by_reader or not seen.by_cascade
    assert seen.wrong == 0


def test_half_of_what_no_single_frame_gives_is_read() -> None:
    seen = [outcome(kind, index) for kind in KINDS for index in range(PER_KIND)]
    missed = [one.by_reader for one in seen if not one.by_cascade]

    assert len(missed) >= PER_KIND
    assert sum(missed) >= LEAST_OF_MISSED * len(missed)


def test_a_clip_is_the_same_each_time_and_another_for_every_seed() -> None:
    clip = sequence(SEED, "shaky hand", 1)
    first, again = (list(sequence(SEED, "shaky hand", 1).frames(2)) for _ in range(2))

    assert is_pass_text(clip.text)
    assert np.array_equal(first, again)
    assert sequence(SEED + 1, "shaky hand", 1).text != clip.text
