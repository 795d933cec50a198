"""Ctrl-C and service stops end the program through Qt's event loop."""

import signal
import socket

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer, Slot


class Interrupts(QObject):
    """Ends the application on SIGINT or SIGTERM, also while Qt waits for events.

    Python's handlers run only when Python runs; the wake-up socket gives Qt a reason to let it.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno())
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        for number in (signal.SIGINT, signal.SIGTERM):
            # `quit` would ask the windows first, and a kiosk's refuses to be closed. By a timer:
            # what comes before the event loop runs would be lost on it.
            signal.signal(number, lambda *_: QTimer.singleShot(0, application, application.exit))

    def close(self) -> None:
        """Give the sockets back, once nothing is left to stop."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._theirs.close()

    @Slot()
    def _drain(self) -> None:
        self._ours.recv(64)
