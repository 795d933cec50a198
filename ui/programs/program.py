"""What every window's program has: an application, an engine, a life and an orderly end."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.errors import LobbyError, SetupError
from ui import translation
from ui.application import make_application, make_engine, open_window
from ui.bridges.garbage import Garbage
from ui.bridges.interrupts import Interrupts
from ui.bridges.motion import MotionWish

SHARE_OF_SCREEN = 0.9
NOT_STARTED = "Hello Lobby could not start here; its log says why."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How a window looks and what it leaves behind."""

    language: str = "en"
    dark: bool | None = None  # by the hours of the house
    fullscreen: bool = False
    pictures: Path | None = None
    still: bool | None = None  # as the system says
    text_percent: int = 100


class Program(QObject):
    """One window's life: opened at once, its core brought up on a thread, stopped in order."""

    _ready = Signal(object)
    _broken = Signal(object)

    def __init__(self, name: str, options: WindowOptions) -> None:
        self.application = make_application(name)
        super().__init__()
        self.options = options
        self._garbage = Garbage(self)
        self.engine: QQmlApplicationEngine = make_engine()
        self._interrupts = Interrupts(self.application)
        self._error: LobbyError | None = None
        self._ready.connect(self._go_on)
        self._broken.connect(self.give_up)

    def open(self, qml_type: str, properties: dict[str, object]) -> QQuickWindow:
        """Open the window, and leave pictures of it where that was asked for."""
        # Pictures are comparable only of what stands still.
        is_still = self.options.still or self.options.pictures is not None
        look: dict[str, object] = {
            "fullscreen": self.options.fullscreen,
            "reducedMotion": is_still,
            "textScale": self.options.text_percent / 100,
        }
        if self.options.dark is not None:
            look["dark"] = self.options.dark
        self._window = window = open_window(self.engine, qml_type, properties | look)
        if self.options.still is None and not is_still:
            self._motion = MotionWish(self)
            self._motion.lessWanted.connect(self._stand_still)
            self._motion.ask()
        # Nothing is painted before this.
        translation.install(self.application, self.engine, self.options.language)
        if not self.options.fullscreen and QGuiApplication.platformName() != "offscreen":
            _fit_on_screen(window)
        if self.options.pictures is not None:
            from ui.pictures.taker import PictureTaker

            self._pictures = PictureTaker(window, self.options.pictures, qml_type)
        return window

    def bring_up(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do slow work on a thread, then what it returns on the UI thread.

        An error in either ends the program with a sentence, unless it knows better: a window that
        never comes to work would stand there for ever.
        """

        def run() -> None:
            from ui.programs.allocating import give_back_memory  # the first picture needs no ctypes

            give_back_memory()
            try:
                start = work()
            except LobbyError as error:
                self._broken.emit(error)
            except Exception:
                log.exception("the program could not be brought up")
                self._broken.emit(SetupError(NOT_STARTED))
            else:
                self._ready.emit(start)

        threading.Thread(target=run, name="bring-up", daemon=True).start()

    def run(self) -> int:
        """Run until the window is closed or the program is told to stop; return its exit code.

        Raises:
            LobbyError: what the program could not start with, or go on without.
        """
        code = self.application.exec()
        self.stop()
        # The pages go before the models they read from.
        shiboken6.delete(self.engine)
        self._interrupts.close()
        if self._error is not None:
            raise self._error
        return code

    def stop(self) -> None:
        """Stop what was started, in order."""

    @Slot()
    def _stand_still(self) -> None:
        self._window.setProperty("reducedMotion", True)

    @Slot(object)
    def _go_on(self, start: Callable[[], None]) -> None:
        try:
            start()
        except LobbyError as error:
            self.give_up(error)
        except Exception:
            log.exception("the program could not be started")
            self.give_up(SetupError(NOT_STARTED))

    @Slot(object)
    def give_up(self, error: LobbyError) -> None:
        """It could not be brought up."""
        self._error = error
        self.application.exit()


def _fit_on_screen(window: QQuickWindow) -> None:
    """Make a window that is drawn for a television fit on a desk's screen, in its proportions."""
    room = window.screen().availableSize() * SHARE_OF_SCREEN
    size = window.size()
    if size.width() > room.width() or size.height() > room.height():
        window.resize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
