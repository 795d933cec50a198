"""The one place where the scanner's threads meet the Qt event loop."""

import cv2
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kiosk.scanning.coaching import Advice
from kiosk.scanning.frames import Frame
from kiosk.scanning.loop import ScanLoop
from ui.bridges.preview import LatestFrame, PreviewFrame

OUTLINE_GROWS = 1.16
"""The outline runs outside the code, over its quiet zone, so that it never covers a module."""


class CameraBridge(QObject):
    """Tells what the camera sees, and keeps the newest picture for the screen.

    The signals may be emitted on any thread; Qt delivers them on the receiver's.
    """

    codeRead = Signal(str)
    adviceChanged = Signal(str)
    """What helps whoever holds a code that cannot be read; empty for none."""
    cameraLost = Signal()
    cameraFound = Signal()
    cameraEnded = Signal()

    def __init__(self, loop: ScanLoop, frames: LatestFrame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop, self._frames = loop, frames
        loop.on_frame = self._hand_over
        loop.on_codes = self._tell_codes
        loop.on_advice = self._tell_advice
        loop.on_lost = self.cameraLost.emit
        loop.on_found = self.cameraFound.emit
        loop.on_end = self.cameraEnded.emit

    def start(self) -> None:
        self._loop.start()

    def stop(self, timeout_s: float) -> bool:
        """Stop scanning; False if it takes longer."""
        return self._loop.stop(timeout_s)

    @property
    def is_stuck(self) -> bool:
        """Whether scanning hangs; a camera that is away does not count."""
        return self._loop.is_stuck

    def _tell_codes(self, texts: list[str]) -> None:
        for text in texts:
            self.codeRead.emit(text)

    def _tell_advice(self, advice: Advice | None) -> None:
        self.adviceChanged.emit(advice.value if advice else "")

    def _hand_over(self, frame: Frame) -> None:
        width, height = self._frames.size
        if width > 0 and height > 0:
            self._frames.put(mirrored(frame, width, height))


def mirrored(frame: Frame, width: int, height: int) -> PreviewFrame:
    """Return a frame as in a mirror, for a place of width x height, cut at the sides if need be.

    No larger than the camera's own picture: the screen enlarges what is shown on a large one.
    """
    full_width, full_height = frame.size
    fills = max(width / full_width, height / full_height)
    cut_width, cut_height = width / fills, height / fills
    left, top = (full_width - cut_width) / 2, (full_height - cut_height) / 2
    scale = min(fills, 1.0)
    across, down = round(cut_width * scale), round(cut_height * scale)
    whole = frame.preview(round(full_width * scale), round(full_height * scale))
    # A camera's picture may come reduced already, by halves.
    share = whole.shape[1] / full_width
    rows, columns = (
        slice(round(start * share), round((start + length) * share))
        for start, length in ((top, cut_height), (left, cut_width))
    )
    small = cv2.resize(whole[rows, columns], (across, down), interpolation=cv2.INTER_AREA)
    pixels = cv2.cvtColor(cv2.flip(small, 1), cv2.COLOR_BGR2BGRA)
    image = QImage(pixels.data, across, down, 4 * across, QImage.Format.Format_RGB32)
    outlines = tuple(
        tuple((across - (x - left) * scale, (y - top) * scale) for x, y in _grown(s.corners))
        for s in frame.sightings
    )
    return PreviewFrame(image, outlines)


def _grown(corners: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    middle_x = sum(x for x, _ in corners) / len(corners)
    middle_y = sum(y for _, y in corners) / len(corners)
    return [
        (middle_x + (x - middle_x) * OUTLINE_GROWS, middle_y + (y - middle_y) * OUTLINE_GROWS)
        for x, y in corners
    ]
