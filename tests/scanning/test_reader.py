"""Reading frame after frame: posters beside passes, two passes, quick looks, and any picture."""

import numpy as np
import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.decoder import find_codes
from kiosk.scanning.reader import CodeReader
from kiosk.scanning.symbol.layout import layout_of
from tests.scanning.any_picture import pictures
from tests.scanning.symbol.drawn import corners, grainy, picture, symbol

FRAME_S = 1 / 30
MOST = 15
HARD_NOISE = 120.0
"""Grey levels: no single frame can be read."""
OUT_OF_FOCUS_PX = 2.0
"""Only a later stage reads it."""
LEFT, RIGHT = corners((95, 120), 3.4, turned_deg=5), corners((290, 120), 3.4, turned_deg=-20)
WALL = np.full((240, 400), 120, np.uint8)
ANA, BEA = symbol(seed=0), symbol(seed=1)
URL, OTHER_URL = "https://example.org/menu", "https://example.org/wifi"


def is_wanted(text):
    return text.isdecimal()


def with_poster(view, where=(320, 60), url=URL, blur_px=0.6):
    code = qrcode.QRCode(3, border=0)
    code.add_data(url)
    code.make(fit=False)
    modules = np.where(np.array(code.modules, bool), 1, -1)
    return picture(modules, corners(where, 3.4, side=29), on=view, blur_px=blur_px)


def noisy_left(view, number):
    """Noise over the left part alone, where Ana holds her pass."""
    left, right = np.split(view, [200], axis=1)
    return np.hstack([grainy(left, HARD_NOISE, number), right])


def texts_over(reader, frames):
    looks = [reader.look(grey, n * FRAME_S) for n, grey in enumerate(frames)]
    return [[sighting.text for sighting in look] for look in looks]


def test_a_poster_does_not_stop_the_later_stages_from_reading_a_pass():
    view = with_poster(picture(ANA.modules, LEFT, on=WALL, blur_px=OUT_OF_FOCUS_PX))
    assert [s.text for s in find_codes(view)] == [URL]
    assert texts_over(CodeReader(is_wanted), [view]) == [[URL, ANA.text]]


def test_a_poster_does_not_stop_frames_from_being_added_up_and_is_reported_in_each():
    view = with_poster(picture(ANA.modules, LEFT, on=WALL))
    frames = [noisy_left(view, number) for number in range(MOST)]
    seen = texts_over(CodeReader(is_wanted), frames)
    assert all(texts[0] == URL for texts in seen)
    assert seen[0] != [URL, ANA.text]
    assert [URL, ANA.text] in seen


def test_two_posters_of_which_one_is_hard_to_read_stop_nothing_either():
    view = with_poster(with_poster(WALL), (320, 185), OTHER_URL)
    view = picture(ANA.modules, LEFT, on=view, blur_px=0.3)
    view[125:, 200:] = grainy(view[125:, 200:], 45, seed=1)
    frames = [noisy_left(view, number) for number in range(MOST)]
    assert [s.text for s in find_codes(frames[0], quick=True) if s.text] == [URL]
    seen = texts_over(CodeReader(is_wanted), frames)
    assert all(texts[:2] == [URL, OTHER_URL] for texts in seen)
    assert any(ANA.text in texts for texts in seen)


def test_whatever_is_read_ends_the_search_where_every_text_is_wanted():
    view = with_poster(picture(ANA.modules, LEFT, on=WALL, blur_px=OUT_OF_FOCUS_PX))
    assert texts_over(CodeReader(), [view] * 2) == [[URL]] * 2


@pytest.mark.parametrize("blur_px", [0.6, OUT_OF_FOCUS_PX])
def test_two_passes_in_one_view_are_both_reported(blur_px):
    view = picture(ANA.modules, LEFT, on=WALL, blur_px=0.3)
    view = picture(BEA.modules, RIGHT, on=view, blur_px=blur_px)
    (seen,) = texts_over(CodeReader(is_wanted), [view])
    assert sorted(seen) == sorted([ANA.text, BEA.text])


@pytest.mark.parametrize("sign", [1, -1])
def test_a_pass_in_dark_mode_is_read_through_noise_like_any_other(sign):
    view = picture(ANA.modules, LEFT, on=WALL)
    frames = [noisy_left(view if sign > 0 else 255 - view, n) for n in range(MOST)]
    assert not any(s.text for grey in frames for s in find_codes(grey))
    seen = {text for texts in texts_over(CodeReader(is_wanted), frames) for text in texts}
    assert seen - {""} == {ANA.text}


def test_a_quick_look_reads_what_is_easy_and_never_searches():
    reader = CodeReader(is_wanted)
    easy, hard = (picture(ANA.modules, LEFT, on=WALL, blur_px=b) for b in (0.6, OUT_OF_FOCUS_PX))
    assert [s.text for s in reader.look(easy, 0.0, quick=True)] == [ANA.text]
    assert not any(s.text for s in reader.look(with_poster(hard), 1.0, quick=True) if s.text != URL)
    assert [s.text for s in reader.look(hard, 2.0)] == [ANA.text]


def test_quick_looks_add_nothing_up():
    view = picture(ANA.modules, LEFT, on=WALL)
    frames = [noisy_left(view, number) for number in range(MOST)]
    assert frames_needed(CodeReader(is_wanted), frames) > 3
    reader = CodeReader(is_wanted)
    for number, grey in enumerate(frames):
        assert not any(s.text for s in reader.look(grey, number * FRAME_S - 1, quick=True))
    assert frames_needed(reader, frames) == frames_needed(CodeReader(is_wanted), frames)


def test_what_a_quick_look_reads_is_not_added_up_any_longer():
    view = picture(ANA.modules, LEFT, on=WALL)
    frames = [noisy_left(view, number) for number in range(MOST)]
    reader = CodeReader(is_wanted)
    for number, grey in enumerate(frames[:3]):
        reader.look(grey, number * FRAME_S - 0.2)
    reader.look(view, -FRAME_S, quick=True)
    assert frames_needed(reader, frames) == frames_needed(CodeReader(is_wanted), frames)


@pytest.mark.parametrize("noise", [0, 60, 90])
def test_a_symbol_that_stays_unreadable_is_reported_with_its_corners(noise):
    chance = np.random.default_rng(1).choice(np.array([-1, 1], np.int8), (37, 37))
    fixed = layout_of(37).fixed
    view = picture(np.where(fixed != 0, fixed, chance), LEFT, on=WALL)
    reader = CodeReader(is_wanted)
    for number in range(5):
        (sighting,) = reader.look(grainy(view, noise, number), number * FRAME_S)
        assert sighting.text == ""
        assert sighting.modules == 37
        assert np.abs(np.array(sighting.corners) - LEFT).max() < 5


def test_an_empty_wall_shows_nothing():
    frames = [grainy(WALL, 5, number) for number in range(5)]
    assert texts_over(CodeReader(is_wanted), frames) == [[]] * 5


@given(st.lists(pictures(), min_size=1, max_size=3), st.floats(-1e6, 1e6), st.booleans())
def test_no_pictures_make_a_reader_raise(frames, at_s, quick):
    reader = CodeReader(is_wanted)
    for number, grey in enumerate(frames):
        for sighting in reader.look(grey, at_s + number * FRAME_S, quick=quick):
            assert np.isfinite(sighting.corners).all()


def frames_needed(reader, frames):
    for number, grey in enumerate(frames):
        if any(sighting.text for sighting in reader.look(grey, number * FRAME_S)):
            return number + 1
    return len(frames) + 1
