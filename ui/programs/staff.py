"""`lobby staff`: today in the space, read from a kiosk's folder without ever writing there."""

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
    from kiosk.reports.desk import DeskReader

LOOK_MS = 1_000

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
        self._timer = QTimer(self, interval=LOOK_MS)
        self.window = self.open("StaffWindow", {"model": self._model})
        self.bring_up(self._open_reader)

    def stop(self) -> None:
        self._timer.stop()
        self._reading.shutdown(wait=True, cancel_futures=True)
        if self._reader is not None:
            self._reader.close()

    def _open_reader(self) -> Callable[[], None]:
        from kiosk.commands.options import default_folder
        from kiosk.logs import log_to_file
        from kiosk.reports.desk import DeskReader
        from kiosk.settings import DataFolder

        folder = DataFolder(self._data or default_folder())
        reader = DeskReader(folder.database)
        first = reader.look(utc_now())  # a folder that cannot be read ends the program here
        log_to_file(folder.log_file("staff"))
        return lambda: self._watch(reader, first)

    def _watch(self, reader: "DeskReader", first: StaffView | None) -> None:
        self._reader = reader
        if first is not None:
            self._model.showView(first)
        self._timer.timeout.connect(lambda: self._reading.submit(self._look, reader))
        self._timer.start()

    def _look(self, reader: "DeskReader") -> None:
        try:
            view = reader.look(utc_now())
        except LobbyError:
            # The page shows until when it is complete; the next look may go well again.
            log.exception("the folder could not be read")
        else:
            if view is not None:
                self._looked.emit(view)
