"""Pictures of a running window, and beside each what somebody hears who cannot see it."""

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow

from kiosk.errors import SetupError

SETTLED_MS = 400
# The same page is looked at again no more often than this.
AGAIN_MS = 2_000


class PictureTaker(QObject):
    """Leaves `NN-page.png` and `NN-page.txt` for each page of a window, and `latest` of both.

    A picture is taken once a page has settled, and again, under the same number, when what it
    says has changed.
    """

    def __init__(self, window: QQuickWindow, folder: Path, name: str) -> None:
        """Watch `window` from now on; `name` is its page's where it has no property `page`.

        Raises:
            SetupError: nothing can be written to the folder.
        """
        super().__init__(window)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(f"Pictures cannot be put into {folder}; choose another.") from error
        self._window, self._folder, self._name = window, folder, name
        self._page = ""
        self._number = 0
        self._lines: list[str] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.take)
        QAccessible.setActive(True)
        window.frameSwapped.connect(self.look)

    @Slot()
    def look(self) -> None:
        """See whether another page has been painted."""
        page = self._window.property("page") or self._name
        if page != self._page:
            self._page, self._lines = page, []
            self._number += 1
            self._timer.start(SETTLED_MS)
        elif not self._timer.isActive():
            self._timer.start(AGAIN_MS)

    @Slot()
    def take(self) -> None:
        """Take a picture of the page as it is, unless it still says the same."""
        lines = list(spoken(self._window))
        if lines == self._lines:
            return
        self._lines = lines
        text = "".join(f"{line}\n" for line in lines)
        picture = self._window.grabWindow()
        for name in (f"{self._number:02}-{self._page}", "latest"):
            picture.save(str(self._folder / f".{name}.png"))
            os.replace(self._folder / f".{name}.png", self._folder / f"{name}.png")
            (self._folder / f".{name}.txt").write_text(text, encoding="utf-8")
            os.replace(self._folder / f".{name}.txt", self._folder / f"{name}.txt")


def spoken(window: QQuickWindow) -> Iterator[str]:
    """Yield `role: name` of everything visible that has a name, from the outside in."""
    root = QAccessible.queryAccessibleInterface(window)
    if root is not None:
        yield from _spoken_below(root)


def _spoken_below(node: QAccessibleInterface) -> Iterator[str]:
    if node.state().invisible:
        return
    if name := node.text(QAccessible.Text.Name):
        yield f"{node.role().name}: {' '.join(name.split())}"
    for position in range(node.childCount()):
        child = node.child(position)
        if child is not None:
            yield from _spoken_below(child)
