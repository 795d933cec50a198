"""Finding screens that shine brighter than the camera can tell."""

import cv2
import numpy as np
import pytest

from kiosk.scanning.brightness import bright_rectangles
from kiosk.scanning.frames import Image

PHONE = ((500, 120), (760, 160), (690, 600), (430, 560))


@pytest.fixture
def room() -> Image:
    """A dim, noisy room."""
    return np.random.default_rng(3).normal(70, 6, (720, 1280)).clip(0, 255).astype(np.uint8)


def shone(room: Image, *outlines: tuple[tuple[int, int], ...], level: int = 255) -> Image:
    picture = room.copy()
    for outline in outlines:
        cv2.fillPoly(picture, [np.array(outline)], level)
    return picture


def test_a_blown_out_screen_is_outlined_where_it_is(room):
    (outline,) = bright_rectangles(shone(room, PHONE))
    assert np.abs(np.array(outline) - np.array(PHONE)).max() < 20


def test_what_is_left_of_the_code_on_it_does_not_matter(room):
    picture = shone(room, PHONE)
    cv2.circle(picture, (590, 350), 60, 140, -1)
    assert len(bright_rectangles(picture)) == 1


def test_the_largest_comes_first(room):
    window = ((20, 20), (160, 20), (160, 260), (20, 260))
    largest, smaller = bright_rectangles(shone(room, window, PHONE))
    assert [largest] == bright_rectangles(shone(room, PHONE))
    assert [smaller] == bright_rectangles(shone(room, window))


@pytest.mark.parametrize(
    "outline",
    [
        ((600, 300), (700, 300), (700, 400), (600, 400)),
        ((0, 300), (1280, 300), (1280, 380), (0, 380)),
        ((640, 100), (900, 600), (380, 600)),
        ((0, 0), (1280, 0), (1280, 720), (0, 720)),
    ],
    ids=["a lamp", "a strip of light", "a triangle", "everything"],
)
def test_other_bright_things_are_no_rectangle(room, outline):
    assert bright_rectangles(shone(room, outline)) == []


def test_white_paper_that_still_shows_its_shades_is_not_blown_out(room):
    assert bright_rectangles(shone(room, PHONE, level=235)) == []


def test_a_room_without_light_has_none(room):
    assert bright_rectangles(room) == []
