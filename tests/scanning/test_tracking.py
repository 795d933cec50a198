"""Outlines between two looks: they stay on a code that moves, and vanish with it."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from kiosk.scanning.frames import Corner, Frame, Image, Pixels, Sighting
from kiosk.scanning.tracking import LASTS_S, OutlineTracker
from tests.scanning.played_camera import jpeg

Scene = Callable[[int, int], Image]


@pytest.fixture
def scene(symbol, lobby_frames, digits) -> Scene:
    """The lobby with a large code laid over it, its corner here; each time with other noise."""
    (room, *_) = lobby_frames()
    code = cv2.resize(symbol(digits), (260, 260))

    def laid(left: int, top: int) -> Image:
        picture = room.astype(np.int16)
        height, width = code.shape[:2]
        part = picture[top : top + height, left : left + width]
        part[:] = code[: part.shape[0], : part.shape[1]]
        noise = np.random.default_rng(left).normal(0, 4, picture.shape)
        return np.clip(picture + noise, 0, 255).astype(np.uint8)

    return laid


def frame(image: Image, at_s: float) -> Frame:
    return Frame(Pixels(image), 0, at_s)


def square(left: float, top: float) -> tuple[Corner, Corner, Corner, Corner]:
    right, bottom = left + 260, top + 260
    return (left, top), (right, top), (right, bottom), (left, bottom)


def test_an_outline_stays_on_a_code_that_moves_on(scene):
    tracker = OutlineTracker()
    tracker.see(frame(scene(300, 200), 1.0), (Sighting("71", square(300, 200)),))
    for step in range(1, 6):
        ((moved),) = tracker.follow(frame(scene(300 + 40 * step, 200 + 15 * step), 1.0 + step / 30))
        assert moved.text == "71"
        np.testing.assert_allclose(moved.corners, square(300 + 40 * step, 200 + 15 * step), atol=3)


def test_a_look_that_ends_after_newer_frames_were_shown_corrects_them(scene):
    tracker = OutlineTracker()
    tracker.see(frame(scene(300, 200), 1.0), (Sighting("71", square(360, 200)),))  # a wrong place
    tracker.follow(frame(scene(330, 200), 1.03))
    tracker.see(frame(scene(330, 200), 1.03), (Sighting("71", square(330, 200)),))
    ((moved),) = tracker.follow(frame(scene(390, 200), 1.1))
    np.testing.assert_allclose(moved.corners, square(390, 200), atol=3)


def test_a_look_that_finds_nothing_leaves_the_outline_a_little_longer(scene):
    tracker = OutlineTracker()
    tracker.see(frame(scene(300, 200), 1.0), (Sighting("71", square(300, 200)),))
    tracker.see(frame(scene(310, 200), 1.1), ())
    assert tracker.follow(frame(scene(320, 200), 1.2))
    assert not tracker.follow(frame(scene(330, 200), 1.01 + LASTS_S))


def test_an_outline_vanishes_with_its_code(scene, lobby_frames):
    tracker = OutlineTracker()
    tracker.see(frame(scene(300, 200), 1.0), (Sighting("71", square(300, 200)),))
    (empty, *_) = lobby_frames()
    assert not tracker.follow(frame(empty, 1.1))


def test_two_codes_are_followed_apart(scene, symbol):
    def both(left: int, right: int) -> Image:
        picture = scene(left, 200)
        picture[100:330, right : right + 230] = cv2.resize(symbol("poster"), (230, 230))
        return picture

    poster = ((900.0, 100.0), (1130.0, 100.0), (1130.0, 330.0), (900.0, 330.0))
    tracker = OutlineTracker()
    seen = (Sighting("71", square(300, 200)), Sighting("poster", poster))
    tracker.see(frame(both(300, 900), 1.0), seen)
    moved = tracker.follow(frame(both(330, 900), 1.03))
    assert [sighting.text for sighting in moved] == ["71", "poster"]
    np.testing.assert_allclose(moved[0].corners, square(330, 200), atol=3)
    np.testing.assert_allclose(moved[1].corners, poster, atol=3)


def test_compressed_frames_are_followed_like_others(scene):
    tracker = OutlineTracker()
    first, second = (Frame(jpeg(scene(left, 200)), 0, 1.0) for left in (300, 340))
    tracker.see(first, (Sighting("71", square(300, 200)),))
    ((moved),) = tracker.follow(second)
    np.testing.assert_allclose(moved.corners, square(340, 200), atol=3)


def test_where_nothing_was_seen_there_is_nothing_to_follow(scene):
    assert OutlineTracker().follow(frame(scene(300, 200), 1.0)) == ()
