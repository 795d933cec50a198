"""`lobby`, with clips for cameras: one is plugged in by putting it where it is looked for."""

import time
from collections.abc import Callable

import cv2
import numpy as np

from tests.end_to_end.conftest import FRAMES_PER_S
from ui.cli import main


class FilmedCamera:
    """A clip at a camera's pace. It is over like a camera that is pulled out, and begins anew.

    OpenCV's own class cannot be derived from: freeing such an object breaks Python's memory.
    """

    open_clip: Callable[[str, int], cv2.VideoCapture] = cv2.VideoCapture

    def __init__(self, path: str, _: int) -> None:
        self._clip = FilmedCamera.open_clip(path, cv2.CAP_FFMPEG)

    def read(self) -> tuple[bool, np.ndarray]:
        time.sleep(1 / FRAMES_PER_S)
        return self._clip.read()

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self._clip.isOpened()

    def set(self, what: int, value: float) -> bool:
        # Bytes instead of pixels are more than a clip can give.
        return what != cv2.CAP_PROP_CONVERT_RGB and self._clip.set(what, value)

    def get(self, what: int) -> float:
        return self._clip.get(what)

    def release(self) -> None:
        self._clip.release()


if __name__ == "__main__":
    cv2.VideoCapture = FilmedCamera
    main()
