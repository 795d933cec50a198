"""Reading codes in single pictures: good ones, spoilt ones and things that are no pictures."""

from collections.abc import Callable
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_H

from kiosk.scanning.decoder import find_codes, read_codes
from kiosk.scanning.frames import Image
from kiosk.scanning.outlines import surrounds_something
from tests.scanning.any_picture import pictures
from tests.scanning.symbol.drawn import corners, picture, symbol


def as_it_is(frame: Image) -> Image:
    return frame


def in_the_dark(frame: Image) -> Image:
    noise = np.random.default_rng(1).normal(0, 7, frame.shape)
    return np.clip(frame * 0.22 + noise, 0, 255).astype(np.uint8)


def overexposed(frame: Image) -> Image:
    return np.clip(frame * 2.2 + 40.0, 0, 255).astype(np.uint8)


def out_of_focus(frame: Image) -> Image:
    return cv2.GaussianBlur(frame, (0, 0), 2.0).astype(np.uint8)


def smeared_sideways(frame: Image) -> Image:
    return cv2.blur(frame, (7, 1)).astype(np.uint8)


def far_away(frame: Image) -> Image:
    small = cv2.resize(frame, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8)


def turned(frame: Image) -> Image:
    turn = cv2.getRotationMatrix2D((552, 356), 38, 0.9)
    return cv2.warpAffine(frame, turn, (1280, 720)).astype(np.uint8)


def seen_from_the_side(frame: Image) -> Image:
    here = np.array([(0, 0), (1280, 0), (1280, 720), (0, 720)], np.float32)
    there = np.array([(300, 120), (900, 0), (900, 720), (300, 560)], np.float32)
    to_side = cv2.getPerspectiveTransform(here, there)
    return cv2.warpPerspective(frame, to_side, (1280, 720)).astype(np.uint8)


def heavily_compressed(frame: Image) -> Image:
    _, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 12])
    return cv2.imdecode(data, cv2.IMREAD_COLOR).astype(np.uint8)


def in_dark_mode(frame: Image) -> Image:
    return 255 - frame


def upside_down(frame: Image) -> Image:
    return np.ascontiguousarray(frame[::-1, ::-1])


CONDITIONS = (
    as_it_is,
    in_the_dark,
    overexposed,
    out_of_focus,
    smeared_sideways,
    far_away,
    turned,
    seen_from_the_side,
    heavily_compressed,
    in_dark_mode,
    upside_down,
)


@pytest.mark.parametrize("spoilt", CONDITIONS)
@pytest.mark.parametrize("kind", ["phone", "card"])
def test_a_pass_is_read_in_every_usual_condition(held_still, digits, kind, spoilt):
    assert read_codes(spoilt(held_still(digits, kind))) == [digits]


def very_grainy(frame: Image) -> Image:
    grain = np.random.default_rng(2).normal(0, 30, frame.shape)
    return np.clip(frame * 0.22 + grain, 0, 255).astype(np.uint8)


def very_far_away(frame: Image) -> Image:
    small = cv2.resize(frame, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8)


@pytest.mark.parametrize("spoilt", [very_grainy, very_far_away])
def test_later_stages_read_what_the_first_look_cannot(held_still, digits, spoilt):
    frame = spoilt(held_still(digits, "card"))
    assert not any(sighting.text for sighting in find_codes(frame, quick=True))
    assert read_codes(frame) == [digits]


def test_grey_pictures_and_pictures_with_transparency_are_read_as_well(held_still, digits):
    frame = held_still(digits)
    assert read_codes(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)) == [digits]
    assert read_codes(cv2.cvtColor(frame, cv2.COLOR_BGR2BGRA)) == [digits]
    assert read_codes(frame[:, ::-1][:, ::-1]) == [digits]


def test_a_large_photograph_is_read_and_its_corners_lie_in_it(held_still, digits):
    frame = cv2.resize(held_still(digits), None, fx=3, fy=3)
    (sighting,) = find_codes(frame)
    assert sighting.text == digits
    assert 1200 < sighting.corners[0][0] < 1600


def test_two_codes_in_view_are_both_read(held_still, digits, other_digits):
    frame = np.hstack([held_still(digits)[:, 300:800], held_still(other_digits)[:, 300:800]])
    assert sorted(read_codes(frame)) == sorted([digits, other_digits])


def test_the_same_code_twice_in_view_is_one_text(held_still, digits):
    part = held_still(digits)[:, 300:800]
    assert read_codes(np.hstack([part, part])) == [digits]


def test_a_code_is_found_once_though_later_stages_look_at_it_again():
    """They do while another one stays unread."""
    spoilt = symbol(seed=1).modules.copy()
    spoilt[10:27, 10:27] = 1
    wall = np.full((240, 400), 120, np.uint8)
    view = picture(spoilt, corners((95, 120), 3.4, turned_deg=5), on=wall)
    view = picture(symbol().modules, corners((290, 120), 3.4, turned_deg=-20), on=view)
    assert [sighting.text for sighting in find_codes(view)] == [symbol().text, ""]


