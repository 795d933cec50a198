"""What one picture tells about a code that cannot be read."""

import cv2
import numpy as np
import pytest
import qrcode

from kiosk.scanning.coaching import Advice, Coach
from kiosk.scanning.coaching.observation import Observation
from kiosk.scanning.coaching.observing import Observer
from kiosk.scanning.decoder import find_codes
from kiosk.scanning.frames import Image, Sighting

SKIN = 150


@pytest.fixture(scope="module")
def empty(lobby_frames) -> Image:
    """The lobby before anybody comes."""
    return grey(lobby_frames()[0])


@pytest.fixture(scope="module")
def held(held_still, digits) -> Image:
    """Somebody holds up a phone, as still as can be."""
    return grey(held_still(digits))


@pytest.fixture(scope="module")
def corners(held) -> np.ndarray:
    """Where the code on that phone is: top left, top right, bottom right, bottom left."""
    (sighting,) = [s for s in find_codes(held) if s.text]
    return np.array(sighting.corners, np.float32)


def grey(image: Image) -> Image:
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)


def unread(outline) -> Sighting:
    """A symbol that a reader located and could not read."""
    a, b, c, d = ((float(x), float(y)) for x, y in outline)
    return Sighting("", (a, b, c, d), 37)


def seen(empty: Image, picture: Image, *sightings: Sighting) -> Observation:
    observer = Observer()
    observer.observe(empty, [], 0.0)
    return observer.observe(picture, sightings, 1.0)


def test_an_empty_lobby_shows_nothing(empty):
    assert seen(empty, empty) == Observation()


def test_a_person_alone_shows_nothing(empty, held, corners):
    phone = cv2.boundingRect(corners)
    without = held.copy()
    x, y, width, height = phone
    without[: y + 2 * height, x - width : x + 2 * width] = empty[
        : y + 2 * height, x - width : x + 2 * width
    ]
    assert seen(empty, without) == Observation()


def test_a_read_code_needs_no_further_look(empty, held, corners):
    read = Sighting("71", unread(corners).corners, 37)
    assert seen(empty, held, read) == Observation(is_read=True)


def test_a_poster_s_code_is_no_reading_of_the_one_that_is_shown(empty, held, corners):
    observer = Observer(is_wanted=str.isdigit)
    observer.observe(empty, [], 0.0)
    poster = Sighting("https://lobby.example", unread(corners + 400).corners, 25)

    look = observer.observe(held, [poster, unread(corners)], 1.0)

    assert not look.is_read
    assert len(look.symbols) == 1


def test_a_poster_alone_is_nothing_to_help_with(empty, held, corners):
    observer = Observer(is_wanted=str.isdigit)
    observer.observe(empty, [], 0.0)
    poster = Sighting("https://lobby.example", unread(corners).corners, 37)

    assert observer.observe(held, [poster], 1.0) == Observation()


def test_a_code_that_fills_the_picture_and_more_is_too_near(empty, digits):
    code = qrcode.QRCode(version=5, error_correction=qrcode.ERROR_CORRECT_M, box_size=24)
    code.add_data(digits)
    card = np.array(code.make_image().convert("L"))[200:]
    height, width = empty.shape
    near = empty.copy()
    left = (width - card.shape[1]) // 2
    near[:, left : left + card.shape[1]] = cv2.GaussianBlur(card[:height], (0, 0), 2)

    assert seen(empty, near) == Observation(is_too_near=True)


def test_a_code_that_was_there_all_along_is_nobody_s(held, corners):
    assert seen(held, held, unread(corners)) == Observation()
    assert seen(held, held, Sighting("71", unread(corners).corners, 37)) == Observation()


def test_a_sharp_code_has_no_fault(empty, held, corners):
    (symbol,) = seen(empty, held, unread(corners)).symbols
    assert symbol.module_px == pytest.approx(5, abs=1.5)
    faults = symbol.is_cut_off, symbol.is_smeared, symbol.is_glaring, symbol.is_washed_out
    assert faults == (False,) * 4


