"""What is wrong with a page: cut, overlapping and faint texts, targets too small; from its items.

A text may be shortened only where `mayBeCut` says so, for a touch there shows the whole. What a
Flickable can scroll into view counts as seen; each is looked at where it begins and where it ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQml import qmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.pictures.contrast import LEAST_FOR_TEXT
from ui.pictures.seeing import view_of
from ui.pictures.seen import Seen, SeenText, View, asked, parents_of, type_of

TOUCH_PX, TOUCH_UNITS = 48, 7
APART_UNITS = 1
TEXT_UNITS = 2.2
BLUR_PX = 1.0
"""What rounding to whole pixels may make of a place or a size."""
SETTLING_ROUNDS = 4


_S = TypeVar("_S", bound=Seen)


class Kind(StrEnum):
    """What can be wrong."""

    CUT = "cut"
    LOST = "lost"  # outside, and no scrolling brings it in
    OVERLAP = "overlap"
    STICKS_OUT = "sticks out"
    SMALL_TEXT = "small text"
    FAINT = "faint"  # in the light or in the dark
    SMALL_TARGET = "small target"
    NEAR_TARGETS = "near targets"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on a page: with which words, and where in the window."""

    kind: Kind
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.kind}: “{self.what}” at {self.where}"


@dataclass(frozen=True, slots=True)
class _Measure:
    """How large things are on this screen."""

    theme: QObject
    unit: float
    least_text: float


def findings_in(window: QQuickWindow, smallest_text: float = TEXT_UNITS) -> list[Finding]:
    """Return what is wrong on the page that a window shows.

    Args:
        window: laid out and settled; its lists are scrolled to their ends and back.
        smallest_text: in units, at normal text.
    """
    measure = _measure(window, smallest_text)
    view = view_of(window)
    found = [*_findings(view, measure), *_faint_texts(window, measure)]
    scrolled = [(item, _scrolled_to_end(item)) for item in _scrollable(view)]
    if scrolled:
        let_it_settle(window)
        found += [*_findings(view_of(window), measure), *_faint_texts(window, measure)]
        for item, begin in scrolled:
            item.setProperty("contentX", begin[0])
            item.setProperty("contentY", begin[1])
        let_it_settle(window)
    # The same at the end of a list as at its beginning is one finding.
    return list({(one.kind, one.what): one for one in reversed(found)}.values())[::-1]


def _measure(window: QQuickWindow, smallest_text: float) -> _Measure:
    engine = qmlEngine(window)
    assert engine is not None  # every window of ours comes from a QML file
    theme: Any = engine.singletonInstance("Lobby", "Theme")
    unit = theme.property("unit")
    return _Measure(
        theme, unit, unit * max(smallest_text, TEXT_UNITS * theme.property("textScale"))
    )


def let_it_settle(window: QQuickWindow) -> None:
    """Lay out what has changed; what one round lays out may call for another one."""
    for _ in range(SETTLING_ROUNDS):
        QCoreApplication.processEvents()
    painted = QEventLoop()
    window.frameSwapped.connect(painted.quit)
    window.update()
    painted.exec()
    window.frameSwapped.disconnect(painted.quit)
    QCoreApplication.processEvents()


def _scrollable(view: View) -> list[QQuickItem]:
    def is_longer(item: QQuickItem) -> bool:
        wide, high = item.property("contentWidth"), item.property("contentHeight")
        return bool(wide > item.width() + 1 or high > item.height() + 1)

    items = [seen.item for seen in view.flickables]
    return [item for item in items if item.property("interactive") and is_longer(item)]


def _scrolled_to_end(item: QQuickItem) -> tuple[float, float]:
    """Scroll to the end and return where it stood."""
    begin = item.property("contentX"), item.property("contentY")
    for side, size, place in (("Width", item.width(), "X"), ("Height", item.height(), "Y")):
        content = item.property(f"content{side}")
        if content > size:
            item.setProperty(f"content{place}", item.property(f"origin{place}") + content - size)
    return begin


def _findings(view: View, measure: _Measure) -> Iterator[Finding]:
    for text in view.texts:
        if not text.is_hidden:
            yield from _text_faults(text, measure)
    yield from _overlaps(view)
    targets = [target for target in view.targets if not target.is_hidden]
    for target in targets:
        yield from _target_faults(target, measure)
    apart = APART_UNITS * measure.unit - BLUR_PX
    for one, other in _neighbours([seen for seen in targets if _has_pixels(seen)], apart):
        if not _is_one_in_the_other(one.item, other.item):
            yield _finding(Kind.NEAR_TARGETS, one, _both(one, other))


