"""How long a page still stays before the kiosk goes back to idle."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 200
PAUSE_LASTS_MS = 60_000
"""A page that somebody paused and then walked away from goes on by itself."""


@QmlElement
class Countdown(QObject):
    """Runs down and calls `ended`; any touch starts it anew, a pause holds it for a minute."""

    changed = Signal()

    def __init__(self, ended: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lasts_ms = 0
        self._end = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(ended)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._go_on)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.changed)

    def start(self, lasts_s: float, left_s: float | None = None) -> None:
        """Begin a page's time; or with less of it left, which a touch makes whole again."""
        self._lasts_ms = round(lasts_s * 1000)
        self._run(self._lasts_ms if left_s is None else round(left_s * 1000))

    def stop(self) -> None:
        """No page is waiting to go."""
        for timer in (self._end, self._pause, self._tick):
            timer.stop()
        self.changed.emit()

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return -(-self._left_ms() // 1000)

    @Property(float, notify=changed)
    def shareLeft(self) -> float:
        return self._left_ms() / self._lasts_ms if self._lasts_ms else 1.0

    @Property(bool, notify=changed)
    def isPaused(self) -> bool:
        return self._pause.isActive()

    def touched(self, lasts_s: float) -> None:
        """Somebody is there: all of the time again, which by now may be this long."""
        self._lasts_ms = round(lasts_s * 1000)
        for running, lasts_ms in ((self._pause, PAUSE_LASTS_MS), (self._end, self._lasts_ms)):
            if running.isActive():
                running.start(lasts_ms)

    @Slot()
    def pauseChosen(self) -> None:
        """Hold the page; or, if it is held, let it go on."""
        if self._pause.isActive():
            self._go_on()
            return
        self._end.stop()
        self._tick.stop()
        self._pause.start(PAUSE_LASTS_MS)
        self.changed.emit()

    def _go_on(self) -> None:
        self._run(self._lasts_ms)

    def _run(self, left_ms: int) -> None:
        self._pause.stop()
        self._end.start(left_ms)
        self._tick.start()
        self.changed.emit()

    def _left_ms(self) -> int:
        return self._end.remainingTime() if self._end.isActive() else self._lasts_ms