def test_what_a_reader_takes_for_a_code_must_have_its_squares(empty, held, corners):
    elsewhere = corners + np.array([120, 150], np.float32)
    assert seen(empty, held, unread(elsewhere)) == seen(empty, held)
    assert seen(empty, held, unread(np.zeros((4, 2)))) == seen(empty, held)


def test_a_code_that_moves_while_it_is_taken_is_smeared(empty, held, corners):
    (symbol,) = seen(empty, cv2.blur(held, (9, 1)), unread(corners)).symbols
    assert symbol.is_smeared


def test_a_lamp_mirrored_in_the_code_glares(empty, held, corners):
    x, y = (round(float(middle)) for middle in corners.mean(axis=0))
    glaring = held.copy()
    cv2.ellipse(glaring, (x, y), (40, 25), 20, 0, 360, 255, -1)
    (symbol,) = seen(empty, glaring, unread(corners)).symbols
    assert symbol.is_glaring
    assert not symbol.is_washed_out


def test_a_code_whose_dark_modules_drown_is_washed_out(empty, held, corners):
    lit = cv2.convertScaleAbs(held, alpha=1.0, beta=135)
    (symbol,) = seen(cv2.convertScaleAbs(empty, alpha=1.0), lit, unread(corners)).symbols
    assert symbol.is_washed_out


@pytest.mark.parametrize("corner", [0, 1, 3], ids=["top left", "top right", "bottom left"])
def test_a_thumb_on_a_corner_square_is_seen(empty, held, corners, corner):
    covered = held.copy()
    middle = corners.mean(axis=0)
    at = corners[corner] * 0.85 + middle * 0.15
    out = corners[corner] + (corners[corner] - middle) * 1.5
    cv2.line(covered, tuple(map(round, at.tolist())), tuple(map(round, out.tolist())), SKIN, 56)
    assert seen(empty, covered) == Observation(is_corner_covered=True)
    assert seen(covered, covered) == Observation()


def test_a_code_with_all_its_squares_has_no_corner_covered(empty, held):
    assert seen(empty, held) == Observation()


def test_a_code_larger_than_the_picture_is_too_near(empty, held, corners):
    height, width = held.shape
    larger = cv2.getRotationMatrix2D((0, 0), 0, 4.5)
    larger[:, 2] = np.array([300, 120]) - 4.5 * corners[0]
    near = cv2.warpAffine(held, larger, (width, height), flags=cv2.INTER_LINEAR)
    assert seen(empty, near) == Observation(is_too_near=True)
    (symbol,) = seen(empty, held, unread(corners)).symbols
    assert not symbol.is_cut_off


def test_a_code_that_leaves_the_picture_is_cut_off_when_it_is_large(empty, held, corners):
    height, width = held.shape
    for factor, is_cut_off in ((2.5, True), (1.2, False)):
        larger = cv2.getRotationMatrix2D((0, 0), 0, factor)
        larger[:, 2] = np.array([300, -3]) - factor * corners.min(axis=0)
        leaving = cv2.warpAffine(held, larger, (width, height), flags=cv2.INTER_LINEAR)
        outline = cv2.transform(corners[None], larger)[0]
        (symbol,) = seen(empty, leaving, unread(outline)).symbols
        assert symbol.is_cut_off is is_cut_off


