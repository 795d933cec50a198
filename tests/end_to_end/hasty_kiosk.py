"""`lobby`, whose kiosk does not take a quarter of a minute to try again, and fails on demand."""

import os
import signal

from PySide6.QtCore import QObject, QTimer, Slot

from ui import cli
from ui.programs import kiosk

CANARY = "Canary Wren"


class Fault(QObject):
    """Fails in a timer as nobody foresaw, with somebody's name on its lips."""

    @Slot()
    def fail(self) -> None:
        raise ValueError(CANARY)


class FailingKiosk(kiosk.KioskProgram):
    """Fails when it is sent SIGUSR1; is ended by its staff when it is sent SIGUSR2."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._fault = Fault()
        signal.signal(signal.SIGUSR1, lambda *_: QTimer.singleShot(0, self._fault.fail))
        signal.signal(signal.SIGUSR2, lambda *_: self._model.exitAsked.emit())


kiosk.TRY_AGAIN_S = 1
kiosk.KioskProgram = FailingKiosk  # type: ignore[misc]

if __name__ == "__main__":
    os.environ["LOBBY_LANG"] = "en"
    cli.main()
