"""One opened camera by OpenCV: set for speed, its JPEGs taken as they come."""

import sys
from collections.abc import Callable
from typing import Protocol

import cv2
import numpy as np

from kiosk.errors import PictureError
from kiosk.scanning.camera.controls import Controls, controls_of
from kiosk.scanning.camera.devices import Device, may_exist, node_of, stable_device, why_not
from kiosk.scanning.camera.settings import CameraSettings
from kiosk.scanning.picture import Image, Jpeg, Picture, Pixels

WIDTH_PX, HEIGHT_PX, FRAMES_PER_S = 1280, 720, 30
BUFFERS_TRIED = 5
"""Of which one must hold a whole JPEG, else OpenCV is to decode what there is."""
MJPG = "MJPG"


class Capture(Protocol):
    """An opened camera. Used by one thread only; any call may hang with a broken driver."""

    @property
    def device(self) -> Device:
        """The name under which it is found again, whatever number it has then."""

    @property
    def settings(self) -> CameraSettings:
        """What it was set to."""

    def read(self) -> Picture | None:
        """Wait for the next picture; None when the camera is gone.

        Raises:
            PictureError: what came is garbled. Read on.
        """

    def expose(self, level: int) -> None:
        """Expose automatically at 0; the shorter the higher above it."""

    def release(self) -> None:
        """Give the camera back."""


OpenCapture = Callable[[Device], Capture]
"""Raises CameraError where there is no camera, or it cannot be opened."""


class OpenCvCapture:
    """A camera, or for tests a clip, behind OpenCV."""

    def __init__(
        self, capture: cv2.VideoCapture, controls: Controls | None = None, device: Device = 0
    ) -> None:
        self._capture, self._controls = capture, controls
        self._set_up()
        self._is_compressed = self._pixel_format() == MJPG and self._gives_jpegs()
        # Last: the system makes the stable name of a camera a moment after its node.
        self.device = stable_device(device)

    @property
    def settings(self) -> CameraSettings:
        get, controls = self._capture.get, self._controls
        return CameraSettings(
            self._pixel_format(),
            round(get(cv2.CAP_PROP_FRAME_WIDTH)),
            round(get(cv2.CAP_PROP_FRAME_HEIGHT)),
            get(cv2.CAP_PROP_FPS),
            self._is_compressed,
            controls.exposure_ms if controls else None,
            controls.focus if controls else None,
            controls.offered if controls else frozenset(),
        )

    def read(self) -> Picture | None:
        arrived, image = self._capture.read()
        if not arrived:
            return None
        picture = _picture(image.astype(np.uint8, copy=False), is_compressed=self._is_compressed)
        if picture is None:
            raise PictureError("The camera sent a picture that is cut off.")
        return picture

    def expose(self, level: int) -> None:
        if self._controls:
            self._controls.expose(level)

    def release(self) -> None:
        if self._controls:
            self._controls.close()
        self._capture.release()

    def _set_up(self) -> None:
        # MJPG first: uncompressed, 720p fills the bus at 7 frames a second.
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*MJPG))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH_PX)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT_PX)
        self._capture.set(cv2.CAP_PROP_FPS, FRAMES_PER_S)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if self._controls:
            self._controls.settle()

    def _pixel_format(self) -> str:
        code = int(self._capture.get(cv2.CAP_PROP_FOURCC)) & 0xFFFFFFFF
        return code.to_bytes(4, "little").decode("ascii", "replace").strip("\0 ")

    def _gives_jpegs(self) -> bool:
        """Ask for the bytes instead of pixels; not every backend that says yes does it."""
        if not self._capture.set(cv2.CAP_PROP_CONVERT_RGB, 0):
            return False
        for _ in range(BUFFERS_TRIED):
            arrived, image = self._capture.read()
            if not arrived:
                break
            if _picture(image.astype(np.uint8, copy=False), is_compressed=True) is not None:
                return True
        self._capture.set(cv2.CAP_PROP_CONVERT_RGB, 1)
        return False


def open_device(device: Device) -> Capture:
    """Open a camera for the kiosk, by its stable name where it has one already.

    Raises:
        CameraError: there is no such camera, or it cannot be opened.
    """
    device = stable_device(device)
    if not may_exist(device):
        raise why_not(device)
    if sys.platform == "linux":
        capture = cv2.VideoCapture(str(node_of(device)), cv2.CAP_V4L2)
    else:
        capture = cv2.VideoCapture(device, cv2.CAP_ANY)
    if not capture.isOpened():
        raise why_not(device)
    # Only now that it is ours: another program that has it keeps the exposure it set.
    return OpenCvCapture(capture, controls_of(node_of(device)), device)


def _picture(image: Image, *, is_compressed: bool) -> Picture | None:
    if is_compressed:
        is_row = image.ndim == 1 or 1 in image.shape[:2]
        return Jpeg.found_in(image.tobytes()) if is_row else None
    return Pixels(image) if image.ndim == 3 and image.shape[2] == 3 else None
