"""What of a window's items can be seen, and where: read from the item tree, without a picture."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

TARGETS = (
    "QQuickAbstractButton",
    "QQuickTextInput",
    "QQuickTextEdit",
    "QQuickSlider",
    "QQuickMouseArea",
)
UNSET_MINIMUM = 12  # as Qt has it for a text that nobody lets shrink
LIST_ROWS = """[headerItem, footerItem, highlightItem]
    .concat(Array.from({length: count}, (_, row) => itemAtIndex(row))).filter(item => item)"""
EVERYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)
VEIL = 60
"""A ground over the whole window that is at least this opaque, of 255, hides what is below it."""


@dataclass(frozen=True, slots=True)
class Room:
    """What surrounds an item, as far as it says what of it can be seen."""

    clip: QRectF  # what is outside cannot be seen now
    reach: QRectF  # what is outside cannot be scrolled into view either
    hides: QRectF  # what is wholly outside is hidden on purpose
    grounds: tuple[QRectF, ...] = ()  # buttons and coloured surfaces that it lies on


@dataclass(frozen=True)
class Seen:
    """An item that can be seen, or could if there were room for it."""

    item: QQuickItem
    order: int  # what has a higher one is painted over it
    room: Room
    box: QRectF  # in the window

    @property
    def shown(self) -> QRectF:
        """Return what of it can be seen now."""
        return self.box & self.room.clip

    @property
    def is_hidden(self) -> bool:
        """Tell whether it stands where a page lets nothing be seen, as a strip's next cards do."""
        return not self.box.intersects(self.room.hides)

    @cached_property
    def where(self) -> str:
        """Where it stands and in what: `120,40 300x60 in WelcomePage/VerdictBand/TextLine`."""
        names = [name for item in (self.item, *parents_of(self.item)) if (name := type_of(item))]
        place = f"{self.box.x():.0f},{self.box.y():.0f}"
        size = f"{self.box.width():.0f}x{self.box.height():.0f}"
        return f"{place} {size} in {'/'.join(reversed(names[:4]))}"


@dataclass(frozen=True)
class SeenText(Seen):
    """A text; its box is where its letters are, without the blank of their lines."""

    font: QFont

    @property
    def words(self) -> str:
        return str(self.item.property("text"))

    @property
    def is_sign(self) -> bool:
        """Tell whether it is the initials on a face: a picture of a person, nothing to read."""
        parent = self.item.parentItem()
        return parent is not None and type_of(parent) == "Avatar"


@dataclass(slots=True)
class View:
    """Everything in a window that words and fingers need, at one moment."""

    texts: list[SeenText] = field(default_factory=list)
    targets: list[Seen] = field(default_factory=list)
    flickables: list[Seen] = field(default_factory=list)


def view_of(window: QQuickWindow) -> View:
    """Return what can be seen of a window that is laid out."""
    whole = QRectF(0, 0, window.width(), window.height())
    return _Walk(whole).through(window.contentItem())


def type_of(item: QQuickItem) -> str:
    """Return the name of an item's QML file; empty for what Qt itself brings."""
    name, own, _ = item.metaObject().className().partition("_QML")
    return name if own else ""


def parents_of(item: QQuickItem) -> Iterator[QQuickItem]:
    while (parent := item.parentItem()) is not None:
        yield parent
        item = parent


