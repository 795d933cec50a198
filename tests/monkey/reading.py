"""All that can be read on a kiosk's window, and all that can be heard of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

HEARD = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
TOUCHED = (
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ListItem,
    QAccessible.Role.Link,
)


@dataclass(frozen=True, slots=True)
class Control:
    """What can be touched: how it is called, its middle, and what draws it."""

    name: str
    place: QPoint
    item: QQuickItem | None


def nodes_of(window: QQuickWindow) -> Iterator[QAccessibleInterface]:
    """Yield whatever can be heard of a window."""
    root = QAccessible.queryAccessibleInterface(window)
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop(0)
        if node is None or node.state().invisible:
            continue
        yield node
        waiting += [node.child(at) for at in range(node.childCount())]


def control_of(node: QAccessibleInterface, window: QQuickWindow) -> Control | None:
    """Return what can be touched there, if anything."""
    if node.role() not in TOUCHED:
        return None
    item, place = node.object(), window.mapFromGlobal(node.rect().center())
    return Control(
        node.text(QAccessible.Text.Name), place, item if isinstance(item, QQuickItem) else None
    )


def texts_of(window: QQuickWindow, nodes: list[QAccessibleInterface]) -> Iterator[str]:
    """Yield whatever can be read or heard, and the names of the pictures."""
    yield window.title()
    for node in nodes:
        yield from (node.text(kind) for kind in HEARD)
    yield from _texts_in(window.contentItem())


def _texts_in(item: QQuickItem) -> Iterator[str]:
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield shown_in(child)
            source = child.property("source")
            yield source.toString() if isinstance(source, QUrl) else ""
            yield from _texts_in(child)


def shown_in(item: QQuickItem) -> str:
    """Return the text that an item shows; a field for a PIN shows none of what it holds."""
    for name in ("displayText", "text"):
        shown = item.property(name)
        if isinstance(shown, str):
            return shown
    return ""
