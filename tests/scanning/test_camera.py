"""Cameras: missing ones, and ones that go away and come back."""

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.errors import CameraError
from kiosk.scanning.camera import Camera, first_camera
from kiosk.scanning.sources import open_source


@pytest.fixture
def two_frames(clip) -> Path:
    """A clip that stands for a camera with a loose plug: two frames, then it is gone."""
    return clip([np.full((120, 160, 3), grey, np.uint8) for grey in (60, 180)])


def test_a_camera_that_does_not_exist_is_one_plain_sentence():
    with pytest.raises(CameraError, match=r"^There is no camera 99: .* --camera\.$"):
        open_source("99")


def test_a_device_path_that_does_not_exist_is_one_plain_sentence():
    with pytest.raises(CameraError, match=r"^There is no camera /dev/v4l/by-id/nothing"):
        open_source("/dev/v4l/by-id/nothing")


def test_a_device_that_is_no_camera_is_one_plain_sentence():
    with pytest.raises(CameraError, match=r"^Camera /dev/null cannot be opened: close other"):
        open_source("/dev/null")


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


def test_a_camera_that_went_away_is_opened_again_and_numbers_go_on(two_frames):
    opened: list[object] = []

    def open_capture(device: object) -> cv2.VideoCapture:
        opened.append(device)
        return cv2.VideoCapture(str(two_frames), cv2.CAP_FFMPEG)

    camera = Camera(0, open_capture=open_capture)
    frames = [camera.read() for _ in range(5)]
    assert [frame and frame.number for frame in frames] == [0, 1, None, 2, 3]
    assert opened == [0, 0]
    assert camera.live
    assert not camera.ended


def test_a_camera_that_stays_away_answers_nothing_and_does_not_fail(two_frames):
    captures = iter([two_frames])

    def open_capture(_: object) -> cv2.VideoCapture:
        return cv2.VideoCapture(str(next(captures, "gone.avi")), cv2.CAP_FFMPEG)

    camera = Camera(0, open_capture=open_capture)
    frames = [camera.read() for _ in range(6)]
    assert [frame is None for frame in frames] == [False, False, True, True, True, True]


def test_a_closed_camera_has_ended(two_frames):
    camera = Camera(0, open_capture=lambda _: cv2.VideoCapture(str(two_frames), cv2.CAP_FFMPEG))
    camera.close()
    camera.close()
    assert camera.ended


def test_without_any_camera_there_is_no_first_one():
    assert first_camera(open_capture=lambda _: cv2.VideoCapture()) is None
