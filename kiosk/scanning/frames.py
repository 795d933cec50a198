"""What every camera, file and simulation hands over, and the one shape they all have."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One QR symbol in a picture; `text` is empty when it was located but not readable."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]
    """Pixels of the full picture: top left, top right, bottom right, bottom left of the symbol."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture: BGR, height x width x 3, uint8. Nobody writes into `image` once it is handed over."""

    image: Image
    number: int
    """Counts up from 0 within one source."""
    taken_at_s: float
    """`time.monotonic()` for cameras; seconds from the start of the clip for files."""
    label: str = ""
    """File name of the picture, or empty."""
    sightings: tuple[Sighting, ...] = ()


class FrameSource(Protocol):
    """A camera or something posing as one. One thread reads; `close` may come from any thread."""

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
            PictureError: the rest of a file cannot be read; `ended` is true from then on.
        """

    def close(self) -> None:
        """Give the device or file back; safe to repeat. A waiting `read` returns None soon."""
