"""The frames of one camera as the kiosk's own loop hands them out, for one thread to look at."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from kiosk.scanning.frames import Frame, FrameSource
from kiosk.scanning.loop import ScanLoop

FRAMES_WAITING = 4
STOPS_WITHIN_S = 3.0


class Watch:
    """Scans a source from `with` to its end, and closes it.

    Thread contract: one thread begins, asks and ends it. Frames that it is too slow for are left
    out; their numbers tell how many there were.
    """

    def __init__(self, source: FrameSource, is_wanted: Callable[[str], bool]) -> None:
        self._frames: queue.Queue[Frame | None] = queue.Queue(FRAMES_WAITING)
        self._is_away, self._is_over = threading.Event(), False
        self._loop = ScanLoop(source, is_wanted=is_wanted)
        self._loop.on_frame = self._hand_over
        self._loop.on_lost = self._is_away.set
        self._loop.on_found = self._is_away.clear
        self._loop.on_end = lambda: self._frames.put(None)

    def __enter__(self) -> "Watch":
        self._loop.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with suppress(queue.Empty):  # its last word must not wait for room
            while True:
                self._frames.get_nowait()
        self._loop.stop(STOPS_WITHIN_S)

    @property
    def is_away(self) -> bool:
        """The camera was unplugged, and may come back."""
        return self._is_away.is_set()

    @property
    def is_over(self) -> bool:
        """The file, folder or simulation has ended."""
        return self._is_over

    def next(self, timeout_s: float) -> Frame | None:
        """Wait for a frame; None where none came in this time, or ever will."""
        try:
            frame = self._frames.get(timeout=timeout_s)
        except queue.Empty:
            return None
        self._is_over = frame is None
        return frame

    def _hand_over(self, frame: Frame) -> None:
        with suppress(queue.Full):
            self._frames.put_nowait(frame)
