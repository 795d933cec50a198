"""The check of camera and USB scanner on a thread of its own, told on the screen's."""

import logging
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.errors import CameraError, LobbyError, NoSuchCameraError, PictureError
from kiosk.scanning.frames import Frame, FrameSource
from kiosk.scanning.selftest.check import CameraCheck, kind_of, settings_of
from kiosk.scanning.selftest.scanner import ScannerCheck
from kiosk.scanning.selftest.watching import Watch
from kiosk.scanning.usb.reading import BurstReport
from ui.bridges.camera import mirrored
from ui.bridges.preview import LatestFrame

STEP_S = 0.1
TELL_EVERY_S = 0.5
MEASURING, AWAY = "measuring", "away"
NO_CAMERA, UNKNOWN_CAMERA, SCANNER_ONLY = "no_camera", "unknown_camera", "scanner_only"

log = logging.getLogger("ui.scan_check")


class ScanCheck(QObject):
    """Runs one check at a time, from `start` to `stop`.

    The signals are emitted on the check's thread; Qt delivers them on the receiver's.
    """

    found = Signal(object)
    """All findings so far."""
    codeSeen = Signal(float)
    """Pixels a module of the code that is in view; 0 without one."""
    stageChanged = Signal(str)

    def __init__(
        self,
        open_source: Callable[[], FrameSource | None],
        is_wanted: Callable[[str], bool],
        frames: LatestFrame,
        parent: QObject | None = None,
    ) -> None:
        """Make a check.

        Args:
            open_source: opens the camera; None where none is wanted.
            is_wanted: tells the text of a pass from that of a poster.
            frames: shows what the camera sees.
            parent: owns it.
        """
        super().__init__(parent)
        self._open_source, self._is_wanted, self._frames = open_source, is_wanted, frames
        self._stopping = threading.Event()
        self._last: threading.Thread | None = None
        self._scanners: ScannerCheck | None = None
        self._has_camera = False

    def start(self) -> None:
        """Measure from now on, as soon as the check before has let go of the camera."""
        self._stopping.set()
        self._stopping = threading.Event()
        self._last = threading.Thread(
            target=self._run, args=(self._stopping, self._last), name="scan-check", daemon=True
        )
        self._last.start()

    def stop(self, timeout_s: float = 0.0) -> bool:
        """Stop measuring and give camera and scanners back; False if it takes longer."""
        self._stopping.set()
        if self._last is not None:
            self._last.join(timeout_s)
        return self._last is None or not self._last.is_alive()

    @Slot(object)
    def heard(self, report: BurstReport) -> None:
        """Take in what a scanner typed into the window."""
        if self._scanners is not None:
            self._scanners.heard(report)

    def _run(self, stopping: threading.Event, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        try:
            with ScannerCheck(self._is_wanted) as scanners:
                self._scanners = scanners
                source = self._opened()
                if source is None:
                    self._listen(scanners, stopping)
                else:
                    self._look(source, scanners, stopping)
        except Exception:
            log.exception("the scanner's check ended unexpectedly")
            self.stageChanged.emit(NO_CAMERA)

    def _opened(self) -> FrameSource | None:
        """Return the camera, or tell why there is none: the scanners are checked all the same."""
        try:
            source = self._open_source()
        except LobbyError as error:
            log.warning("%s", error)
            is_camera = isinstance(error, CameraError)
            # One that cannot be opened may be a kiosk's, and is no reason to plug in another.
            self._has_camera = is_camera and not isinstance(error, NoSuchCameraError)
            self.stageChanged.emit(NO_CAMERA if is_camera else UNKNOWN_CAMERA)
            return None
        self._has_camera = source is not None
        if source is None:
            self.stageChanged.emit(SCANNER_ONLY)
        return source

    def _listen(self, scanners: ScannerCheck, stopping: threading.Event) -> None:
        while not stopping.wait(TELL_EVERY_S):
            self.found.emit(scanners.findings(has_camera=self._has_camera))

    def _look(self, source: FrameSource, scanners: ScannerCheck, stopping: threading.Event) -> None:
        check = CameraCheck(self._is_wanted, kind=kind_of(source))
        settings, tell_at_s = settings_of(source), 0.0
        with Watch(source, self._is_wanted) as watch:
            while not stopping.is_set():
                frame = None if watch.is_over else watch.next(STEP_S)
                if frame is not None:
                    self._measure(check, frame)
                settings = settings_of(source) or settings
                if time.monotonic() >= tell_at_s:
                    tell_at_s = time.monotonic() + TELL_EVERY_S
                    self.stageChanged.emit(AWAY if watch.is_away else MEASURING)
                    self.found.emit([*check.findings(settings), *scanners.findings()])
                if watch.is_over:
                    stopping.wait(STEP_S)

    def _measure(self, check: CameraCheck, frame: Frame) -> None:
        try:
            if check.look(frame):
                self.codeSeen.emit(check.module_px)
            width, height = self._frames.size
            if width > 0 and height > 0:
                self._frames.put(mirrored(frame, width, height))
        except PictureError:
            log.debug("a garbled picture was not looked at")
