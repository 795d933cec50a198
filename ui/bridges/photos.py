"""Faces on the screen: photos held in memory, and `image://face/<digest>`, which rounds them."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QImage, QPainter
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine
from PySide6.QtQuick import QQuickImageProvider

from kiosk.domain.photos import LARGEST_PHOTO

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallView
    from kiosk.sync.link import ServerAddress

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_PHOTOS = 1_000  # some 12 kB each, and more than one page ever shows
LARGEST_SIDE = 512  # pixels
GATHER_MS = 30  # photos that come one after the other are shown together
_DIGEST = re.compile("[0-9a-f]{32}")

log = logging.getLogger(__name__)


@QmlElement
@QmlSingleton
class FaceShelf(QObject):
    """The photos that pages can show at once; what a page asks for and is not here is fetched.

    A page binds to `revision` and asks `has(digest)`: False means initials for now. Whoever
    fetches hears `wanted` and calls `put`; what cannot be had is asked for again after
    `look_again`. Photos that no page shows any more make room for others.

    Thread contract: belongs to the UI thread, and never waits for disk or network.
    """

    changed = Signal()
    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: dict[str, bytes] = {}
        self._asked_at: dict[str, int] = {}  # by photo here, the revision at which a page asked
        self._missing: set[str] = set()
        self._allowed: frozenset[str] | None = None
        self._revision = 0
        self._gather = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._gather.timeout.connect(self._tell)

    @Property(int, notify=changed)
    def revision(self) -> int:
        return self._revision

    @Slot(str, result=bool)
    def has(self, digest: str) -> bool:
        """Say whether a photo is here; one that is not is on its way from now on."""
        if digest in self._photos:
            self._asked_at[digest] = self._revision
            return True
        if digest not in self._missing and self._may_be_here(digest):
            self._missing.add(digest)
            self.wanted.emit(digest)
        return digest in self._photos  # somebody may have had it at hand

    @Slot(str, object)
    def put(self, digest: str, jpeg: bytes) -> None:
        """Take a photo that was asked for; one that nobody wants any more is let go."""
        if digest not in self._missing or not self._has_room():
            return
        self._missing.discard(digest)
        self._photos[digest], self._asked_at[digest] = jpeg, self._revision
        self._gather.start()

    @Slot()
    def look_again(self) -> None:
        """Ask once more for what could not be had so far."""
        if self._missing:
            self._missing.clear()
            self._tell()

    def keep_only(self, digests: frozenset[str]) -> None:
        """Let go of every other photo, and take no other one in."""
        if digests != self._allowed:
            self._allowed = digests
            self._missing &= digests
            for gone in self._photos.keys() - digests:
                self._let_go(gone)
            self._tell()

    @Slot()
    def forget(self) -> None:
        """Let go of every photo; those that are asked for afterwards may come again."""
        self.keep_only(frozenset())
        self._allowed = None

    def jpeg(self, digest: str) -> bytes | None:
        """Return a photo that is here."""
        return self._photos.get(digest)

    def _may_be_here(self, digest: str) -> bool:
        is_allowed = self._allowed is None or digest in self._allowed
        return is_allowed and _DIGEST.fullmatch(digest) is not None

    def _has_room(self) -> bool:
        if len(self._photos) < MOST_PHOTOS:
            return True
        # Every page that is open asks again at each revision: what was last asked for at an
        # earlier one is shown by none.
        unseen = min(self._photos, key=self._asked_at.__getitem__)
        if self._asked_at[unseen] == self._revision:
            return False
        self._let_go(unseen)
        return True

    def _let_go(self, digest: str) -> None:
        del self._photos[digest], self._asked_at[digest]

    @Slot()
    def _tell(self) -> None:
        self._revision += 1
        self.changed.emit()


class FaceProvider(QQuickImageProvider):
    """Serves `image://face/<digest>` from the shelf: round, at the size that was asked for.

    One that is not there is a single pixel of nothing.
    """

    def __init__(self, jpeg: Callable[[str], bytes | None]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._jpeg = jpeg

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:
        photo = QImage.fromData(self._jpeg(id) or b"")
        if photo.isNull():
            return _clear(1)
        side = min(max(requested.width(), requested.height()), LARGEST_SIDE)
        return _rounded(photo, side if side > 0 else photo.width())


class FolderPhotos(QObject):
    """Photos from the folder in which a kiosk keeps them, read on a thread of its own."""

    arrived = Signal(str, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        from concurrent.futures import ThreadPoolExecutor

        super().__init__(parent)
        self._folder = folder
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="faces")

    @Slot(str)
    def fetch(self, digest: str) -> None:
        self._reader.submit(self._read, digest)

    def stop(self) -> None:
        self._reader.shutdown(cancel_futures=True)

    def _read(self, digest: str) -> None:
        try:
            with (self._folder / f"{digest}.jpg").open("rb") as file:
                jpeg = file.read(LARGEST_PHOTO + 1)
        except FileNotFoundError:
            return  # it is still on its way from the server
        except OSError as error:
            log.warning("a photo cannot be read: %s", error.strerror)
            return
        if len(jpeg) <= LARGEST_PHOTO:
            self.arrived.emit(digest, jpeg)


class ServerPhotos(QObject):
    """Photos for a wall that keeps none, from its server."""

    arrived = Signal(str, object)

    def __init__(self, address: ServerAddress, parent: QObject | None = None) -> None:
        from kiosk.sync.photos import PhotoFetcher

        super().__init__(parent)
        self._fetcher = PhotoFetcher(address, self.arrived.emit)
        self._fetcher.start()

    @Slot(str)
    def fetch(self, digest: str) -> None:
        self._fetcher.want(digest)

    def stop(self) -> None:
        self._fetcher.stop(timeout_s=1.0)


def photos_in(view: WallView) -> frozenset[str]:
    """Return the names of all photos in a wall's view."""
    faces = [person.face for person in view.people]
    faces += [face for pair in view.featured for face in (pair.asker, pair.helper)]
    return frozenset(face.photo for face in (*faces, *view.awaited) if face.photo)


def fill_shelf(engine: QQmlEngine, photos: FolderPhotos | ServerPhotos) -> FaceShelf:
    """Have the photos that an engine's pages ask for come from there; return their shelf."""
    shelf = shelf_of(engine)
    shelf.wanted.connect(photos.fetch)
    photos.arrived.connect(shelf.put)
    return shelf


def shelf_of(engine: QQmlEngine) -> FaceShelf:
    """Return the shelf from which an engine's pages show faces."""
    shelf = engine.singletonInstance(QML_IMPORT_NAME, FaceShelf.__name__)
    assert isinstance(shelf, FaceShelf)
    return shelf


def serve_faces(engine: QQmlEngine) -> None:
    """Let an engine's pages show faces."""
    engine.addImageProvider("face", FaceProvider(shelf_of(engine).jpeg))


def _clear(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _rounded(photo: QImage, side: int) -> QImage:
    scaled = photo.scaled(
        side,
        side,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    image = _clear(side)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(scaled))
    painter.drawEllipse(QRectF(0, 0, side, side))
    painter.end()
    return image
