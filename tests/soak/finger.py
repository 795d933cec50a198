"""A finger at the kiosk: touches what can be heard of, writes, and waits until it is painted."""

import random
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QInputMethodEvent
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

PAINTED_WITHIN_MS = 10_000
TOUCHED = (QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.ListItem)


class Finger:
    """Plays with one window; the seed decides what it touches where any control will do."""

    def __init__(self, window: QQuickWindow, seed: int) -> None:
        self._window, self._random = window, random.Random(seed)
        self.touches = 0
        QAccessible.setActive(True)

    def touch(self, words: str) -> bool:
        """Touch the control with this English name, in whatever language it is shown."""
        name = QCoreApplication.translate("", words)
        return self._touch(lambda node: node.text(QAccessible.Text.Name) == name)

    def touch_first(self, role: QAccessible.Role) -> bool:
        """Touch the first control of a kind."""
        return self._touch(lambda node: node.role() == role)

    def touch_any(self) -> None:
        """Touch some control, if there is one."""
        if found := list(self._controls()):
            self._press(self._random.choice(found))

    def write(self, text: str) -> None:
        """Write into whatever has the focus, as the keyboard on the screen does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self._window, event)  # which hands it to what has the focus
        self.settle()

    def settle(self) -> None:
        """Let the window work off what has come in, and paint it."""
        QCoreApplication.processEvents()
        painted = QSignalSpy(self._window.frameSwapped)
        self._window.update()
        if not painted.wait(PAINTED_WITHIN_MS):
            raise AssertionError("the kiosk paints no more")

    def _touch(self, is_meant: Callable[[QAccessibleInterface], bool]) -> bool:
        node = next(filter(is_meant, self._controls()), None)
        if node is not None:
            self._press(node)
        return node is not None

    def _press(self, node: QAccessibleInterface) -> None:
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, pos=self._middle_of(node))
        self.touches += 1
        self.settle()

    def _controls(self) -> Iterator[QAccessibleInterface]:
        screen = QRect(QPoint(), self._window.size())
        root = QAccessible.queryAccessibleInterface(self._window)
        waiting = [root] if root is not None else []
        while waiting:
            node = waiting.pop(0)
            if node is None or node.state().invisible:
                continue
            if node.role() in TOUCHED and screen.contains(self._middle_of(node)):
                yield node
            waiting += [node.child(at) for at in range(node.childCount())]

    def _middle_of(self, node: QAccessibleInterface) -> QPoint:
        return QPoint(self._window.mapFromGlobal(node.rect().center()))
