"""Words in the text field of a window, for pictures."""

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow


def write(text: str, *, goes_on: bool = False) -> None:
    """Write into the text field that the window shows, and perhaps stay in it."""
    for window in QGuiApplication.topLevelWindows():
        if isinstance(window, QQuickWindow):
            for field in _fields_in(window.contentItem()):
                field.setProperty("text", text)
                if goes_on:
                    field.forceActiveFocus()


def _fields_in(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            if child.inherits("QQuickTextInput"):
                yield child
            yield from _fields_in(child)
