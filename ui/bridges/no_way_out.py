"""A full-screen kiosk stays one: its members find no way out of its window."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtQuick import QQuickWindow

from ui.bridges.keys import may_pass, takes_text

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
_BUTTONS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
}
_NEVER = {QEvent.Type.ContextMenu, QEvent.Type.NativeGesture, QEvent.Type.DragEnter}


class NoWayOut(QObject):
    """Keeps a window full screen, without a cursor, and without keys and touches that lead away.

    The window itself refuses to be closed; the program ends by a signal, or by the staff.
    Start it before a `TypedScanner`, which has to hear a scanner's keys first.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._window = window
        QGuiApplication.setQuitOnLastWindowClosed(False)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say whether the window shall not get this event."""
        kind = event.type()
        if kind in _NEVER:
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return not may_pass(event, takes_text=takes_text(self._window))
        if kind in _BUTTONS and isinstance(event, QMouseEvent):
            return event.button() != Qt.MouseButton.LeftButton
        if kind == QEvent.Type.WindowStateChange and not self._is_full():
            # Not within the event: the window system has not finished with this change.
            QTimer.singleShot(0, self._window, self._window.showFullScreen)
        return False

    def _is_full(self) -> bool:
        return bool(self._window.windowStates() & Qt.WindowState.WindowFullScreen)
