"""`lobby wall`: who is here, from a kiosk's file on this machine or from the server."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.clock import utc_now
from ui.bridges.photos import FolderPhotos, ServerPhotos, fill_shelf, photos_in
from ui.bridges.wall_feed import WallFeed
from ui.programs.program import Program, WindowOptions
from ui.viewmodels.wall import WallModel

if TYPE_CHECKING:
    from kiosk.domain.views import WallView
    from kiosk.sync.link import ServerAddress


class WallProgram(Program):
    """The wall's window. It holds a WallView and nothing else."""

    def __init__(self, data: Path | None, options: WindowOptions) -> None:
        super().__init__("lobby-wall", options)
        self._data = data
        self._feed: WallFeed | ServerFeed | None = None
        self._photos: FolderPhotos | ServerPhotos | None = None
        self._model = WallModel(options.language, utc_now)
        self.window = self.open("WallWindow", {"model": self._model})
        self.bring_up(self._open_feed)

    def stop(self) -> None:
        if self._feed is not None:
            self._feed.stop()
        if self._photos is not None:
            self._photos.stop()

    def _open_feed(self) -> Callable[[], None]:
        from kiosk.commands.options import default_folder
        from kiosk.domain.devices import DeviceRole
        from kiosk.logs import log_to_file
        from kiosk.reports.wall import wall_view_from_json
        from kiosk.settings import DataFolder
        from kiosk.sync.link import address_in

        folder = DataFolder(self._data or default_folder())
        pairing = folder.paired(*DeviceRole)
        log_to_file(folder.log_file("wall"))
        if pairing.role == DeviceRole.WALL:
            address = address_in(folder)
            return lambda: self._follow(ServerFeed(address, self), ServerPhotos(address, self))
        return lambda: self._follow(
            WallFeed(folder.wall_file, wall_view_from_json, self),
            FolderPhotos(folder.photos, self),
        )

    def _follow(self, feed: "WallFeed | ServerFeed", photos: "FolderPhotos | ServerPhotos") -> None:
        self._feed, self._photos = feed, photos
        self._shelf = fill_shelf(self.engine, photos)
        feed.arrived.connect(self._show_faces)
        feed.arrived.connect(self._model.showView)
        if isinstance(feed, ServerFeed):
            feed.revoked.connect(self._model.forget)
            feed.revoked.connect(self._shelf.forget)
        feed.start()

    @Slot(object)
    def _show_faces(self, view: "WallView") -> None:
        """Have no photo here but of those whom the view shows."""
        self._shelf.keep_only(photos_in(view))
        self._shelf.look_again()


class ServerFeed(QObject):
    """The wall's news from the server, by long-poll on a thread of its own."""

    arrived = Signal(object)
    revoked = Signal()

    def __init__(self, address: "ServerAddress", parent: QObject | None = None) -> None:
        super().__init__(parent)
        from kiosk.reports.wall import wall_view_from_json
        from kiosk.sync.wall import WallFollower

        self._follower = WallFollower(
            address,
            lambda plain: self.arrived.emit(wall_view_from_json(plain)),
            self.revoked.emit,
        )

    def start(self) -> None:
        self._follower.start()

    def stop(self) -> None:
        self._follower.stop(timeout_s=1.0)