def test_a_code_in_the_middle_of_another_is_found_as_well():
    around, within = symbol(14, ERROR_CORRECT_H), symbol(1)
    view = picture(around.modules, corners((160, 160), 4.0, side=73), on=np.full((320,) * 2, 120))
    view = picture(within.modules, corners((160, 160), 2.5, side=21), on=view)
    assert {sighting.text for sighting in find_codes(view)} == {around.text, within.text}


def test_a_symbol_that_the_caller_follows_is_not_looked_at_closely():
    code = symbol()
    view = picture(code.modules, corners((160, 120), 4.0), blur_px=2.6)
    (closely,) = find_codes(view)
    (followed,) = find_codes(view, followed=37)
    (other,) = find_codes(view, followed=41)
    assert closely.text == other.text == code.text
    assert followed.text == ""
    assert np.allclose(followed.corners, closely.corners)


def test_the_same_code_twice_in_view_is_found_in_both_places(held_still, digits):
    part = held_still(digits)[:, 300:800]
    one, other = find_codes(np.hstack([part, part]))
    assert one.text == other.text == digits
    assert abs(one.corners[0][0] - other.corners[0][0]) == pytest.approx(500, abs=3)


def test_corners_surround_the_code(held_still, digits):
    (sighting,) = find_codes(held_still(digits))
    (left, top), _, (right, bottom), _ = sighting.corners
    assert 400 < left < 500
    assert 600 < right < 720
    assert 180 < top < 300
    assert 400 < bottom < 520


def test_a_covered_code_is_located_with_an_empty_text(held_still, digits):
    frame = held_still(digits).copy()
    (whole,) = find_codes(frame)
    x, y = (int(value) for value in np.mean(whole.corners, axis=0))
    frame[y - 40 : y + 40, x - 70 : x + 70] = 0
    (covered,) = find_codes(frame)
    assert covered.text == ""
    assert np.allclose(covered.corners, whole.corners, atol=6)
    assert read_codes(frame) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/menu?table=4",
        "'; DROP TABLE members; --",
        "7" * 4000,
        "ABC-" * 1000,
        "tab\tline\nnull\x00escape\x1bbell\x07group\x1d",
        "mañana 早 ☕",
        "]Q3010123456789012",
    ],
    ids=["url", "sql", "4000 digits", "4000 characters", "control", "unicode", "gs1"],
)
def test_any_other_text_comes_back_as_it_is(symbol: Callable[[str], Image], text):
    assert read_codes(symbol(text)) == [text]


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((720, 1280, 3), np.uint8),
        np.full((720, 1280, 3), 255, np.uint8),
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((720, 0, 3), np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((2, 5000, 3), np.uint8),
        np.zeros((16, 40000), np.uint8),
        np.zeros((40, 40, 2), np.uint8),
        np.zeros((40, 40, 3, 3), np.uint8),
        np.zeros(40, np.uint8),
        np.zeros((40, 40, 3), np.float64),
        np.zeros((40, 40, 3), bool),
        np.zeros((40, 40, 3), np.uint16),
        np.full((40, 40), None),
        np.array(None),
        np.array("a picture"),
        None,
    ],
    ids=lambda array: f"{getattr(array, 'shape', None)} {getattr(array, 'dtype', None)}",
)
def test_what_is_no_picture_holds_no_codes(array):
    assert read_codes(array) == []
    assert find_codes(array, quick=True) == []


def test_noise_holds_no_codes():
    noise = np.random.default_rng(3).integers(0, 256, (360, 640, 3), dtype=np.uint8)
    assert read_codes(noise) == []


@given(pictures(), st.booleans(), st.sampled_from([0, 21, 37]))
def test_no_picture_makes_it_raise_or_warn(grey, quick, followed):
    for frame in (grey, np.dstack([grey] * 3), grey[::-1, ::-2]):
        for sighting in find_codes(frame, quick=quick, followed=followed):
            assert sighting.text or surrounds_something(sighting.corners)


@pytest.mark.parametrize("side", [0, 37])
@pytest.mark.parametrize(
    "outline",
    [[(50, 50)] * 4, [(0, 0), (50, 50), (70, 70), (20, 20)], [(0, 0), (90, 90), (90, 0), (0, 90)]],
    ids=["point", "line", "bow tie"],
)
def test_what_surrounds_nothing_is_no_sighting(monkeypatch, outline, side):
    """No picture is known of which zxing-cpp says this, but nothing says that it never does."""
    a, b, c, d = (SimpleNamespace(x=x, y=y) for x, y in outline)
    place = SimpleNamespace(top_left=a, top_right=b, bottom_right=c, bottom_left=d)
    version = {"Version": "5"} if side else None
    unread = SimpleNamespace(position=place, valid=False, text="", extra=version)
    monkeypatch.setattr(zxingcpp, "read_barcodes", lambda *_, **__: [unread])
    assert find_codes(np.zeros((100, 100), np.uint8)) == []


def test_the_frame_is_left_as_it_was(held_still, digits):
    frame = held_still(digits)
    before = frame.copy()
    read_codes(frame)
    assert np.array_equal(frame, before)
