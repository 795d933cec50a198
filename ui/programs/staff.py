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
from ui.programs.program import Program, WindowOptions
from ui.viewmodels.staff import StaffModel

if TYPE_CHECKING:
    from kiosk.app import Core
    from kiosk.reports.desk import DeskReader

LOOK_MS = 1_000
KEEP_TIME_MS = 20_000

log = logging.getLogger(__name__)


class StaffProgram(Program):
    """The staff's window over one data folder."""

    _looked = Signal(object)

    def __init__(self, data: Path | None, options: WindowOptions) -> None:
        super().__init__("lobby-staff", options)
        self._data = data
        self._model = StaffModel(options.language)
        self._looked.connect(self._model.showView)
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="staff-reader")
        self._reader: DeskReader | None = None
        self._core: Core | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._keep_time = QTimer(self, interval=KEEP_TIME_MS)
        self.window = self.open("StaffWindow", {"model": self._model})
        self.bring_up(self._open_reader)

    def stop(self) -> None:
        self._timer.stop()
        self._keep_time.stop()
        self._reading.shutdown(wait=True, cancel_futures=True)
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
        return lambda: self._watch(core, reader, first)

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

    def _look(self, reader: "DeskReader") -> None:
        try:
            view = reader.look(utc_now())
        except LobbyError:
            # The page shows until when it is complete; the next look may go well again.
            log.exception("the folder could not be read")
        else:
            if view is not None:
                self._looked.emit(view)
