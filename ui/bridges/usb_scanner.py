"""Where USB scanners, in whichever way they are read, meet the Qt event loop."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.scanning.usb.listening import UsbScanners
from ui.bridges.typed_scanner import TypedScanner


class ScannersBridge(QObject):
    """Tells what scanners read, on a thread of their own or typed into a window.

    The signals may be emitted on any thread; Qt delivers them on the receiver's. A scanner may be
    heard both ways until it has proved to be one; the page takes no code twice in a row anyway.
    """

    codeRead = Signal(str)
    burstRead = Signal(object)
    """A `BurstReport`: how a scanner sent something, not what."""

    def __init__(
        self, scanners: UsbScanners, typed: TypedScanner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._scanners, self._typed = scanners, typed
        scanners.on_text = self.codeRead.emit
        scanners.on_burst = self.burstRead.emit
        typed.codeRead.connect(self.codeRead)
        typed.burstRead.connect(self.burstRead)

    def start(self, application: QGuiApplication) -> None:
        """Listen to what is plugged in, and to the windows of this application."""
        self._scanners.start()
        self._typed.start(application)

    def stop(self, timeout_s: float) -> bool:
        """Give the scanners back; False if it takes longer."""
        self._typed.stop()
        return self._scanners.stop(timeout_s)
