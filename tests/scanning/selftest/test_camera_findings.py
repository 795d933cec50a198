"""A camera is judged by its pictures: fine ones, and such with planted faults."""

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from kiosk.scanning.camera import CameraSettings
from kiosk.scanning.decoder import find_codes
from kiosk.scanning.frames import Frame, Pixels
from kiosk.scanning.selftest.camera import Kind
from kiosk.scanning.selftest.check import CameraCheck
from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from kiosk.scanning.simulated import Rhythm, SimulatedLobby

MJPG = CameraSettings("MJPG", 1280, 720, 30.0, is_compressed=True)
YUYV = replace(MJPG, pixel_format="YUYV", is_compressed=False)


@pytest.fixture(scope="session")
def empty_room():
    frame = SimulatedLobby(rhythm=Rhythm(paced=False)).read()
    return frame.grey()


@cache
def _sightings(image_bytes, shape):
    return tuple(find_codes(np.frombuffer(image_bytes, np.uint8).reshape(shape)))


@pytest.fixture
def check(digits):
    """Let a camera see one picture for two seconds; answers the findings by their topic."""

    def run(image, *, per_s=30.0, settings=MJPG, wanted=None, **how):
        camera = CameraCheck(lambda text: text == (wanted or digits), **how)
        image = np.ascontiguousarray(image)
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
        sightings = _sightings(grey.tobytes(), grey.shape)
        for number in range(round(2 * per_s) + 1):
            frame = Frame(Pixels(grey), number, number / per_s, sightings=sightings)
            camera.look(frame)
        return {finding.topic: finding for finding in camera.findings(settings)}

    return run


@pytest.fixture
def card(held_still, digits):
    return cv2.cvtColor(held_still(digits, "card"), cv2.COLOR_BGR2GRAY)


def test_a_good_camera_has_nothing_to_be_changed(check, card):
    found = check(card)
    assert {finding.verdict for finding in found.values()} == {Verdict.GOOD}
    assert list(found) == [t for t in Topic if not t.startswith("scanner")]


def test_nothing_is_said_before_the_first_picture():
    assert CameraCheck(lambda _: True).findings(MJPG) == []


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (YUYV, Says.SPEED_SLOW),
        (None, Says.SPEED_SLOW),
        (MJPG, Says.SPEED_SLOW_COMPRESSED),
    ],
)
def test_seven_pictures_a_second_are_too_few(check, empty_room, settings, says):
    speed = check(empty_room, per_s=7.0, settings=settings)[Topic.SPEED]
    assert (speed.verdict, speed.says) == (Verdict.BAD, says)
    assert speed.value == pytest.approx(7.0)
    assert speed.other == (settings.frames_per_s if settings else 0)


def test_few_pictures_in_the_dark_are_the_exposure_s(check, empty_room):
    speed = check((empty_room * 0.25).astype(np.uint8), per_s=10.0)[Topic.SPEED]
    assert (speed.verdict, speed.says) == (Verdict.NOTE, Says.SPEED_SLOW_DARK)


def test_pictures_that_nobody_looked_at_count_too():
    camera = CameraCheck(lambda _: False)
    for number in range(0, 61, 20):
        camera.look(Frame(Pixels(np.zeros((90, 160), np.uint8)), number, number / 30))
    speed = next(f for f in camera.findings(None) if f.topic is Topic.SPEED)
    assert speed.value == pytest.approx(30.0)


def test_of_a_single_picture_no_speed_is_told(check, empty_room):
    assert Topic.SPEED not in check(empty_room, per_s=0.2)


def test_uncompressed_pictures_are_worth_a_note(check, empty_room):
    found = check(empty_room, settings=YUYV)[Topic.FORMAT]
    assert found == CheckFinding(Topic.FORMAT, Verdict.NOTE, Says.FORMAT_RAW, name="YUYV")


def test_a_clip_has_no_format_to_be_changed(check, empty_room):
    assert Topic.FORMAT not in check(empty_room, settings=None)


def test_small_pictures_are_worth_a_note(check, empty_room):
    found = check(cv2.resize(empty_room, (640, 360)))[Topic.SIZE]
    assert (found.verdict, found.value, found.other) == (Verdict.NOTE, 640, 360)


def test_a_camera_that_stands_upright_is_as_large(check, empty_room):
    assert check(cv2.rotate(empty_room, cv2.ROTATE_90_CLOCKWISE))[Topic.SIZE].says is Says.SIZE


@pytest.mark.parametrize(
    ("gain", "says", "verdict"),
    [
        (1.0, Says.LIGHT, Verdict.GOOD),
        (0.3, Says.LIGHT_DARK, Verdict.NOTE),
        (0.1, Says.LIGHT_DARK, Verdict.BAD),
        (2.5, Says.LIGHT_BRIGHT, Verdict.BAD),
    ],
)
def test_the_light_is_judged(check, empty_room, gain, says, verdict):
    found = check(np.clip(empty_room * gain, 0, 255).astype(np.uint8))[Topic.LIGHT]
    assert (found.says, found.verdict) == (says, verdict)


