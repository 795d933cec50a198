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


def phone(image: Image) -> Image:
    """The same with a screen held up, too bright to be read."""
    bright = image.copy()
    bright[100:600, 500:800] = 255
    return bright


def exposures(examiner: Examiner, image: Image, from_s: float, seconds: float) -> set[int]:
    """Which exposures a scene that stays like this leads to."""
    times = [from_s + n / 10 for n in range(round(seconds * 10))]
    frames = (Frame(Pixels(image), round(at_s * 10), at_s) for at_s in times)
    findings = (examiner.examine(frame, always=False) for frame in frames)
    return {finding.exposure for finding in findings if finding}


class Nothing:
    """Reads nothing."""

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]:
        return []


class Poster:
    """Reads a poster, whatever else there is."""

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]:
        return [Sighting("https://example.org/wifi", SQUARE, 25)]


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


def test_what_lies_there_is_seen_once_also_where_a_quick_look_locates_it() -> None:
    examiner = Examiner(HardToRead(), Coach())
    texts(examiner, DARK, 10.0)

    finding = examiner.examine(Frame(Pixels(DARK), 360, 12.0), always=False)

    assert finding is not None
    assert [sighting.text for sighting in finding.sightings] == ["71"]


def test_a_screen_that_nobody_can_read_is_exposed_shorter() -> None:
    examiner = Examiner(Nothing(), Coach())
    exposures(examiner, DARK, 10.0, 1.0)

    assert exposures(examiner, phone(DARK), 11.0, 1.0) > {0}


def test_a_poster_in_the_room_keeps_no_screen_from_being_exposed_shorter() -> None:
    examiner = Examiner(Poster(), Coach(), is_wanted=lambda text: text.isdigit())
    exposures(examiner, DARK, 10.0, 1.0)

    assert exposures(examiner, phone(DARK), 11.0, 1.0) > {0}


def test_a_window_of_the_room_is_left_as_bright_as_it_is() -> None:
    examiner = Examiner(Nothing(), Coach())

    assert exposures(examiner, phone(DARK), 10.0, 30.0) == {0}


def test_a_window_is_no_screen_where_the_camera_darkens_the_room_around_it() -> None:
    examiner = Examiner(Nothing(), Coach())
    exposures(examiner, phone(LIGHT), 10.0, 1.0)

    assert exposures(examiner, phone(LIGHT // 2), 11.0, 2.0) == {0}


def test_a_new_screen_beside_the_window_is_exposed_shorter_and_the_window_soon_forgotten() -> None:
    examiner = Examiner(Nothing(), Coach())
    with_window = DARK.copy()
    with_window[100:400, 60:300] = 255
    exposures(examiner, with_window, 10.0, 1.0)

    assert exposures(examiner, phone(with_window), 11.0, 1.0) > {0}
    exposures(examiner, with_window, 12.0, 5.0)
    assert exposures(examiner, with_window, 17.0, 60.0) == {0}
