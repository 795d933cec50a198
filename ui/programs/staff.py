"""`lobby staff`: today in the space, from a kiosk's folder or from a desk's own.

A kiosk's folder is only read, since that kiosk writes there. A desk's has nobody else who would
keep it in sync.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from kiosk.clock import utc_now
from kiosk.domain.views import StaffView
from kiosk.errors import LobbyError
from ui.bridges.photos import FolderPhotos, fill_shelf
from ui.bridges.preview import LatestFrame
from ui.programs.program import Program, WindowOptions
from ui.viewmodels.staff import StaffModel
from ui.viewmodels.staff_scanner import ScannerModel

if TYPE_CHECKING:
    from kiosk.app import Core
    from kiosk.reports.desk import DeskReader
    from kiosk.scanning.frames import FrameSource
    from ui.bridges.scan_check import ScanCheck

LOOK_MS = 1_000
KEEP_TIME_MS = 20_000
STOP_CHECK_S = 4.0

log = logging.getLogger(__name__)


class StaffProgram(Program):
    """The staff's window over one data folder."""

    _looked = Signal(object)

    def __init__(self, data: Path | None, camera: str, options: WindowOptions) -> None:
        super().__init__("lobby-staff", options)
        self._data, self._camera_spec = data, camera
        self._model = StaffModel(options.language)
        self._looked.connect(self._model.showView)
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="staff-reader")
        self._reader: DeskReader | None = None
        self._core: Core | None = None
        self._photos: FolderPhotos | None = None
        self._frames, self._scanner = LatestFrame(self), ScannerModel(self, camera)
        self._check: ScanCheck | None = None
        self._scanner.opened.connect(self._begin_check)
        self._scanner.left.connect(self._end_check)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._keep_time = QTimer(self, interval=KEEP_TIME_MS)
        shown: dict[str, object] = {
            "model": self._model,
            "scanner": self._scanner,
            "frames": self._frames,
        }
        self.window = self.open("StaffWindow", shown)
        self.bring_up(self._open_reader)

    def stop(self) -> None:
        self._timer.stop()
        self._keep_time.stop()
        if self._check is not None:
            self._check.stop(STOP_CHECK_S)
        self._reading.shutdown(wait=True, cancel_futures=True)
        if self._photos is not None:
            self._photos.stop()
        if self._reader is not None:
            self._reader.close()
        if self._core is not None:
            self._core.stop()

    def _open_reader(self) -> Callable[[], None]:
        """Open the folder; runs on a thread. One that cannot be read ends the program here."""
        from kiosk.app import Core
        from kiosk.commands.options import default_folder
        from kiosk.domain.devices import DeviceRole
        from kiosk.logs import log_to_file
        from kiosk.reports.desk import DeskReader
        from kiosk.settings import DataFolder

        folder = DataFolder(self._data or default_folder())
        pairing = folder.paired(DeviceRole.KIOSK, DeviceRole.DESK)
        log_to_file(folder.log_file("staff"))
        core = Core.open(folder) if pairing.role == DeviceRole.DESK else None
        try:
            if core is not None:
                core.space().result()  # says what to do if the desk never met its server
            reader = DeskReader(folder.database)
            first = reader.look(utc_now())
        except Exception:
            if core is not None:
                core.stop()
            raise

        def start() -> None:
            self._photos = FolderPhotos(folder.photos, self)
            self._looked.connect(fill_shelf(self.engine, self._photos).look_again)
            self._watch(core, reader, first)

        return start

    def _watch(self, core: "Core | None", reader: "DeskReader", first: StaffView | None) -> None:
        if core is not None:
            self._keep_in_sync(core)
        self._reader = reader
        if first is not None:
            self._model.showView(first)
        self._timer.timeout.connect(lambda: self._reading.submit(self._look, reader))
        self._timer.start()

    def _keep_in_sync(self, core: "Core") -> None:
        from kiosk.app import News

        self._core = core
        # What comes is stored, and seen at the next look.
        core.start(News(on_house=lambda _: None, on_sync=lambda *_: None))
        self._keep_time.timeout.connect(core.publish)
        self._keep_time.start()

    def _begin_check(self) -> None:
        if self._check is None:
            # OpenCV and the decoders only where somebody asks for them.
            from kiosk.domain.codes import is_our_text
            from ui.bridges.scan_check import ScanCheck
            from ui.bridges.typed_scanner import TypedScanner

            self._check = ScanCheck(self._open_source, is_our_text, self._frames, self)
            self._check.found.connect(self._scanner.showFindings)
            self._check.codeSeen.connect(self._scanner.showCode)
            self._check.stageChanged.connect(self._scanner.showStage)
            self._typed = TypedScanner(is_our_text, self)
            self._typed.burstRead.connect(self._check.heard)
        self._check.start()
        # The Enter of a scanner that is a keyboard must not press the button that has the focus.
        self._typed.start(self.application)

    def _end_check(self) -> None:
        if self._check is not None:
            self._typed.stop()
            self._check.stop()

    def _open_source(self) -> "FrameSource | None":
        from kiosk.commands.options import default_folder
        from kiosk.scanning.simulated import read_queue
        from kiosk.scanning.sources import NO_CAMERA, SIMULATED, open_source

        if self._camera_spec == NO_CAMERA:
            return None
        is_simulated = self._camera_spec == SIMULATED
        cards = read_queue(self._data or default_folder()) if is_simulated else ()
        return open_source(self._camera_spec, cards=cards)

    def _look(self, reader: "DeskReader") -> None:
        try:
            view = reader.look(utc_now())
        except LobbyError:
            # The page shows until when it is complete; the next look may go well again.
            log.exception("the folder could not be read")
        else:
            if view is not None:
                self._looked.emit(view)
