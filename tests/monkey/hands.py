"""The monkey's hands: touches, keys and letters, and timers that run out when it says so."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.monkey.house import Lobby
from tests.monkey.reading import Control, shown_in
from ui.bridges.typed_scanner import SILENT_TICKS

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Hands:
    """Work one kiosk's window; what takes effect only after a while does so at once."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby, self._window = lobby, lobby.window
        self._typed_at_ms = 0

    def touch(self, at: QPoint) -> None:
        if QRect(QPoint(), self._window.size()).contains(at):  # else it has to be scrolled to
            QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, pos=at)

    def use(self, control: Control) -> None:
        """Use a control wherever it is, as somebody with a keyboard: bring the focus to it."""
        if control.item is None:
            self.touch(control.place)
            return
        control.item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        if self.field() is None:
            self.press(Qt.Key.Key_Space)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key as people do: before and after it comes no other for a while."""
        QTest.keyClick(self._window, key, modifier)
        self._fall_silent()

    def type_digits(self, digits: str) -> bool:
        """Type a PIN; say whether it can be read where it was typed."""
        for digit in digits:
            self.press(Qt.Key(ord(digit)))
        field = self.field()
        return field is not None and digits in shown_in(field)

    def field(self) -> QQuickItem | None:
        """Return the text field that has the focus."""
        item = self._window.activeFocusItem()
        takes_text = item and item.flags() & QQuickItem.Flag.ItemAcceptsInputMethod
        return item if takes_text else None

    def write(self, words: str) -> bool:
        """Write as the keyboard on the screen does; False where no field has the focus."""
        if (field := self.field()) is None:
            return False
        event = QInputMethodEvent()
        event.setCommitString(words)
        QCoreApplication.sendEvent(field, event)
        return True

    def scan(self, text: str) -> None:
        """Type a code as a scanner does."""
        for character in text:
            self._type(Qt.Key(ord(character.upper())), character)
        self._type(Qt.Key.Key_Return, "\r")
        self._fall_silent()

    def hold_still(self) -> None:
        """Let pass what pages wait for after a touch or a letter, but for their own end."""
        run_out(self._lobby.model.rooms)

    def _type(self, key: Qt.Key, character: str) -> None:
        self._typed_at_ms += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, NO_MODIFIER, character)
            event.setTimestamp(self._typed_at_ms)
            QCoreApplication.sendEvent(self._window, event)

    def _fall_silent(self) -> None:
        self._typed_at_ms += 10_000
        for _ in range(SILENT_TICKS):
            run_out(self._lobby.typed)


def run_out(owner: QObject) -> None:
    """Let every timer of this owner that runs be at its end now."""
    for timer in owner.findChildren(QTimer):
        if timer.isActive():
            if timer.isSingleShot():
                timer.stop()
            timer.timeout.emit()
