"""`lobby kiosk`: the window first, then the core and the camera behind it."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kiosk.clock import utc_now
from kiosk.errors import LobbyError
from kiosk.logs import note_uncaught
from ui import translation
from ui.bridges.key_touches import KeyTouches
from ui.bridges.no_way_out import NoWayOut
from ui.bridges.photos import FolderPhotos, fill_shelf
from ui.bridges.preview import LatestFrame
from ui.bridges.sounds import Sounds, find_player
from ui.bridges.watchdog import Watchdog, WorkerPulse
from ui.programs.program import Program, WindowOptions
from ui.programs.senses import ANY_SCANNER, Senses
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.recovery import RecoveryModel
from ui.viewmodels.states import Cloud, HouseRules

if TYPE_CHECKING:
    from kiosk.app import Core
    from kiosk.domain.spaces import Space
    from kiosk.scanning.frames import FrameSource

TELL_WALL_MS = 20_000
TRY_AGAIN_S = 15
START_TAKES_S = 60
RECOVERS_AGAIN_S = 10.0
"""What fails again and again must not keep its page up for ever."""
ENDED_BY_STAFF = 3
"""The exit code after which packaging/hello-lobby-kiosk.service does not start it again."""

log = logging.getLogger(__name__)


class KioskProgram(Program):
    """The kiosk's window over the core of one data folder.

    In full screen nothing ends it but a signal and the staff: what it cannot start with is said on
    a page, and tried again.
    """

    _failed = Signal()

    def __init__(
        self,
        data: Path | None,
        camera: str,
        options: WindowOptions,
        scanner: str = ANY_SCANNER,
    ) -> None:
        senses = Senses(camera, scanner)
        super().__init__("lobby-kiosk", options)
        self._data, self._senses = data, senses
        self._core: Core | None = None
        self._photos: FolderPhotos | None = None
        self._frames = LatestFrame()
        self._rules = HouseRules(language=options.language, has_camera=senses.has_camera)
        self._model = KioskModel(self._rules, now=self._time)
        self._model.languageChanged.connect(self._speak)
        self._model.exitAsked.connect(self.leave)
        self._sounds = self._make_heard()
        self._recovery = RecoveryModel(TRY_AGAIN_S, self)
        self._recovered_at_s = -RECOVERS_AGAIN_S
        self._watchdog = Watchdog(os.environ, self)
        self._tell_wall = QTimer(self, interval=TELL_WALL_MS)
        self._tell_wall.timeout.connect(self._publish)
        self._again = QTimer(self, interval=TRY_AGAIN_S * 1000, singleShot=True)
        self._again.timeout.connect(self._bring_up)
        # Queued: whoever failed is still in the middle of it.
        self._failed.connect(self._recover, Qt.ConnectionType.QueuedConnection)
        note_uncaught(self._failed.emit)
        shown: dict[str, object] = {
            "model": self._model,
            "frames": self._frames,
            "recovery": self._recovery,
        }
        self.window = self.open("KioskWindow", shown)
        self._keys = KeyTouches(self.window)
        self._keys.touched.connect(self._model.touched)
        if options.fullscreen:
            self._no_way_out = NoWayOut(self.window)
        # The core's imports cost more than the first picture does; it comes after it.
        QTimer.singleShot(0, self._bring_up)

    @Slot()
    def leave(self) -> None:
        """Let the staff have the screen: end in order, and stay away."""
        log.info("the staff ended this kiosk")
        self.application.exit(ENDED_BY_STAFF)

    def give_up(self, error: LobbyError) -> None:
        """In full screen, send members to the desk and try again in a while."""
        if not self.options.fullscreen:
            super().give_up(error)
            return
        self._stop_parts()
        if self._recovery.show(str(error)):
            log.error("%s", error)
        self._watchdog.waiting(str(error), TRY_AGAIN_S + START_TAKES_S)
        self._again.start()

    def stop(self) -> None:
        self._watchdog.stopping()
        self._again.stop()
        self._stop_parts()
        if self._sounds is not None:
            self._sounds.stop()
        if self._photos is not None:
            self._photos.stop()

    def _stop_parts(self) -> None:
        self._tell_wall.stop()
        self._senses.stop()
        if self._core is not None:
            self._core.stop()
        self._core = None

    @Slot()
    def _bring_up(self) -> None:
        self.bring_up(self._open_core)

    @Slot()
    def _recover(self) -> None:
        """Something failed that nobody foresaw: whoever is there is sent to the desk."""
        if time.monotonic() - self._recovered_at_s >= RECOVERS_AGAIN_S:
            self._recovered_at_s = time.monotonic()
            self._model.trouble()

    def _time(self) -> datetime:
        """Return what the house's clock shows; before the core is up, what this machine's does."""
        return self._core.clock.now() if self._core is not None else utc_now()

    def _open_core(self) -> Callable[[], None]:
        """Open the folder and what codes are shown to; runs on a thread."""
        from kiosk.app import Core
        from kiosk.commands.options import default_folder
        from kiosk.domain.devices import DeviceRole
        from kiosk.logs import write_log
        from kiosk.settings import DataFolder

        folder = DataFolder(self._data or default_folder())
        folder.paired(DeviceRole.KIOSK)
        write_log(folder.log_file("kiosk"))
        core = Core.open(folder)
        try:
            space = core.space().result()
            source = self._senses.open_source(folder.path)
        except Exception:
            core.stop()
            raise
        return lambda: self._start(core, space, source)

    def _start(self, core: "Core", space: "Space", source: "FrameSource | None") -> None:
        from ui.bridges.background import Background
        from ui.bridges.core import CoreDesk, CoreNews

        self._core = core
        self._background = Background(core.worker, self)
        self._model.openHouse(CoreDesk(core, self._background), self._rules_of(core, space))
        self._news = CoreNews(self)
        self._news.house.connect(self._model.showHouse)
        self._news.sync.connect(self._model.showSync)
        self._show_faces(core.photos_folder)
        core.start(self._news.news())
        self._adopt(space)
        self._tell_wall.start()
        self._senses.start(source, self._model, self._frames)
        self._recovery.show("")
        self._watchdog.ready((WorkerPulse(core.worker), self._senses.live))

    def _show_faces(self, folder: Path) -> None:
        if self._photos is None:
            self._photos = FolderPhotos(folder, self)
            self._shelf = fill_shelf(self.engine, self._photos)
        self._news.photo.connect(self._shelf.look_again)
        self._news.house.connect(self._shelf.look_again)
        self._news.sync.connect(self._forget_faces)

    @Slot(str)
    def _forget_faces(self, standing: str) -> None:
        if standing == Cloud.REVOKED:
            self._shelf.forget()

    @Slot()
    def _publish(self) -> None:
        """Tell the wall, and hear what the house has decided meanwhile."""
        from kiosk.actions.door import space_at

        if self._core is not None:
            self._core.publish()
            self._background.run(space_at, self._adopt, lambda error: log.error("%s", error))

    def _make_heard(self) -> Sounds | None:
        play = find_player()
        # A tour offscreen makes no noise.
        if play is None or QGuiApplication.platformName() == "offscreen":
            return None
        sounds = Sounds(play, self._time, self)
        self._model.answered.connect(sounds.answer)
        return sounds

    def _rules_of(self, core: "Core", space: "Space") -> HouseRules:
        return replace(
            self._rules,
            timezone=space.timezone,
            place_of_help=space.place_of_help,
            member_page=core.member_page_url(),
            by_name=space.by_name,
        )

    def _adopt(self, space: "Space") -> None:
        if self._core is not None:
            rules = self._rules_of(self._core, space)
            if rules != self._model.rules:
                self._model.adopt(rules)
        if self._sounds is not None:
            self._sounds.adopt(space)

    def _speak(self, language: str) -> None:
        translation.install(self.application, self.engine, language)