@pytest.mark.parametrize(
    ("sigma_px", "verdict"), [(0, Verdict.GOOD), (2.0, Verdict.NOTE), (2.6, Verdict.BAD)]
)
def test_a_blurred_code_says_that_the_lens_is(check, card, digits, sigma_px, verdict):
    blurred = cv2.GaussianBlur(card, (0, 0), sigma_px) if sigma_px else card
    assert check(blurred)[Topic.SHARPNESS].verdict is verdict


def test_without_a_code_the_room_tells_whether_anything_is_sharp(check, card):
    sharp = check(card, wanted="no such text")[Topic.SHARPNESS]
    assert (sharp.says, sharp.verdict) == (Says.SHARP_ROOM, Verdict.GOOD)
    soft = check(cv2.GaussianBlur(card, (0, 0), 3.5), wanted="no such text")[Topic.SHARPNESS]
    assert (soft.says, soft.verdict) == (Says.BLURRED_ROOM, Verdict.NOTE)


def test_how_far_a_pass_can_be_read_follows_from_how_large_it_appears(check, card):
    near, far = check(card, distance_cm=25.0)[Topic.REACH], check(card)[Topic.REACH]
    assert near.says is far.says is Says.REACH
    assert far.value == pytest.approx(2 * near.value)
    assert far.value > 80
    # Half the reach means that at arm's length only a code of twice the size is readable.
    assert near.other == pytest.approx(2 * far.other)


@pytest.mark.parametrize(
    ("shrunk", "verdict"), [(1.0, Verdict.GOOD), (0.5, Verdict.GOOD), (0.33, Verdict.NOTE)]
)
def test_a_small_code_has_a_short_reach(check, card, shrunk, verdict):
    small = cv2.resize(card, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    assert check(small)[Topic.REACH].verdict is verdict


def test_the_reach_is_that_of_the_lens_too(check, card):
    assert check(cv2.GaussianBlur(card, (0, 0), 1.8))[Topic.REACH].value < 0.8 * (
        check(card)[Topic.REACH].value
    )


def test_nobody_showing_a_code_is_no_fault(check, empty_room):
    reach = check(empty_room)[Topic.REACH]
    assert (reach.says, reach.verdict) == (Says.REACH_NO_CODE, Verdict.NOTE)


def test_a_poster_is_not_taken_for_the_pass_held_up(check, card):
    assert check(card, wanted="another")[Topic.REACH].says is Says.REACH_NO_CODE


def test_a_code_that_is_seen_and_never_read_is_bad(check, card, digits):
    camera = CameraCheck(lambda text: text == digits)
    for number in range(10):
        seen = tuple(replace(s, text="") for s in find_codes(card))
        camera.look(Frame(Pixels(card), number, number / 3, sightings=seen))
    assert Topic.READ not in [finding.topic for finding in camera.findings(MJPG)]
    reach = camera.findings(MJPG)[-1]
    assert (reach.says, reach.verdict) == (Says.REACH_UNREAD, Verdict.BAD)
    assert reach.value == pytest.approx(camera.module_px)


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        ("..rrrrrrrr", (Verdict.GOOD, Says.READ, 8, 10, 0.4)),
        ("..r.......", (Verdict.NOTE, Says.READ_SELDOM, 1, 10, 0.4)),
        ("......rrrrrrrrr", (Verdict.NOTE, Says.READ_SELDOM, 9, 15, 1.2)),
        ("rr        .rr", (Verdict.GOOD, Says.READ, 4, 5, 0.2)),
    ],
)
def test_how_often_and_how_soon_a_pass_was_read_is_told(card, digits, reads, expected):
    camera, (seen,) = CameraCheck(lambda text: text == digits), find_codes(card)
    for number, sign in enumerate(reads):
        sightings = {"r": (seen,), ".": (replace(seen, text=""),), " ": ()}[sign]
        camera.look(Frame(Pixels(card), number, number / 5, sightings=sightings))
    (read,) = [finding for finding in camera.findings(MJPG) if finding.topic is Topic.READ]
    found = (read.verdict, read.says, read.value, read.other, pytest.approx(read.after_s))
    assert found == expected


@pytest.mark.parametrize("kind", [Kind.FILM, Kind.STILLS])
def test_of_what_was_recorded_no_hardware_is_told_to_be_changed(check, card, kind):
    poor = cv2.GaussianBlur((card * 0.35).astype(np.uint8), (0, 0), 2.4)
    found = check(poor, per_s=7.0, settings=None, kind=kind)
    assert found[Topic.LIGHT].says is Says.LIGHT_DARK_FILE
    assert found[Topic.SHARPNESS].says is Says.BLURRED_FILE
    assert (Topic.SPEED in found) == (kind is Kind.FILM)


def test_one_picture_made_to_be_shown_is_enough(check, card):
    found = check(card, per_s=0.2, settings=None, kind=Kind.STILLS)
    assert (found[Topic.READ].value, found[Topic.READ].other) == (1, 1)
    assert found[Topic.REACH].says is Says.CODE_SIZE
    assert found[Topic.SHARPNESS].says is Says.SHARP


def test_what_is_changed_at_the_camera_shows(empty_room):
    camera, dark = CameraCheck(lambda _: False), (empty_room * 0.1).astype(np.uint8)
    for number in range(200):
        picture = dark if number < 50 else empty_room
        camera.look(Frame(Pixels(picture), number, number / 10))
    assert Says.LIGHT in [finding.says for finding in camera.findings(MJPG)]
