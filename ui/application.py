"""The Qt application: typeface, icons, log, and windows opened from the QML module."""

import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon, QImage, QPainter
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickWindow
from PySide6.QtSvg import QSvgRenderer

import resources
import ui.bridges.keyboard  # for the screens' keyboard
import ui.importing
import ui.viewmodels.recovery  # noqa: F401  # which the window names, whoever opens it
from kiosk.errors import SetupError
from ui.bridges.photos import serve_faces
from ui.bridges.qr import QrProvider

RESOURCES = Path(resources.__file__).parent
ICONS = RESOURCES / "icons"
QML_FOLDER = Path(__file__).parent / "qml"
FAMILY = "Atkinson Hyperlegible Next"

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_QUOTING = re.compile(r"(:\d+: Error): .*", re.DOTALL)

log = logging.getLogger("ui.qt")


class IconProvider(QQuickImageProvider):
    """Serves `image://icon/<name>/<rrggbb or aarrggbb>`: a bundled icon in that colour.

    All of them are read at the start, so that no page waits for the disk.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._icons = {file.stem: file.read_bytes() for file in ICONS.glob("*.svg")}

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:
        name, _, colour = id.partition("/")
        image = QImage(
            requested if requested.isValid() else QSize(24, 24),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        svg = self._icons.get(name)
        if svg is None:
            log.warning("there is no icon named %s", name)
            return image
        # SVG wants #rrggbb; an alpha in front, as QML writes it, is left out.
        renderer = QSvgRenderer(svg.replace(b"currentColor", b"#" + colour[-6:].encode()))
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        return image


def make_application(name: str) -> QGuiApplication:
    """Return the one application of this process, made once, before any window.

    Raises:
        SetupError: the bundled typeface cannot be read.
    """
    # With the threaded loop, Python on the render thread can hang grabs and slots.
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    qInstallMessageHandler(_to_log)
    application = QGuiApplication.instance() or QGuiApplication([name])
    assert isinstance(application, QGuiApplication)
    application.setOrganizationName("Hello Lobby")
    application.setApplicationName("hello-lobby")
    application.setApplicationDisplayName("Hello Lobby")
    application.setWindowIcon(QIcon(str(ICONS / "door-open.svg")))
    load_typeface()
    return application


def load_typeface() -> None:
    """Make the bundled typeface the application's own, so that every machine draws the same."""
    path = RESOURCES / "fonts" / "AtkinsonHyperlegibleNext.woff2"
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise SetupError(f"The typeface {path.name} cannot be read; install Hello Lobby again.")
    QGuiApplication.setFont(QFont(FAMILY))


def make_engine() -> QQmlApplicationEngine:
    """Return an engine that knows the QML module and its pictures, and logs what goes wrong."""
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML_FOLDER))
    engine.addImageProvider("icon", IconProvider())
    engine.addImageProvider("qr", QrProvider())
    serve_faces(engine)
    return engine


def open_window(
    engine: QQmlApplicationEngine, qml_type: str, initial_properties: Mapping[str, object]
) -> QQuickWindow:
    """Create a window of the module `Lobby`, for instance `KioskWindow`, and return it.

    Raises:
        SetupError: its QML does not load; the log says why.
    """
    engine.setInitialProperties(dict(initial_properties))
    engine.loadFromModule("Lobby", qml_type)
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[-1], QQuickWindow):
        raise SetupError(f"The window {qml_type} cannot be shown; the log says why.")
    return windows[-1]


def _to_log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # QML repeats the words of a Python error, which may quote what somebody entered; the error
    # itself is logged with its traceback.
    log.log(_LEVELS[kind], "%s", _QUOTING.sub(r"\1", message))
