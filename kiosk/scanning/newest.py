"""One slot between two threads; the newest frame wins."""

import threading

from kiosk.scanning.frames import Frame


class NewestFrame:
    """Holds one frame until it is taken or a newer one comes. Never makes the giver wait."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._closed = False

    def put(self, frame: Frame) -> None:
        with self._changed:
            self._frame = frame
            self._changed.notify()

    def close(self) -> None:
        """The frame still waiting can be taken; after it there is nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def take(self) -> Frame | None:
        """Wait for a frame not taken before; None when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._frame is not None or self._closed)
            frame, self._frame = self._frame, None
            return frame
