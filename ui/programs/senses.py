"""What codes are shown to: the kiosk's camera and its scanners."""

import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kiosk.errors import CameraError, InputError
from ui.bridges.preview import LatestFrame
from ui.viewmodels.kiosk import KioskModel

if TYPE_CHECKING:
    from kiosk.scanning.frames import FrameSource
    from ui.bridges.camera import CameraBridge
    from ui.bridges.usb_scanner import ScannersBridge

STOP_CAMERA_S = 3.0
STOP_SCANNERS_S = 1.0
NO_CAMERA = "none"
ANY_SCANNER, NO_SCANNER = "auto", "none"

log = logging.getLogger(__name__)


class Senses(QObject):
    """Opens, starts and stops them as somebody wished who started the kiosk."""

    def __init__(self, camera: str, scanner: str, parent: QObject | None = None) -> None:
        """Make them.

        Raises:
            InputError: nobody wished for any.
        """
        if (camera, scanner) == (NO_CAMERA, NO_SCANNER):
            raise InputError("Nobody could check in here: leave out --camera or --scanner none.")
        super().__init__(parent)
        self._camera_spec, self._scanner_spec = camera, scanner
        self.camera: CameraBridge | None = None
        self._scanners: ScannersBridge | None = None

    @property
    def has_camera(self) -> bool:
        """Whether somebody wished for one; it may be away."""
        return self._camera_spec != NO_CAMERA

    def open_source(self, folder: Path) -> "FrameSource | None":
        """Open the camera, on a thread, since it may take a while.

        One may come later, and go; a file that is not there is nothing to wait for.

        Raises:
            LobbyError: there is no such file.
        """
        from kiosk.scanning.simulated import read_queue
        from kiosk.scanning.sources import SIMULATED, open_source

        if not self.has_camera:
            return None
        cards = read_queue(folder) if self._camera_spec == SIMULATED else ()
        return open_source(self._camera_spec, cards=cards, on_trouble=_say)

    def start(self, source: "FrameSource | None", model: KioskModel, frames: LatestFrame) -> None:
        """Let the model hear of codes from now on."""
        if source is not None:
            self._start_camera(source, model, frames)
        if self._scanner_spec != NO_SCANNER:
            self._start_scanners(model)

    def stop(self) -> None:
        if self._scanners is not None:
            self._scanners.stop(STOP_SCANNERS_S)
        if self.camera is not None:
            self.camera.stop(STOP_CAMERA_S)
        self._scanners = self.camera = None

    def live(self) -> bool:
        """Say whether the camera's threads go on, be it away or not."""
        return self.camera is None or not self.camera.is_stuck

    def _start_camera(self, source: "FrameSource", model: KioskModel, frames: LatestFrame) -> None:
        from kiosk.domain.passes import is_pass_text
        from kiosk.scanning.loop import ScanLoop
        from ui.bridges.camera import CameraBridge

        self.camera = CameraBridge(ScanLoop(source, is_wanted=is_pass_text), frames, self)
        self.camera.codeRead.connect(model.codeRead)
        self.camera.adviceChanged.connect(model.adviceChanged)
        self.camera.cameraLost.connect(model.cameraLost)
        self.camera.cameraFound.connect(model.cameraFound)
        self.camera.start()

    def _start_scanners(self, model: KioskModel) -> None:
        from kiosk.domain.passes import is_pass_text
        from kiosk.scanning.usb.finders import finders_here
        from kiosk.scanning.usb.listening import UsbScanners
        from ui.bridges.typed_scanner import TypedScanner
        from ui.bridges.usb_scanner import ScannersBridge

        named = "" if self._scanner_spec == ANY_SCANNER else self._scanner_spec
        scanners = UsbScanners(finders_here(named), is_pass_text)
        self._scanners = ScannersBridge(scanners, TypedScanner(is_pass_text, self), self)
        self._scanners.codeRead.connect(model.codeRead)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._scanners.start(application)


def _say(trouble: CameraError) -> None:
    """Tell why there is no picture: in the log, and to whoever started this; on any thread."""
    log.warning("%s", trouble)
    with suppress(OSError):  # their terminal may be closed by now
        print(trouble, file=sys.stderr, flush=True)  # noqa: T201
