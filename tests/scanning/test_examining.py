"""What is made of the frames of a scene, one after the other."""

from collections.abc import Sequence

import numpy as np

from kiosk.scanning.coaching.coach import Coach
from kiosk.scanning.examining import Examiner
from kiosk.scanning.frames import Frame, Image, Sighting
from kiosk.scanning.picture import Pixels

SQUARE = ((10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0))
DARK = np.full((720, 1280, 3), 40, np.uint8)
LIGHT = np.full((720, 1280, 3), 140, np.uint8)


class HardToRead:
    """Reads a card that only a full look can read, and only now and then."""

    def __init__(self) -> None:
        self.is_readable = True

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]:
        is_read = self.is_readable and not quick
        return [Sighting("71" if is_read else "", SQUARE, 37)]


def texts(examiner: Examiner, image: Image, at_s: float) -> list[str]:
    frame = Frame(Pixels(image), round(at_s * 30), at_s)
    finding = examiner.examine(frame, always=False)
    return finding.texts if finding is not None else []


def test_a_card_that_is_hard_to_read_is_still_there_while_nothing_changes() -> None:
    examiner = Examiner(HardToRead(), Coach())

    assert texts(examiner, DARK, 10.0) == ["71"]
    assert [texts(examiner, DARK, at_s) for at_s in (12.0, 13.0, 300.0)] == [["71"]] * 3


def test_a_card_that_left_with_a_change_of_the_scene_is_gone() -> None:
    reader = HardToRead()
    examiner = Examiner(reader, Coach())
    texts(examiner, DARK, 10.0)
    texts(examiner, DARK, 12.0)
    reader.is_readable = False

    seen = [texts(examiner, LIGHT, at_s) for at_s in (13.0, 13.5, 15.0, 16.0)]

    assert seen == [[]] * 4


def test_what_one_full_look_did_not_read_is_kept_from_the_look_before() -> None:
    reader = HardToRead()
    examiner = Examiner(reader, Coach())
    texts(examiner, DARK, 10.0)
    reader.is_readable = False
    texts(examiner, DARK, 10.5)

    assert texts(examiner, DARK, 12.0) == ["71"]
