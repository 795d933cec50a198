"""One picture of a camera, decoded no further and no earlier than somebody asks."""

import zlib
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.errors import PictureError

Image = NDArray[np.uint8]

REDUCTIONS = (8, 4, 2)
"""A JPEG can be decoded at these parts of its size, for less than the whole costs."""
GREY = {1: cv2.IMREAD_GRAYSCALE, 2: cv2.IMREAD_REDUCED_GRAYSCALE_2}
GREY |= {4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}
COLOUR = {1: cv2.IMREAD_COLOR_BGR, 2: cv2.IMREAD_REDUCED_COLOR_2}
COLOUR |= {4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}

EVERY_ROW = 8
"""Is enough of a picture to know it by: noise is everywhere."""

START, END = b"\xff\xd8", b"\xff\xd9"
SCAN = 0xDA
SIZES = frozenset({0xC0, 0xC1, 0xC2})


class Picture(Protocol):
    """What a frame shows. Nobody writes into what it hands out; any thread may ask."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""

    def grey(self, reduced: int = 1) -> Image:
        """The brightness, height x width, at the full size or at 1/2, 1/4 or 1/8 of it."""

    def bgr(self) -> Image:
        """The colours at full size, height x width x 3."""

    def preview(self, width: int, height: int) -> Image:
        """The colours of the whole picture, at least this large where the picture is."""

    def fingerprint(self) -> int:
        """The same for the same picture, and hardly ever for another; decodes nothing."""


class Pixels:
    """A picture that came as pixels: BGR, or grey already."""

    def __init__(self, image: Image) -> None:
        self._image = image
        self._grey: dict[int, Image] = {}

    @property
    def size(self) -> tuple[int, int]:
        height, width = self._image.shape[:2]
        return width, height

    def grey(self, reduced: int = 1) -> Image:
        if reduced not in self._grey:
            self._grey[reduced] = self._reduced(reduced)
        return self._grey[reduced]

    def bgr(self) -> Image:
        if self._image.ndim == 3:
            return self._image
        return _bytes(cv2.cvtColor(self._image, cv2.COLOR_GRAY2BGR))

    def preview(self, width: int, height: int) -> Image:
        return self.bgr()

    def fingerprint(self) -> int:
        return zlib.crc32(self._image[::EVERY_ROW].tobytes())

    def _reduced(self, reduced: int) -> Image:
        if reduced > 1:
            return _reduced(self.grey(), reduced)
        if self._image.ndim == 2:
            return self._image
        return _bytes(cv2.cvtColor(self._image, cv2.COLOR_BGR2GRAY))


class Jpeg:
    """A picture as a camera compressed it: of the brightness no more is decoded than is asked for.

    Decoding raises PictureError where the bytes were garbled on their way.
    """

    def __init__(self, data: bytes, size: tuple[int, int]) -> None:
        self.data = data
        self._size = size
        self._grey: dict[int, Image] = {}

    @classmethod
    def found_in(cls, buffer: bytes) -> "Jpeg | None":
        """The one that a camera's buffer begins with; None where it does not hold a whole one.

        Only looks at the frame of it: markers, size and end. What stands behind is left over
        from a longer picture before.
        """
        size: tuple[int, int] | None = None
        at = len(START)
        if not buffer.startswith(START):
            return None
        while at + 4 <= len(buffer) and buffer[at] == 0xFF:
            marker, length = buffer[at + 1], int.from_bytes(buffer[at + 2 : at + 4], "big")
            if marker in SIZES:
                height, width = (int.from_bytes(buffer[at + n : at + n + 2], "big") for n in (5, 7))
                size = width, height
            at += 2 + length
            if marker == SCAN:
                # In the scan itself 0xff is always escaped: the first end mark is the end.
                end = buffer.find(END, at)
                return cls(buffer[: end + len(END)], size) if size and end > 0 else None
        return None

    @property
    def size(self) -> tuple[int, int]:
        return self._size

    def grey(self, reduced: int = 1) -> Image:
        if reduced not in self._grey:
            whole = self._grey.get(1)
            self._grey[reduced] = (
                self._decoded(GREY[reduced]) if whole is None else _reduced(whole, reduced)
            )
        return self._grey[reduced]

    def bgr(self) -> Image:
        return self._decoded(COLOUR[1])

    def preview(self, width: int, height: int) -> Image:
        full_width, full_height = self._size
        enough = (n for n in REDUCTIONS if full_width >= n * width and full_height >= n * height)
        return self._decoded(COLOUR[next(enough, 1)])

    def fingerprint(self) -> int:
        return zlib.crc32(self.data)

    def _decoded(self, how: int) -> Image:
        image: cv2.typing.MatLike | None = None
        try:
            image = cv2.imdecode(np.frombuffer(self.data, np.uint8), how)
        except cv2.error as error:
            raise PictureError("The camera's picture cannot be decoded.") from error
        if image is None:
            raise PictureError("The camera's picture is cut off.")
        return _bytes(image)


def _reduced(grey: Image, by: int) -> Image:
    """As large as a JPEG that is decoded at this part of its size."""
    height, width = (-(-side // by) for side in grey.shape)
    return _bytes(cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA))


def _bytes(pixels: cv2.typing.MatLike) -> Image:
    """OpenCV's stubs forget that bytes in are bytes out."""
    return pixels.astype(np.uint8, copy=False)