def _overlaps(view: View) -> Iterator[Finding]:
    """Yield each text that runs into another one, a picture, or what can be touched."""
    shown = [seen for seen in (*view.texts, *view.marks, *view.targets) if _has_pixels(seen)]
    for one, other in _neighbours(shown, -BLUR_PX):
        text, against = (one, other) if isinstance(one, SeenText) else (other, one)
        if not isinstance(text, SeenText) or _is_one_in_the_other(one.item, other.item):
            continue
        is_on_it = against in view.targets and against.shown.contains(text.shown)
        if not text.is_sign and not is_on_it:
            yield _finding(Kind.OVERLAP, text, _both(text, against))


def _faint_texts(window: QQuickWindow, measure: _Measure) -> Iterator[Finding]:
    """Yield each text that stands out too little, in the light or in the dark."""
    was_dark = measure.theme.property("dark")
    for is_dark in (False, True):
        measure.theme.setProperty("dark", is_dark)
        for text in view_of(window).texts:
            if not text.is_hidden and text.contrast < LEAST_FOR_TEXT:
                how = f"{text.contrast:.1f}:1 in the {'dark' if is_dark else 'light'}"
                yield Finding(Kind.FAINT, text.words, f"{text.where}, {how}")
    measure.theme.setProperty("dark", was_dark)


def _text_faults(text: SeenText, measure: _Measure) -> Iterator[Finding]:
    item, words = text.item, text.words
    if item.property("truncated"):
        if not item.property("mayBeCut") or not _says_so(item):
            yield _finding(Kind.CUT, text, words)
    elif item.property("contentWidth") > item.width() + BLUR_PX:
        yield _finding(Kind.CUT, text, words)
    if not _is_inside(text.box, text.room.reach):
        outside = not text.box.intersects(text.room.reach)
        yield _finding(Kind.LOST if outside else Kind.CUT, text, words)
    if _has_pixels(text):
        if any(_sticks_out(text.shown, ground) for ground in text.room.grounds):
            yield _finding(Kind.STICKS_OUT, text, words)
        if not text.is_sign and text.font.pixelSize() < measure.least_text - BLUR_PX:
            yield _finding(Kind.SMALL_TEXT, text, words)


def _says_so(item: QQuickItem) -> bool:
    """Tell whether dots stand where the rest of a text does not."""
    return bool(asked(item, "elide") != Qt.TextElideMode.ElideNone.value)


def _target_faults(target: Seen, measure: _Measure) -> Iterator[Finding]:
    name = _spoken_name(target.item)
    if not _is_inside(target.box, target.room.reach):
        yield _finding(Kind.LOST, target, name)
    if not _has_pixels(target):
        return
    least = TOUCH_PX if _is_key(target.item) else max(TOUCH_PX, TOUCH_UNITS * measure.unit)
    if min(target.box.width(), target.box.height()) < least - BLUR_PX:
        yield _finding(Kind.SMALL_TARGET, target, name)
    interface = QAccessible.queryAccessibleInterface(target.item)
    if not name or interface.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
        yield _finding(Kind.NAMELESS, target, name)


def _is_one_in_the_other(one: QQuickItem, other: QQuickItem) -> bool:
    return one in parents_of(other) or other in parents_of(one)


def _is_key(item: QQuickItem) -> bool:
    return type_of(item).startswith("Key")


def _spoken_name(item: QQuickItem) -> str:
    interface = QAccessible.queryAccessibleInterface(item)
    return "" if interface is None else interface.text(QAccessible.Text.Name)


def _both(one: Seen, other: Seen) -> str:
    return "” and “".join(
        seen.words if isinstance(seen, SeenText) else _spoken_name(seen.item) or type_of(seen.item)
        for seen in (one, other)
    )


def _neighbours(seen: Sequence[_S], within: float) -> Iterator[tuple[_S, _S]]:
    """Yield each two that are nearer to each other than this; below zero, that overlap so far."""
    by_top = sorted(seen, key=lambda one: one.shown.top())
    for at, one in enumerate(by_top):
        around = one.shown.adjusted(-within, -within, within, within)
        for other in by_top[at + 1 :]:
            if other.shown.top() >= around.bottom():
                break
            if around.intersects(other.shown):
                yield one, other


def _sticks_out(box: QRectF, ground: QRectF) -> bool:
    """Tell whether a text reaches over the edge; one that stands beside or above does not."""
    inner = ground.adjusted(-BLUR_PX, -BLUR_PX, BLUR_PX, BLUR_PX)
    return min(ground.width(), ground.height()) > 0.5 * box.height() and (
        box.intersects(ground.adjusted(BLUR_PX, BLUR_PX, -BLUR_PX, -BLUR_PX))
        and not inner.contains(box)
    )


def _is_inside(box: QRectF, room: QRectF) -> bool:
    return room.adjusted(-BLUR_PX, -BLUR_PX, BLUR_PX, BLUR_PX).contains(box)


def _has_pixels(seen: Seen) -> bool:
    shown = seen.shown
    return shown.width() > BLUR_PX and shown.height() > BLUR_PX


def _finding(kind: Kind, seen: Seen, what: str) -> Finding:
    return Finding(kind, " ".join(what.split()), seen.where)