def box_of(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


class _Walk:
    """One walk through the items in the order in which they are painted."""

    def __init__(self, window: QRectF) -> None:
        self._window = window
        self._view = View()
        self._order = 0
        self._covers: list[tuple[int, QRectF]] = []

    def through(self, root: QQuickItem) -> View:
        self._visit(root, Room(self._window, self._window, EVERYWHERE))
        view = self._view
        view.texts = [seen for seen in view.texts if not self._is_covered(seen)]
        view.targets = [seen for seen in view.targets if not self._is_covered(seen)]
        return view

    def _visit(self, item: QQuickItem, room: Room) -> None:
        if not item.isVisible() or item.opacity() <= 0:
            return
        children = sorted(_children_of(item), key=QQuickItem.z)
        inside = self._room_in(item, room)
        for child in children:
            if child.z() < 0:
                self._visit(child, inside)
        self._order += 1
        self._take(item, room)
        for child in children:
            if child.z() >= 0:
                self._visit(child, inside)

    def _room_in(self, item: QQuickItem, room: Room) -> Room:
        box = box_of(item)
        if item.clip():
            room = replace(room, clip=room.clip & box)
        if item.inherits("QQuickFlickable"):
            room = replace(room, reach=_reach_of(item, box & room.reach))
        elif item.clip():
            room = replace(room, reach=room.reach & box)
        if item.clip() and not item.property("interactive"):
            room = replace(room, hides=room.hides & box)
        is_ground = _opacity_of(item) > 0 and not box.contains(self._window)
        if is_ground or item.inherits("QQuickAbstractButton"):
            room = replace(room, grounds=(*room.grounds, box))
        return room

    def _take(self, item: QQuickItem, room: Room) -> None:
        if item.inherits("QQuickText"):
            if item.property("text"):
                self._view.texts.append(_seen_text(item, self._order, room))
        elif item.inherits("QQuickFlickable"):
            self._view.flickables.append(Seen(item, self._order, room, box_of(item)))
        elif any(item.inherits(kind) for kind in TARGETS):
            if item.isEnabled():
                self._view.targets.append(Seen(item, self._order, room, box_of(item)))
        elif opacity := _opacity_of(item):
            box = box_of(item)
            if opacity == 255 or (opacity >= VEIL and box.contains(self._window)):
                self._covers.append((self._order, box & room.clip))

    def _is_covered(self, seen: Seen) -> bool:
        return any(
            order > seen.order and box.contains(seen.shown)
            for order, box in self._covers
            if not seen.shown.isEmpty()
        )


def _children_of(item: QQuickItem) -> list[QQuickItem]:
    parent = item.parentItem()
    if parent is None or not parent.inherits("QQuickItemView"):
        return item.childItems()
    if parent.property("contentItem") is not item:
        return item.childItems()
    # Rows that a list keeps for later use stand where they were, and nothing else tells them.
    in_use = _asked(parent, LIST_ROWS).toVariant()
    return [child for child in item.childItems() if child in in_use]


def _reach_of(flickable: QQuickItem, view: QRectF) -> QRectF:
    """Return where a Flickable's content can be and be scrolled into view, or is in it."""
    if not flickable.property("interactive"):
        return view
    content = flickable.property("contentItem")
    reach = QRectF(view)
    wide, high = flickable.property("contentWidth"), flickable.property("contentHeight")
    at = QRectF(flickable.property("originX"), flickable.property("originY"), wide, high)
    whole = content.mapRectToScene(at)
    if wide > flickable.width():
        reach.setLeft(whole.left())
        reach.setRight(whole.right())
    if high > flickable.height():
        reach.setTop(whole.top())
        reach.setBottom(whole.bottom())
    return reach


def _opacity_of(item: QQuickItem) -> int:
    """Return how opaque a surface is, of 255; 0 for what is none."""
    if not item.inherits("QQuickRectangle"):
        return 0
    colour: QColor = item.property("color")
    return round(colour.alpha() * item.opacity())


def _seen_text(item: QQuickItem, order: int, room: Room) -> SeenText:
    font = _font_of(item)
    above, letters, line = _measures(font, item.property("text"))
    drawn = item.boundingRect()
    below = (max(1, item.property("lineCount")) - 1) * line * item.property("lineHeight")
    top = item.baselineOffset() + above
    box = QRectF(drawn.x(), top, drawn.width(), below + letters)
    return SeenText(item, order, room, item.mapRectToScene(box), font)


def _font_of(item: QQuickItem) -> QFont:
    font = QFont(item.property("font"))
    if item.property("minimumPixelSize") != UNSET_MINIMUM:  # it may have shrunk to fit
        font.setPixelSize(round(_asked(item, "fontInfo.pixelSize")))
    return font


def _asked(item: QQuickItem, question: str) -> Any:
    """Return what an item answers to a line of QML."""
    context = qmlContext(item)
    assert context is not None  # every item of a page comes from a QML file
    answer: Any = QQmlExpression(context, item, question).evaluate()
    return answer[0]


@lru_cache(maxsize=4096)
def _measures(font: QFont, text: str) -> tuple[float, float, float]:
    """Return where letters begin above their line, how high they are, and the line's height."""
    metrics = QFontMetricsF(font)
    letters = metrics.tightBoundingRect(text)
    return letters.top(), letters.height(), metrics.height()
