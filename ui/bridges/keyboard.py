"""The hand of the keyboard on the screen: what it types goes to whatever has the focus."""

import unicodedata

import shiboken6
from PySide6.QtCore import Property, QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

ACCENTS = {"\u00b4": "\u0301", "\u00a8": "\u0308", "`": "\u0300", "^": "\u0302"}
"""Keys that wait for a letter, and the mark that each puts on it."""


@QmlElement
class Typing(QObject):
    """Writes into the focused text field, and keeps an accent until its letter comes."""

    changed = Signal()
    _moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A keyboard that rises or goes may itself move the focus; it is told after that.
        self._moved.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._field: QQuickItem | None = None
        self._accent = ""

    @Property(QQuickItem, notify=changed)
    def focused(self) -> QQuickItem | None:
        """Whatever has the focus in the window, text field or not."""
        return self._item()

    @focused.setter  # type: ignore[no-redef]
    def focused(self, item: QQuickItem | None) -> None:
        self._field, self._accent = item, ""
        self._moved.emit()

    @Property(bool, notify=changed)
    def isWanted(self) -> bool:
        """Whether letters can be typed there; digits alone have a pad of their own."""
        field = self._text_field()
        return field is not None and not _has_hint(field, Qt.InputMethodHint.ImhDigitsOnly)

    @Property(bool, notify=changed)
    def isAtCapital(self) -> bool:
        """Whether a word begins here that people write with a capital, as in a name."""
        field = self._text_field()
        if field is None:
            return False
        before = str(field.property("text"))[: int(field.property("cursorPosition"))]
        begins = not before or before.endswith((" ", "-"))
        return begins and _has_hint(field, Qt.InputMethodHint.ImhPreferUppercase)

    @Property(str, notify=changed)
    def accent(self) -> str:
        """The accent that waits for its letter; empty for none."""
        return self._accent

    @Slot(str, str, result=str)
    def composed(self, accent: str, key: str) -> str:
        """Return what a key writes after this accent: é, or both where no such letter exists."""
        if not accent or not key:
            return key
        if key in (" ", accent):
            return accent
        letter = unicodedata.normalize("NFC", key + ACCENTS[accent])
        return letter if len(letter) == 1 else accent + key

    @Slot(str)
    def type(self, key: str) -> None:
        """Write one key's character; an accent waits for the letter it belongs to."""
        if key in ACCENTS and not self._accent:
            self._accent = key
        else:
            written, self._accent = self.composed(self._accent, key), ""
            event = QInputMethodEvent()
            event.setCommitString(written)
            self._send(event)
        self.changed.emit()

    @Slot()
    def deleteLast(self) -> None:
        """Take back the accent that waits, or else what stands before the cursor."""
        if self._accent:
            self._accent = ""
        else:
            self._press(Qt.Key.Key_Backspace)
        self.changed.emit()

    @Slot()
    def finish(self) -> None:
        """Say that this field is done, as Enter does."""
        self._press(Qt.Key.Key_Return)
        self.changed.emit()

    @Slot()
    def putAway(self) -> None:
        """Leave the field as it is; whatever holds it keeps its place among the others."""
        if (item := self._item()) is not None:
            item.setFocus(False)

    def _item(self) -> QQuickItem | None:
        # Its page may have gone since.
        return self._field if self._field and shiboken6.isValid(self._field) else None

    def _text_field(self) -> QQuickItem | None:
        item = self._item()
        takes_text = item and item.flags() & QQuickItem.Flag.ItemAcceptsInputMethod
        return item if takes_text else None

    def _press(self, key: Qt.Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._send(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def _send(self, event: QEvent) -> None:
        # To the item itself: a scanner that types is looked for among the keys of windows.
        if (field := self._text_field()) is not None:
            QCoreApplication.sendEvent(field, event)


def _has_hint(field: QQuickItem, hint: Qt.InputMethodHint) -> bool:
    hints = field.inputMethodQuery(Qt.InputMethodQuery.ImHints)
    return bool(Qt.InputMethodHint(hints) & hint)
