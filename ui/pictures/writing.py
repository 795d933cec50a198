"""Words in the text field of a window, for pictures."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem


def write(text: str, *, goes_on: bool = False) -> None:
    """Write into the text field that the window shows, and perhaps stay in it."""
    for window in QGuiApplication.topLevelWindows():
        for field in window.findChildren(QQuickItem):
            if field.inherits("QQuickTextInput") and field.isVisible():
                field.setProperty("text", text)
                if goes_on:
                    field.forceActiveFocus()
