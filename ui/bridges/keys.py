"""Which of people's keys a page gets: what moves the focus and presses, and what writes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtQuick import QQuickItem, QQuickWindow

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
ENDS = {_Key.Key_Return: "\r", _Key.Key_Enter: "\r", _Key.Key_Tab: "\t"}
_NAVIGATION = {
    *ENDS,
    *(_Key.Key_Backtab, _Key.Key_Space),
    _Key.Key_Escape,  # goes back, within the kiosk
    *(_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down),
}
_EDITING = {_Key.Key_Backspace, _Key.Key_Delete, _Key.Key_Home, _Key.Key_End}
_HARMLESS = _Modifier.ShiftModifier | _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier
_ALTGR_ON_WINDOWS = _Modifier.ControlModifier | _Modifier.AltModifier


def takes_text(window: QWindow) -> bool:
    """Say whether what has the focus takes text: a TextInput, a TextField, …"""
    # As a property: asked by its method, the window's Python half keeps each item for ever.
    item = window.property("activeFocusItem") if isinstance(window, QQuickWindow) else None
    return item is not None and bool(item.flags() & QQuickItem.Flag.ItemAcceptsInputMethod)


def is_text(event: QKeyEvent) -> bool:
    """Say whether a key writes a character."""
    commands = event.modifiers() & ~_HARMLESS
    is_typed = commands in (_Modifier.NoModifier, _ALTGR_ON_WINDOWS)
    return is_typed and bool(event.text()) and event.text().isprintable()


def may_pass(event: QKeyEvent, *, takes_text: bool) -> bool:
    """Say whether a page may get a key; no key ends the program, or does what nobody sees."""
    if event.key() in _NAVIGATION or (takes_text and event.key() in _EDITING):
        return not event.modifiers() & ~_HARMLESS
    return takes_text and is_text(event)
