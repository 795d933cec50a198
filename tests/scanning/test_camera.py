"""Cameras: missing ones, and ones that go away, hang or freeze and come back."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.errors import CameraError, PictureError
from kiosk.scanning.camera import Camera, Capture, Device, Patience, first_camera
from kiosk.scanning.camera.freeze import FREEZES_AFTER_S, FreezeWatch
from kiosk.scanning.camera.reading import Reading
from kiosk.scanning.frames import Frame, Pixels
from kiosk.scanning.loop import LONGEST_RETRY_S
from kiosk.scanning.sources import open_source
from tests.scanning.played_camera import (
    ENOUGH_S,
    GARBLED,
    GONE,
    Hang,
    PlayedDriver,
    jpeg,
    noisy,
    wait_until,
)

LITTLE = Patience(stalls_after_s=0.15, opens_within_s=0.15, releases_within_s=0.05, most_stuck=2)


@pytest.fixture
def driver() -> PlayedDriver:
    return PlayedDriver()


@pytest.fixture
def hangs() -> Iterator[list[Hang]]:
    """Calls that hang until the test is over: no thread outlives it."""
    hangs = [Hang() for _ in range(8)]
    yield hangs
    for hang in hangs:
        hang.set()


def opened(driver: PlayedDriver, patience: Patience | None = None) -> Camera:
    return Camera(0, open_capture=driver.open, patience=patience)


def awaited(driver: PlayedDriver, said: list[str], patience: Patience | None = None) -> Camera:
    """A camera that may come later; what is told of it is noted."""
    return Camera(
        0,
        open_capture=driver.open,
        patience=patience,
        on_trouble=lambda trouble: said.append(str(trouble)),
    )


def next_frame(camera: Camera) -> Frame:
    """Read on until there is a picture."""
    frames: list[Frame] = []

    def arrives() -> bool:
        frame = camera.read()
        frames.extend([frame] if frame else [])
        return bool(frames)

    wait_until(arrives, "no picture came")
    return frames[0]


def test_a_camera_that_does_not_exist_is_one_plain_sentence():
    with pytest.raises(CameraError, match=r"^There is no camera 99: .* --camera\.$"):
        open_source("99")


def test_a_device_path_that_does_not_exist_is_one_plain_sentence():
    with pytest.raises(CameraError, match=r"^There is no camera /dev/v4l/by-id/nothing"):
        open_source("/dev/v4l/by-id/nothing")


def test_a_device_that_is_no_camera_is_one_plain_sentence():
    with pytest.raises(CameraError, match=r"^Camera /dev/null cannot be opened: close other"):
        open_source("/dev/null")


def test_where_somebody_listens_a_camera_that_is_not_there_is_awaited():
    said: list[str] = []
    source = open_source("99", on_trouble=lambda trouble: said.append(str(trouble)))
    wait_until(lambda: source.read() is None and bool(said), "it is said")
    assert source.live
    assert said[0].startswith("There is no camera 99: ")
    source.close()


def test_a_wrong_file_is_told_at_once_also_where_somebody_listens():
    with pytest.raises(PictureError, match="was not found"):
        open_source("7.png", on_trouble=lambda _: None)


def test_nothing_but_our_sentence_reaches_the_terminal():
    script = (
        "from kiosk.scanning.sources import open_source\n"
        "try: open_source('99')\n"
        "except Exception as error: print(error)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    assert len(ran.stdout.splitlines()) == 1


def test_a_camera_may_come_after_the_kiosk(driver):
    driver.is_plugged = False
    said: list[str] = []
    camera = awaited(driver, said)
    assert [camera.read() for _ in range(4)] == [None] * 4
    assert said == ["There is no camera 0: plug it in."]
    driver.is_plugged = True
    driver.play(noisy())
    assert next_frame(camera).number == 0
    driver.play(GONE)
    camera.close()


def test_why_a_camera_is_away_is_said_again_only_after_it_was_there(driver):
    said: list[str] = []
    camera = awaited(driver, said)
    driver.play(noisy(1))
    next_frame(camera)
    assert said == []
    busy = CameraError("Camera 0 cannot be opened: close other programs.")
    for _ in range(2):
        driver.is_plugged = False
        driver.play(GONE)
        wait_until(lambda: camera.read() is None and bool(said), "it is missing")
        driver.opens_with = busy
        wait_until(lambda: camera.read() is None and len(said) == 2, "it is busy")
        driver.opens_with = None
        assert [camera.read() for _ in range(4)] == [None] * 4, "missing again"
        assert said == ["There is no camera 0: plug it in.", str(busy)]
        said.clear()
        driver.is_plugged = True
        driver.play(noisy(2))
        next_frame(camera)
    driver.play(GONE)
    camera.close()


def test_a_camera_that_opens_and_shows_nothing_is_told_apart_from_one_that_left(driver):
    said: list[str] = []
    camera = awaited(driver, said)
    driver.play(GONE, GONE, noisy())
    next_frame(camera)
    (why,) = said
    assert why.startswith("Camera 0 opens but gives no pictures: plug it in again")
    said.clear()
    driver.is_plugged = False
    driver.play(GONE)
    wait_until(lambda: camera.read() is None and bool(said), "it is missing")
    assert said == ["There is no camera 0: plug it in."]
    camera.close()


def test_a_camera_that_hangs_from_the_first_holds_nobody_up(driver, hangs, expected_log):
    expected_log("WARNING kiosk.scanning: camera 0 does not answer any more")
    driver.hang_in_open = hangs[0]
    said: list[str] = []
    camera = awaited(driver, said, LITTLE)
    wait_until(lambda: camera.read() is None and bool(said), "it is given up")
    assert said == ["Camera 0 does not answer: unplug it and plug it in again."]
    camera.close()
    driver.play(GONE, GONE)


def test_a_camera_that_went_away_is_opened_again_and_numbers_go_on(driver):
    camera = opened(driver)
    driver.play(noisy(1))
    assert next_frame(camera).number == 0
    driver.play(GONE)
    assert camera.read() is None
    driver.play(noisy(2))
    assert next_frame(camera).number == 1
    assert driver.opened == [0, 0]
    assert driver.released == 1
    assert camera.live
    driver.play(GONE)
    camera.close()


def test_a_camera_that_stays_away_answers_nothing_and_does_not_fail(driver):
    camera = opened(driver)
    driver.is_plugged = False
    driver.play(GONE)
    assert [camera.read() for _ in range(4)] == [None] * 4
    assert len(driver.opened) >= 4
    camera.close()


def test_the_newest_of_several_pictures_is_taken_with_the_time_it_came(driver):
    camera = opened(driver)
    before_s = time.monotonic()
    driver.play(*(noisy(n) for n in range(5)))
    wait_until(driver.steps.empty, "the thread reads without being asked")
    driver.play(noisy(5))
    wait_until(driver.steps.empty, "the thread reads without being asked")
    wait_until(lambda: np.array_equal(next_frame(camera).grey(), noisy(5).grey()), "the newest")
    driver.play(noisy(6))
    frame = next_frame(camera)
    assert before_s < frame.taken_at_s <= time.monotonic()
    driver.play(GONE)
    camera.close()


def test_a_garbled_picture_is_dropped_and_the_next_one_comes(driver):
    camera = opened(driver)
    driver.play(GARBLED, GARBLED, noisy())
    assert next_frame(camera).number == 0
    assert driver.opened == [0]
    driver.play(GONE)
    camera.close()


def test_a_camera_that_hangs_in_read_is_left_behind_and_opened_anew(driver, hangs, expected_log):
    expected_log("WARNING kiosk.scanning: camera 0 does not answer any more")
    camera = opened(driver, LITTLE)
    driver.play(hangs[0])
    assert camera.read() is None
    driver.play(noisy())
    assert next_frame(camera).number == 0
    assert driver.opened == [0, 0]
    assert driver.released == 0, "its thread still hangs"
    hangs[0].set()
    wait_until(lambda: driver.released == 1, "a thread that comes back gives the camera back")
    driver.play(GONE)
    camera.close()


def test_a_camera_that_hangs_while_it_is_opened_again_is_left_behind(driver, hangs, expected_log):
    expected_log("WARNING kiosk.scanning: camera 0 does not answer any more")
    camera = opened(driver, LITTLE)
    driver.hang_in_open = hangs[0]
    driver.play(GONE)
    wait_until(lambda: camera.read() is None and len(driver.opened) >= 3, "tried once more")
    driver.hang_in_open = None
    driver.play(noisy())
    hangs[0].set()
    next_frame(camera)
    driver.play(GONE, GONE, GONE)
    camera.close()


def test_a_camera_that_hangs_from_the_first_is_one_plain_sentence(driver, hangs):
    driver.hang_in_open = hangs[0]
    with pytest.raises(CameraError, match=r"^Camera 0 does not answer: unplug it"):
        opened(driver, LITTLE)
    driver.play(GONE)


def test_a_camera_that_hangs_while_it_tells_its_settings_holds_nobody_up(driver, hangs):
    driver.hang_in_settings = hangs[0]
    with pytest.raises(CameraError, match=r"^Camera 0 does not answer: unplug it"):
        opened(driver, LITTLE)
    driver.play(GONE)


def test_a_camera_that_took_long_to_open_is_given_the_time_for_its_first_picture(driver):
    reading = Reading(0, driver.open)
    reading.start()
    assert reading.trouble_in_opening(ENOUGH_S) is None
    assert not reading.is_stuck(opens_within_s=0.0, stalls_after_s=ENOUGH_S)
    assert reading.is_stuck(opens_within_s=ENOUGH_S, stalls_after_s=0.0)
    reading.give_up()
    assert not reading.is_stuck(opens_within_s=0.0, stalls_after_s=0.0)
    driver.play(GONE)


def test_a_camera_that_hangs_in_release_is_opened_anew(driver, hangs):
    camera = opened(driver, LITTLE)
    driver.hang_in_release = hangs[0]
    driver.play(GONE)
    assert camera.read() is None
    driver.play(noisy())
    next_frame(camera)
    driver.play(GONE)
    camera.close()


def test_no_more_threads_are_left_behind_than_a_few(driver, hangs, expected_log):
    expected_log("WARNING kiosk.scanning: camera 0 does not answer any more")
    camera = opened(driver, LITTLE)
    driver.play(*hangs)
    for _ in range(6):
        assert camera.read() is None
    assert len(driver.opened) == LITTLE.most_stuck
    hangs[0].set()
    wait_until(lambda: camera.read() is None and len(driver.opened) == 3, "one came back")
    for hang in hangs:
        hang.set()
    camera.close()


def test_a_driver_that_fails_in_its_own_way_is_logged_and_opened_anew(driver, expected_log):
    expected_log("ERROR kiosk.scanning: opening camera 0 failed")
    expected_log("ERROR kiosk.scanning: reading camera 0 failed")
    camera = opened(driver)
    driver.opens_with = OSError("a driver's own trouble")
    driver.play(OSError("a driver's own trouble"))
    assert camera.read() is None
    assert camera.read() is None
    driver.opens_with = None
    driver.play(noisy())
    next_frame(camera)
    driver.play(GONE)
    camera.close()


def test_loss_and_return_take_no_longer_than_three_seconds():
    patience = Patience()
    assert patience.stalls_after_s + patience.releases_within_s <= 3.0
    opening_s = 1.5
    assert LONGEST_RETRY_S + patience.releases_within_s + opening_s <= 3.0


def test_closing_ends_a_read_that_waits(driver, hangs):
    camera = opened(driver, Patience(releases_within_s=0.05))
    driver.play(hangs[0])
    answers: list[Frame | None] = []
    reading = threading.Thread(target=lambda: answers.append(camera.read()))
    reading.start()
    camera.close()
    camera.close()
    reading.join(Patience().stalls_after_s / 2)
    assert answers == [None]
    assert camera.ended


def test_a_camera_closed_while_its_last_opening_is_let_go_is_not_opened_again(driver, monkeypatch):
    camera = opened(driver)
    driver.play(GONE)
    assert camera.read() is None
    wait_for_release = Reading.join

    def closed_meanwhile(reading: Reading, timeout_s: float) -> None:
        monkeypatch.undo()
        camera.close()
        wait_for_release(reading, timeout_s)

    monkeypatch.setattr(Reading, "join", closed_meanwhile)
    assert camera.read() is None
    assert driver.opened == [0]


def test_the_exposure_is_set_before_the_next_picture_and_again_after_a_loss(driver):
    camera = opened(driver)
    camera.expose(2)
    driver.play(noisy(1))
    next_frame(camera)
    driver.play(noisy(2))
    next_frame(camera)
    assert driver.exposures == [2]
    driver.play(GONE)
    camera.read()
    driver.play(noisy(3))
    next_frame(camera)
    assert driver.exposures == [2, 2]
    driver.play(GONE)
    camera.close()


def test_what_a_camera_was_set_to_is_known_while_it_is_there(driver):
    camera = opened(driver)
    assert camera.settings is not None
    assert (camera.settings.width, camera.settings.height) == (160, 120)
    driver.is_plugged = False
    driver.play(GONE)
    wait_until(lambda: camera.read() is None and camera.settings is None, "it is away")
    camera.close()


def test_the_same_noise_for_ever_is_a_frozen_camera(expected_log):
    expected_log("WARNING kiosk.scanning: The camera shows the same picture for ever")
    watch = FreezeWatch()
    looks = [watch.is_frozen(noisy(), at_s) for at_s in (10.0, 10.0 + FREEZES_AFTER_S, 15.1, 16.0)]
    assert looks == [False, False, True, True]
    assert not watch.is_frozen(noisy(1), 16.1), "it moves again"
    assert not watch.is_frozen(noisy(1), 17.0)


def test_a_dark_lobby_at_night_is_no_frozen_camera():
    night = jpeg(np.full((120, 160, 3), 3, np.uint8))
    watch = FreezeWatch()
    assert not any(watch.is_frozen(night, at_s) for at_s in range(100))


def test_the_last_row_of_pixels_may_be_what_moves():
    room = np.random.default_rng(3).integers(0, 255, (120, 160, 3), np.uint8)
    watch = FreezeWatch()
    for at_s in range(20):
        grain = np.random.default_rng(at_s).integers(0, 3, room.shape, np.uint8)
        assert not watch.is_frozen(Pixels(room // 2 + grain), at_s)


def test_a_frozen_camera_is_lost_until_it_shows_something_else(driver, expected_log, monkeypatch):
    expected_log("WARNING kiosk.scanning: The camera shows the same picture for ever")
    monkeypatch.setattr("kiosk.scanning.camera.freeze.FREEZES_AFTER_S", -1.0)
    camera = opened(driver)
    driver.play(noisy())
    next_frame(camera)
    driver.play(noisy(), GONE)
    assert camera.read() is None, "it is lost"
    driver.play(noisy(), GONE)
    assert camera.read() is None, "opened anew it still shows the same"
    driver.play(noisy(1))
    assert camera.read() is not None
    assert len(driver.opened) == 3
    driver.play(GONE)
    camera.close()


def test_without_any_camera_there_is_no_first_one(driver):
    driver.is_plugged = False
    assert first_camera(open_capture=driver.open) is None


def test_the_first_camera_is_the_one_that_delivers(driver):
    driver.play(noisy(), GONE)

    def open_capture(device: Device) -> Capture:
        if device != 2:
            raise CameraError(f"There is no camera {device}: plug it in.")
        return driver.open(device)

    assert first_camera(open_capture=open_capture) == 2