def test_an_overexposed_screen_is_bright_where_it_is(empty, held, corners):
    dim, middle = empty // 2, corners.mean(axis=0)
    shone = (held // 2).astype(np.uint8)
    screen = (corners - middle) * np.array([1.15, 2.2]) + middle
    cv2.fillPoly(shone, [np.round(screen).astype(int)], 255)
    bright = seen(dim, shone)
    assert bright.bright_middle == pytest.approx(tuple(middle), abs=25)


def far(empty: Image, held: Image, corners: np.ndarray) -> tuple[Image, float]:
    """The phone alone, far away in the empty lobby, and how large its code is."""
    x, y, width, height = cv2.boundingRect(corners)
    phone = held[y - height // 2 : y + 2 * height, x - width // 8 : x + 9 * width // 8]
    small = cv2.resize(phone, None, fx=0.28, fy=0.28, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1.0)
    picture = empty.copy()
    picture[300 : 300 + len(small), 600 : 600 + small.shape[1]] = small
    return picture, 0.28 * float(cv2.contourArea(corners)) ** 0.5


def test_a_code_too_far_to_be_located_is_seen_by_its_grain(empty, held, corners):
    picture, side_px = far(empty, held, corners)
    (symbol,) = seen(empty, picture).symbols
    assert symbol.side_px == pytest.approx(side_px, rel=0.15)
    assert symbol.module_px < 2
    assert seen(picture, picture) == Observation()


def test_a_dark_screen_too_far_to_be_located_is_seen_by_its_grain(empty, held, corners):
    picture, side_px = far(empty, cv2.bitwise_not(held), corners)
    (symbol,) = seen(empty, picture).symbols
    assert symbol.side_px == pytest.approx(side_px, rel=0.15)
    assert symbol.module_px < 2


def test_a_code_too_smeared_to_be_located_is_seen_by_its_grain(empty, held):
    (symbol,) = seen(empty, cv2.blur(held, (17, 1))).symbols
    assert symbol.is_smeared


def test_a_dark_square_without_grain_is_no_code(empty):
    framed = empty.copy()
    framed[300:400, 600:700] = 240
    framed[320:380, 620:680] = 60
    assert seen(empty, framed) == Observation()


@pytest.mark.parametrize("side_px", [24, 32, 48, 64])
@pytest.mark.parametrize(("ground", "rest"), [(20, 240), (240, 20)])
def test_one_spot_in_a_square_is_no_grain(empty, side_px, ground, rest):
    framed = empty.copy()
    middle, half = np.array([650, 350]), side_px // 2
    for reach, level in ((2 * half, ground), (half, rest), (half // 5, ground)):
        (left, top), (right, bottom) = middle - reach, middle + reach
        framed[top:bottom, left:right] = level
    assert seen(empty, framed) == Observation()


def test_a_door_that_opens_onto_the_sun_is_no_screen(empty):
    sunny = empty.copy()
    sunny[150:560, 60:260] = 255
    assert seen(empty, sunny) == Observation()


def test_a_lamp_that_goes_on_shows_nothing(empty):
    assert seen(empty, cv2.convertScaleAbs(empty, alpha=1.3)) == Observation()


def test_what_stays_for_long_belongs_to_the_room(empty, held, corners):
    observer = Observer()
    observer.observe(empty, [], 0.0)
    looks = [observer.observe(held, [unread(corners)], 0.5 * at) for at in range(1, 60)]
    assert looks[0].shows_something
    assert not looks[-1].shows_something


@pytest.mark.parametrize("shape", [(15, 15), (120, 2000), (480, 640), (1080, 1920)])
def test_noise_of_any_size_shows_nothing(shape):
    rng = np.random.default_rng(4)
    observer = Observer()
    for at in range(4):
        noise = rng.integers(0, 256, shape, np.uint8)
        place = [Sighting("", unread(rng.uniform(-500, 2000, (4, 2))).corners) for _ in range(3)]
        assert observer.observe(noise, place, at / 10) == Observation()


def test_the_coach_says_what_helps_and_ends_when_the_code_is_read(empty, held, corners):
    x, y = (round(float(middle)) for middle in corners.mean(axis=0))
    glaring = held.copy()
    cv2.ellipse(glaring, (x, y), (40, 25), 20, 0, 360, 255, -1)
    coach = Coach()
    assert coach.advise(empty, [], 0.0) is None
    advice = [coach.advise(glaring, [unread(corners)], 1 + at / 10) for at in range(10)]
    assert advice == [None] * 5 + [Advice.TILT] * 5
    assert coach.advise(held, [Sighting("71", unread(corners).corners, 37)], 2.0) is None
