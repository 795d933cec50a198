"""A loop that hangs is told from one whose camera is away."""

import threading

import numpy as np
import pytest

from kiosk.scanning import pulse
from kiosk.scanning.frames import Frame, Pixels
from kiosk.scanning.loop import ScanLoop
from tests.scanning.played_camera import wait_until

GREY = np.full((48, 64, 3), 128, np.uint8)
STOPS_WITHIN_S = 10.0


class Camera:
    """A live source that is away, or whose read hangs until it is closed."""

    name, live = "a camera", True

    def __init__(self, *, hangs: bool = False, shows: bool = False) -> None:
        self.ended = False
        self.reads = 0
        self._hangs, self._shows = hangs, shows
        self._closed = threading.Event()

    def read(self) -> Frame | None:
        self.reads += 1
        if self._hangs:
            self._closed.wait()
        return Frame(Pixels(GREY), self.reads, 0.0) if self._shows else None

    def close(self) -> None:
        self.ended = True
        self._closed.set()


class HangingReader:
    """Never answers, until it is let go."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()

    def look(self, *_: object, **__: object) -> tuple[()]:
        self.may_answer.wait()
        return ()


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "STUCK_AFTER_S", 0.05)


@pytest.mark.usefixtures("_impatient")
def test_a_camera_whose_read_hangs_is_stuck() -> None:
    loop = ScanLoop(Camera(hangs=True))
    assert not loop.is_stuck
    loop.start()
    wait_until(lambda: loop.is_stuck, "nobody noticed")
    assert loop.stop(STOPS_WITHIN_S)
    assert not loop.is_stuck


@pytest.mark.usefixtures("_impatient")
def test_a_decoder_that_hangs_is_stuck_while_the_camera_goes_on() -> None:
    reader = HangingReader()
    loop = ScanLoop(Camera(shows=True), reader=reader)
    loop.start()
    wait_until(lambda: loop.is_stuck, "nobody noticed")
    reader.may_answer.set()
    wait_until(lambda: not loop.is_stuck, "it goes on")
    assert loop.stop(STOPS_WITHIN_S)


def test_a_camera_that_is_away_is_not_stuck() -> None:
    camera = Camera()
    loop = ScanLoop(camera)
    loop.start()
    wait_until(lambda: camera.reads >= 3, "it is asked for")
    assert not loop.is_stuck
    assert loop.stop(STOPS_WITHIN_S)


def test_a_camera_s_thread_that_is_gone_is_stuck(expected_log) -> None:
    expected_log("scanning a camera ended unexpectedly")
    camera = Camera()
    loop = ScanLoop(camera)
    loop._step = lambda: 1 / 0  # what nobody foresaw
    loop.start()
    wait_until(lambda: loop.is_stuck, "nobody noticed")
