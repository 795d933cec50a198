"""What of a window's items can be seen, and where: read from the item tree, without a picture."""

from dataclasses import dataclass, replace
from itertools import product

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.pictures.contrast import laid_over
from ui.pictures.seen import Room, Seen, SeenText, View, asked, box_of, seen_text, type_of

TARGETS = (
    "QQuickAbstractButton",
    "QQuickTextInput",
    "QQuickTextEdit",
    "QQuickSlider",
    "QQuickMouseArea",
)
LIST_ROWS = """[headerItem, footerItem, highlightItem]
    .concat(Array.from({length: count}, (_, row) => itemAtIndex(row))).filter(item => item)"""
EVERYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)
MARKS = {"Icon": 0.1, "Avatar": 0.0}
"""Pictures that no words may touch, and which part of them at each edge is blank."""
VEIL = 60
"""A ground over the whole window that is at least this opaque, of 255, hides what is below it."""


def view_of(window: QQuickWindow) -> View:
    """Return what can be seen of a window that is laid out."""
    whole = QRectF(0, 0, window.width(), window.height())
    return _Walk(whole, window.color()).through(window.contentItem())


@dataclass(frozen=True, slots=True)
class _Surface:
    """What is painted all over a place: a colour, or a picture, which may be of any colour."""

    box: QRectF
    colours: tuple[QColor, ...]
    opacity: float


class _Walk:
    """One walk through the items in the order in which they are painted."""

    def __init__(self, window: QRectF, colour: QColor) -> None:
        self._window = window
        self._view = View()
        self._order = 0
        self._covers: list[tuple[int, QRectF]] = []
        self._colour = colour
        self._surfaces: list[_Surface] = []

    def through(self, root: QQuickItem) -> View:
        self._visit(root, Room(self._window, self._window, EVERYWHERE))
        view = self._view
        view.texts = [seen for seen in view.texts if not self._is_covered(seen)]
        view.marks = [seen for seen in view.marks if not self._is_covered(seen)]
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
        if item.opacity() < 1:
            room = replace(room, opacity=room.opacity * item.opacity())
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
        if colours := _colours_of(item):
            opacity = room.opacity * item.opacity()
            self._surfaces.append(_Surface(box_of(item) & room.clip, colours, opacity))
        if item.inherits("QQuickText"):
            if item.property("text"):
                text = seen_text(item, self._order, room)
                self._view.texts.append(replace(text, colours=self._below(text)))
        elif (blank := MARKS.get(type_of(item))) is not None:
            edge = blank * item.width()
            box = box_of(item).adjusted(edge, edge, -edge, -edge)
            self._view.marks.append(Seen(item, self._order, room, box))
        elif item.inherits("QQuickFlickable"):
            self._view.flickables.append(Seen(item, self._order, room, box_of(item)))
        elif any(item.inherits(kind) for kind in TARGETS):
            if item.isEnabled():
                self._view.targets.append(Seen(item, self._order, room, box_of(item)))
        else:
            self._take_surface(item, room)

    def _take_surface(self, item: QQuickItem, room: Room) -> None:
        opacity, box = _opacity_of(item), box_of(item)
        if opacity == 255 or (opacity >= VEIL and box.contains(self._window)):
            self._covers.append((self._order, box & room.clip))

    def _below(self, text: SeenText) -> tuple[QColor, ...]:
        """Return every colour that some part of a text stands on, of what is painted so far."""
        place = text.shown.adjusted(1, 1, -1, -1)
        if place.isEmpty():
            return ()
        below = [self._colour]
        for surface in self._surfaces:
            if surface.box.intersects(place):
                pairs = product(surface.colours, below)
                over = [laid_over(top, under, surface.opacity) for top, under in pairs]
                beside = [] if surface.box.contains(place) else below
                below = list({colour.rgb(): colour for colour in (*over, *beside)}.values())
        return tuple(below)

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
    in_use = asked(parent, LIST_ROWS).toVariant()
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


def _colours_of(item: QQuickItem) -> tuple[QColor, ...]:
    """Return the colour of a surface, of a picture the darkest and the lightest there are."""
    is_picture = item.inherits("QQuickImage") and type_of(item) not in MARKS
    if is_picture or item.inherits("QQuickPaintedItem"):
        return QColor("black"), QColor("white")
    has_colour = _opacity_of(item) > 0 and not asked(item, "gradient")
    return (item.property("color"),) if has_colour else ()


def _opacity_of(item: QQuickItem) -> int:
    """Return how opaque a surface is, of 255; 0 for what is none."""
    if not item.inherits("QQuickRectangle"):
        return 0
    colour: QColor = item.property("color")
    return round(colour.alpha() * item.opacity())
