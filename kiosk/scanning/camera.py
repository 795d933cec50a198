"""A camera on this machine: opened for speed, and opened again when it was unplugged."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from kiosk.errors import CameraError
from kiosk.scanning.frames import Frame, Pixels

WIDTH_PX, HEIGHT_PX, FRAMES_PER_S = 1280, 720, 30
CAMERAS_TRIED = 8

Device = int | str
"""A number, or a path such as /dev/v4l/by-id/..., which stays the same after a restart."""
OpenCapture = Callable[[Device], cv2.VideoCapture]


def open_device(device: Device) -> cv2.VideoCapture:
    """Open a camera with its settings; the result may not be open."""
    on_linux = sys.platform == "linux"
    capture = cv2.VideoCapture(device, cv2.CAP_V4L2 if on_linux else cv2.CAP_ANY)
    if capture.isOpened():
        # MJPG first: uncompressed, 720p fills the bus at 7 frames a second.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH_PX)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT_PX)
        capture.set(cv2.CAP_PROP_FPS, FRAMES_PER_S)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


class Camera:
    """A live source that outlives its camera: while it is unplugged, `read` answers None."""

    live = True

    def __init__(self, device: Device, *, open_capture: OpenCapture = open_device) -> None:
        """Open the camera.

        Raises:
            CameraError: there is no such camera, or it cannot be opened.
        """
        self.name = f"camera {device}"
        self.ended = False
        self._device = device
        self._open_capture = open_capture
        self._number = 0
        self._capture = open_capture(device)
        if not self._capture.isOpened():
            raise CameraError(_why_not(device))

    def read(self) -> Frame | None:
        """Wait for the next picture; None while the camera is away. Each call tries to open it."""
        if not self._capture.isOpened():
            self._capture = self._open_capture(self._device)
        arrived, image = self._capture.read()
        if not arrived:
            self._capture.release()
            return None
        frame = Frame(Pixels(image.astype(np.uint8, copy=False)), self._number, time.monotonic())
        self._number += 1
        return frame

    def close(self) -> None:
        """Give the camera back."""
        self.ended = True
        self._capture.release()


def first_camera(*, open_capture: OpenCapture = open_device) -> int | None:
    """The number of the first camera that delivers a picture; None if there is none."""
    for index in range(CAMERAS_TRIED):
        if not _may_exist(index):
            continue
        capture = open_capture(index)
        works = capture.isOpened() and capture.read()[0]
        capture.release()
        if works:
            return index
    return None


def _may_exist(device: Device) -> bool:
    """False only where the system says that there is no such camera."""
    path = Path(f"/dev/video{device}" if isinstance(device, int) else device)
    return sys.platform != "linux" or path.exists()


def _why_not(device: Device) -> str:
    if not _may_exist(device):
        return f"There is no camera {device}: plug it in or choose another one with --camera."
    return (
        f"Camera {device} cannot be opened: close other programs that use it, "
        "and let this account use cameras (on Linux the group video)."
    )
