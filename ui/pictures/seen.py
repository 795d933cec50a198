"""Items of a window as they can be seen: where they are, and what is around them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from ui.pictures.contrast import contrast, laid_over

UNSET_MINIMUM = 12  # as Qt has it for a text that nobody lets shrink


@dataclass(frozen=True, slots=True)
class Room:
    """What surrounds an item, as far as it says what of it can be seen."""

    clip: QRectF  # what is outside cannot be seen now
    reach: QRectF  # what is outside cannot be scrolled into view either
    hides: QRectF  # what is wholly outside is hidden on purpose
    grounds: tuple[QRectF, ...] = ()  # buttons and coloured surfaces that it lies on
    opacity: float = 1.0  # of all that it lies in


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
    colours: tuple[QColor, ...] = ()  # what is painted right below some part of it

    @property
    def contrast(self) -> float:
        """Return how well it stands out where it does so least; 21 where nothing is below it."""
        letters: QColor = self.item.property("color")
        opacity = self.room.opacity * self.item.opacity()
        seen = [(laid_over(letters, ground, opacity), ground) for ground in self.colours]
        return min((contrast(*pair) for pair in seen), default=21.0)

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
    marks: list[Seen] = field(default_factory=list)
    targets: list[Seen] = field(default_factory=list)
    flickables: list[Seen] = field(default_factory=list)


def type_of(item: QQuickItem) -> str:
    """Return the name of an item's QML file; empty for what Qt itself brings."""
    name = item.metaObject().className().partition("_QML")[0]
    return "" if name.startswith("QQuick") else name


def parents_of(item: QQuickItem) -> Iterator[QQuickItem]:
    while (parent := item.parentItem()) is not None:
        yield parent
        item = parent


def box_of(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def seen_text(item: QQuickItem, order: int, room: Room) -> SeenText:
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
        font.setPixelSize(round(asked(item, "fontInfo.pixelSize")))
    return font


def asked(item: QQuickItem, question: str) -> Any:
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
