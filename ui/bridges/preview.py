"""The camera on the screen: a slot for the newest frame, and the item that paints it."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickPaintedItem

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

STROKE = 0.011
SHADE = 0.018
"""Widths of the outline and of the shade below it, in heights of the picture."""


@dataclass(frozen=True, slots=True)
class PreviewFrame:
    """A mirrored picture in the shape of the screen's place, and corners in its pixels."""

    image: QImage
    outlines: tuple[tuple[tuple[float, float], ...], ...] = ()


def covering(picture: QSize, room: QSizeF) -> QRectF:
    """Return where a picture goes that fills the room unstretched; its sides may stand out.

    A frame made for another size of the room stays until the next one comes.
    """
    scale = max(room.width() / picture.width(), room.height() / picture.height())
    width, height = scale * picture.width(), scale * picture.height()
    return QRectF((room.width() - width) / 2, (room.height() - height) / 2, width, height)


@QmlElement
class PreviewImage(QQuickPaintedItem):
    """Paints the newest frame over its whole area, and an outline round each code in it.

    One for all pages, each of which takes it over from the last: of what QML makes of a Python
    class, a part stays in memory for ever, and idle pages come up hundreds of times a day.
    """

    looksChanged = Signal()
    seenChanged = Signal()

    def __init__(self, frames: LatestFrame) -> None:
        super().__init__()
        self.setParent(frames)
        self._frames = frames
        self._frame: PreviewFrame | None = None
        self._outline, self._shade = QColor(), QColor()
        self.widthChanged.connect(self._resized)
        self.heightChanged.connect(self._resized)
        frames.ready.connect(self._refresh)
        self._refresh()  # a frame that nobody looks at is never announced again

    @Property(QColor, notify=looksChanged)
    def outline(self) -> QColor:
        return self._outline

    @outline.setter  # type: ignore[no-redef]
    def outline(self, colour: QColor) -> None:
        self._outline = colour
        self.looksChanged.emit()

    @Property(QColor, notify=looksChanged)
    def shade(self) -> QColor:
        return self._shade

    @shade.setter  # type: ignore[no-redef]
    def shade(self, colour: QColor) -> None:
        self._shade = colour
        self.looksChanged.emit()

    @Property(bool, notify=seenChanged)
    def hasPicture(self) -> bool:
        return self._frame is not None

    def paint(self, painter: QPainter) -> None:
        if self._frame is None:
            return
        image = self._frame.image
        place = covering(image.size(), self.size())
        painter.drawImage(place, image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(place.topLeft())
        painter.scale(place.width() / image.width(), place.height() / image.height())
        for colour, share in ((self._shade, SHADE), (self._outline, STROKE)):
            pen = QPen(colour, share * image.height())
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for corners in self._frame.outlines:
                painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))

    @Slot()
    def _refresh(self) -> None:
        frame = self._frames.look()
        if frame is not None:
            is_first, self._frame = self._frame is None, frame
            # Held as large as the picture is, not as the place: the scene enlarges it.
            self.setTextureSize(frame.image.size())
            self.update()
            if is_first:
                self.seenChanged.emit()

    @Slot()
    def _resized(self) -> None:
        self._frames.show_at(QSize(round(self.width()), round(self.height())))


@QmlElement
class LatestFrame(QObject):
    """One slot between the camera's thread and the screen: the newest frame wins."""

    ready = Signal()
    seenChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_seen = False
        self._lock = threading.Lock()
        self._frame: PreviewFrame | None = None
        self._is_told = False
        self._size = (0, 0)
        self._picture: PreviewImage | None = None

    @Property(PreviewImage, notify=seenChanged)
    def picture(self) -> PreviewImage:
        """What paints the frames on whichever page is up; made when the first page asks."""
        if self._picture is None:
            self._picture = PreviewImage(self)
        return self._picture

    @Property(bool, notify=seenChanged)
    def isSeen(self) -> bool:
        """Whether a picture has come to the screen yet."""
        return self._is_seen

    @property
    def size(self) -> tuple[int, int]:
        """Pixels, width and height, that the screen has for the picture; 0 while it has none."""
        return self._size

    def show_at(self, size: QSize) -> None:
        """Say how large the next pictures should be; called on the UI thread."""
        self._size = (size.width(), size.height())

    def put(self, frame: PreviewFrame) -> None:
        """Hand over a frame; called on any thread, never waits for the screen."""
        with self._lock:
            self._frame = frame
            was_told, self._is_told = self._is_told, True
        if not was_told:  # else the screen knows and has not come to look yet
            self.ready.emit()

    def look(self) -> PreviewFrame | None:
        """Return the newest frame; None before the first. Any number of items may look.

        Called on the UI thread.
        """
        with self._lock:
            self._is_told = False
            frame = self._frame
        if frame is not None and not self._is_seen:
            self._is_seen = True
            self.seenChanged.emit()
        return frame
