"""A camera whose driver does what a test says, one call after the other."""

import queue
import threading
from collections.abc import Callable

import cv2
import numpy as np

from kiosk.errors import CameraError, PictureError
from kiosk.scanning.camera import CameraSettings, Device
from kiosk.scanning.frames import Image, Jpeg, Picture

ENOUGH_S = 20.0

GONE = None
GARBLED = PictureError("cut off")


class Hang(threading.Event):
    """A call into a driver that comes back no sooner than the test sets this."""


Step = Picture | Exception | Hang | None


class PlayedDriver:
    """Stands for one camera and everything between it and us."""

    def __init__(self) -> None:
        self.steps: queue.Queue[Step] = queue.Queue()
        self.is_plugged = True
        self.opens_with: Exception | None = None
        self.hang_in_open: Hang | None = None
        self.hang_in_settings: Hang | None = None
        self.hang_in_release: Hang | None = None
        self.opened: list[Device] = []
        self.exposures: list[int] = []
        self.released = 0
        self.found_as: Callable[[Device], Device] = lambda device: device

    def play(self, *steps: Step) -> None:
        for step in steps:
            self.steps.put(step)

    def open(self, device: Device) -> "PlayedCapture":
        self.opened.append(device)
        if self.hang_in_open:
            assert self.hang_in_open.wait(ENOUGH_S)
        if self.opens_with:
            raise self.opens_with
        if not self.is_plugged:
            raise CameraError(f"There is no camera {device}: plug it in.")
        return PlayedCapture(self, self.found_as(device))


class PlayedCapture:
    """One opening of it."""

    def __init__(self, driver: PlayedDriver, device: Device) -> None:
        self._driver, self.device = driver, device

    @property
    def settings(self) -> CameraSettings:
        if self._driver.hang_in_settings:
            assert self._driver.hang_in_settings.wait(ENOUGH_S)
        return CameraSettings("MJPG", 160, 120, 30.0, is_compressed=True)

    def read(self) -> Picture | None:
        step = self._driver.steps.get(timeout=ENOUGH_S)
        if isinstance(step, Hang):
            assert step.wait(ENOUGH_S)
            return None
        if isinstance(step, Exception):
            raise step
        return step

    def expose(self, level: int) -> None:
        self._driver.exposures.append(level)

    def release(self) -> None:
        if self._driver.hang_in_release:
            assert self._driver.hang_in_release.wait(ENOUGH_S)
        self._driver.released += 1


def jpeg(image: Image) -> Jpeg:
    """The picture as a camera compresses it."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 90])
    found = Jpeg.found_in(data.tobytes())
    assert found is not None
    return found


def noisy(seed: int = 0) -> Jpeg:
    """Some picture, another one for each seed."""
    return jpeg(np.random.default_rng(seed).integers(0, 255, (120, 160, 3), np.uint8))


def wait_until(is_so: Callable[[], bool], why: str) -> None:
    """Wait for a condition that another thread makes true."""
    woken = threading.Event()
    for _ in range(round(ENOUGH_S / 0.01)):
        if is_so():
            return
        woken.wait(0.01)
    raise AssertionError(f"waited in vain: {why}")
