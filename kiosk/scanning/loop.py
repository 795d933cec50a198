"""The camera thread: reads a source, decodes what it can and tells its owner."""

import logging
import threading
from collections.abc import Callable

from kiosk.scanning.frames import Frame, FrameSource

log = logging.getLogger("kiosk.scanning")


def _ignore(*_: object) -> None:
    """Nobody is listening."""


class ScanLoop:
    """Scans one source until it ends or is stopped.

    Thread contract: the four callables are set before `start`; they are called on this loop's own
    threads, never on the caller's, and must only hand over. What they raise is logged.
    """

    def __init__(self, source: FrameSource) -> None:
        self._source = source
        self._stopping = threading.Event()
        self.on_frame: Callable[[Frame], None] = _ignore
        """The newest frame for the preview, with the outlines of the codes last seen."""
        self.on_codes: Callable[[list[str]], None] = _ignore
        """The texts of one decoded frame, at least one. Repeats as long as the code is in view."""
        self.on_lost: Callable[[], None] = _ignore
        """The camera went away. Called once; the loop keeps trying."""
        self.on_found: Callable[[], None] = _ignore
        """The camera that was lost is back."""
        self.on_end: Callable[[], None] = _ignore
        """The file, folder or simulation is over; every frame of it has been decoded."""

    def start(self) -> None:
        """Start the camera thread."""
        raise NotImplementedError

    def stop(self, timeout_s: float) -> None:
        """Stop scanning and give the source back; safe to repeat."""
        raise NotImplementedError
