"""No text that is not there: chance, spoilt codes, and two passes in one place."""

import pytest

from kiosk.scanning.reader import CodeReader
from tests.scanning.fuzzed_frames import HOLDS_NO_PASS, KINDS, PAUSE_S, Shown, scene, show

SCENES = 45
"""Of each of nine kinds, five frames each: 2,025 frames."""


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_read_that_is_not_there(kind: str) -> None:
    reader, shown = CodeReader(), Shown()
    for number in range(SCENES):
        show(reader, scene(kind, 3, number), number * PAUSE_S, shown)

    assert shown.wrong == 0
    # Otherwise nothing was tried.
    assert (shown.read == 0) == (kind in HOLDS_NO_PASS)
