"""What a small webcam does to light: dark corners and noise."""

import cv2
import numpy as np

from kiosk.scanning.frames import Image
from kiosk.scanning.simulated.room import HEIGHT, WIDTH

NOISE_LEVELS = 2.2
CORNERS_DARKER_BY = 0.14
NOISE_MARGIN_PX = 64


class Sensor:
    """Turns a clean picture into one that a camera could have taken."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        shape = (HEIGHT + NOISE_MARGIN_PX, WIDTH + NOISE_MARGIN_PX, 3)
        noise = self._rng.normal(0, NOISE_LEVELS, shape).astype(np.float32)
        # OpenCV's adding of bytes saturates and is fast; signs need two layers for it.
        self._brighter = np.clip(noise, 0, 255).astype(np.uint8)
        self._darker = np.clip(-noise, 0, 255).astype(np.uint8)
        self._vignette = _vignette()

    def expose(self, picture: Image) -> Image:
        """The picture as the sensor delivers it, each time with other noise."""
        y, x = self._rng.integers(NOISE_MARGIN_PX, size=2)
        window = np.s_[y : y + HEIGHT, x : x + WIDTH]
        image = cv2.subtract(picture, self._vignette)
        image = cv2.add(image, self._brighter[window])
        return cv2.subtract(image, self._darker[window]).astype(np.uint8, copy=False)


def _vignette() -> Image:
    """What the corners lack, for a middling brightness: near enough, and one subtraction."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    lacking = 150 * CORNERS_DARKER_BY * ((x**2 + y**2) / 2) ** 1.5
    return np.repeat(lacking[:, :, None], 3, axis=2).astype(np.uint8)
