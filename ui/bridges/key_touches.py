"""Keys that reach a page: somebody is there."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow


class KeyTouches(QObject):
    """Tells of each key that goes down in a window; one that is held down is told once.

    Make it before a `NoWayOut` and a `TypedScanner`: of filters the first is asked last, so it
    hears only what they let through.
    """

    touched = Signal()

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold nothing back."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not event.isAutoRepeat()  # a bag that lies on the keys is nobody
        ):
            self.touched.emit()
        return False
