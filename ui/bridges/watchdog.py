"""The service manager hears that the kiosk lives, as long as all of it does."""

import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Slot

from ui.bridges.background import Worker

NOTICES_A_PERIOD = 3
MICROSECONDS = 1_000_000


class Watchdog(QObject):
    """Sends systemd's notices; none where it did not start this program.

    They come from a timer of the UI thread, so that one that hangs sends none. `WATCHDOG_PID` is
    not looked at: the unit's own process is the compositor, and we are a child of it.
    """

    def __init__(self, environment: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._live: Sequence[Callable[[], bool]] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._notice)
        period_us = int(environment.get("WATCHDOG_USEC") or 0)
        self._timer.setInterval(period_us // 1000 // NOTICES_A_PERIOD)
        self._is_wanted = bool(self._address) and period_us > 0

    def ready(self, live: Sequence[Callable[[], bool]]) -> None:
        """People can scan. From now on each of these is asked whether it still lives."""
        self._live = live
        self._tell("READY=1", "STATUS=People can check in.")
        if self._is_wanted:
            self._timer.start()

    def waiting(self, reason: str, patience_s: int) -> None:
        """It could not start, and tries again before the patience ends that is asked for here."""
        self._tell(f"STATUS={reason}", f"EXTEND_TIMEOUT_USEC={patience_s * MICROSECONDS}")

    def stopping(self) -> None:
        """The end is in order; stopping may take its time."""
        self._timer.stop()
        self._tell("STOPPING=1")

    @Slot()
    def _notice(self) -> None:
        if all(live() for live in self._live):
            self._tell("WATCHDOG=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            with suppress(OSError):  # a manager that does not listen is no trouble of ours
                sender.sendto("\n".join(lines).encode(), self._address)


class WorkerPulse:
    """Whether a worker still gets to its jobs: each time one more is asked for, and waited for."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._asked: Future[None] | None = None

    def __call__(self) -> bool:
        if self._asked is not None and not self._asked.done():
            return False
        self._asked = self._worker.submit(lambda _: None)
        return True
