"""`lobby staff`: today in the space, read from a kiosk's folder without ever writing there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from kiosk.clock import utc_now
from ui.programs.program import Program, WindowOptions
from ui.viewmodels.staff import StaffModel

if TYPE_CHECKING:
    from kiosk.reports.desk import DeskReader

LOOK_MS = 1_000


class StaffProgram(Program):
    """The staff's window over one data folder."""

    _looked = Signal(object)

    def __init__(self, data: Path | None, options: WindowOptions) -> None:
        super().__init__("lobby-staff", options)
        self._data = data
        self._model = StaffModel(options.language)
        self._looked.connect(self._model.showView)
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="staff-reader")
        self._timer = QTimer(self, interval=LOOK_MS)
        self.window = self.open("StaffWindow", {"model": self._model})
        self.bring_up(self._open_reader)

    def stop(self) -> None:
        self._timer.stop()
        self._reading.shutdown(wait=True, cancel_futures=True)

    def _open_reader(self) -> Callable[[], None]:
        from kiosk.commands.options import default_folder
        from kiosk.reports.desk import DeskReader
        from kiosk.settings import DataFolder

        reader = DeskReader(DataFolder(self._data or default_folder()).database)
        reader.look(utc_now())  # a folder that cannot be read ends the program here
        return lambda: self._watch(reader)

    def _watch(self, reader: "DeskReader") -> None:
        def look() -> None:
            view = reader.look(utc_now())
            if view is not None:
                self._looked.emit(view)

        self._timer.timeout.connect(lambda: self._reading.submit(look))
        self._timer.start()
        self._reading.submit(look)
