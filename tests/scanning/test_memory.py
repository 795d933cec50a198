"""A kiosk runs for weeks: what a frame needed is given back."""

from kiosk.scanning.frames import Image
from kiosk.scanning.reader import CodeReader
from tests.scanning.remembering import kept_after, unreadable

WARM, FRAMES = 100, 1000
PYTHON_BYTES, PROCESS_BYTES = 300_000, 12_000_000
"""The stacks of a few symbols come and go; a thousand frames of leaking are far more."""


def test_a_thousand_frames_leave_nothing_behind() -> None:
    warm, done = kept_after(CodeReader().look, unreadable(), (WARM, FRAMES))

    assert done.python - warm.python < PYTHON_BYTES
    assert done.process - warm.process < PROCESS_BYTES


def test_a_reader_that_kept_a_little_of_every_frame_would_be_found_out() -> None:
    kept: list[Image] = []
    warm, done = kept_after(
        lambda grey, _: kept.append(grey[:40, :20].copy()), unreadable(), (WARM, FRAMES)
    )

    assert done.python - warm.python > PYTHON_BYTES
