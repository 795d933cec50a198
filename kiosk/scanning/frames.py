"""What every camera, file and simulation hands over, and the one shape they all have."""

import time
from dataclasses import dataclass
from typing import Protocol

from kiosk.scanning.picture import Image, Jpeg, Picture, Pixels

__all__ = [
    "Corner",
    "Frame",
    "FrameSource",
    "Image",
    "Jpeg",
    "Pace",
    "Picture",
    "Pixels",
    "Sighting",
]

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One QR symbol in a picture; `text` is empty when it was located but not readable."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]
    """Pixels of the full picture: top left, top right, bottom right, bottom left of the symbol."""
    modules: int = 0
    """Modules a side, 37 in a pass; 0 when unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture, and when and where it came from."""

    picture: Picture
    """`Pixels`, or the `Jpeg` of a camera; a copy of the frame shares what was decoded of it."""
    number: int
    """Counts up from 0 within one source."""
    taken_at_s: float
    """`time.monotonic()` of a camera's picture; seconds from the start of a clip or show."""
    label: str = ""
    """File name of the picture or clip; empty for cameras."""
    sightings: tuple[Sighting, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.picture.size

    def grey(self, reduced: int = 1) -> Image:
        """The brightness, decoded once: at full size, or at 1/2, 1/4 or 1/8 of it.

        Raises:
            PictureError: the camera's bytes are garbled. Drop the frame.
        """
        return self.picture.grey(reduced)

    def bgr(self) -> Image:
        """The colours at full size. Raises PictureError like `grey`."""
        return self.picture.bgr()

    def preview(self, width: int, height: int) -> Image:
        """The colours of the whole picture, at least this large where it is. Raises like `grey`."""
        return self.picture.preview(width, height)


def any_text(_: str) -> bool:
    """Want every text, where no other rule tells passes from posters."""
    return True


class FrameSource(Protocol):
    """A camera or something posing as one. One thread reads and closes it.

    A live one may be closed from any thread, which ends a `read` that waits.
    """

    @property
    def name(self) -> str:
        """For the person: "camera 0", "queue.mp4", "simulated lobby"."""

    @property
    def live(self) -> bool:
        """True: the newest frame wins and others may be dropped. False: every frame counts."""

    @property
    def ended(self) -> bool:
        """True when no further frame will ever come."""

    def read(self) -> Frame | None:
        """Wait for the next frame; None when there is none now (camera lost) or ever (`ended`).

        Raises:
            PictureError: a file, or the rest of it, cannot be read. Read on until `ended`.
        """

    def close(self) -> None:
        """Give the device or file back; safe to repeat."""


class Pace:
    """Holds the frames of a file or a simulation back to the speed of a camera."""

    def __init__(self, frames_per_s: float) -> None:
        self._period_s = 1.0 / frames_per_s
        self._due_s = 0.0

    def wait(self) -> None:
        """Sleep until the next frame is due; whoever is late is not made to hurry."""
        now_s = time.monotonic()
        time.sleep(max(0.0, self._due_s - now_s))
        self._due_s = max(self._due_s, now_s) + self._period_s
