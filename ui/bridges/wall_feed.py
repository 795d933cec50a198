"""The wall's news from a kiosk on the same machine: a file in the data folder, replaced whole."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from kiosk.errors import LobbyError

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallView

POLL_MS = 5_000

log = logging.getLogger(__name__)


class WallFeed(QObject):
    """Watches wall.json and emits `arrived(WallView)` for each new version.

    The folder is watched, since a file that is replaced is lost to a watcher; a slow poll is the
    net for file systems that tell nothing. The file is read on a thread of its own.
    """

    arrived = Signal(object)

    def __init__(
        self, file: Path, read: Callable[[bytes], WallView], parent: QObject | None = None
    ) -> None:
        """Watch `file`, which need not exist yet; `read` raises a LobbyError for what it is not."""
        super().__init__(parent)
        self._file, self._read = file, read
        self._seen: tuple[int, int, int] | None = None
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wall-feed")
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look)

    def start(self) -> None:
        self._watch_folder()
        self._poll.start()
        self.look()

    def stop(self) -> None:
        """Stop watching; what is being read is finished first."""
        self._poll.stop()
        self._watcher.blockSignals(True)
        self._reader.shutdown(cancel_futures=True)

    @Slot()
    def look(self) -> None:
        """Read the file if it is another one than last time."""
        self._watch_folder()
        self._reader.submit(self._read_if_new)

    def _watch_folder(self) -> None:
        folder = str(self._file.parent)
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)

    def _read_if_new(self) -> None:
        try:
            status = self._file.stat()
            version = (status.st_mtime_ns, status.st_ino, status.st_size)
            if version == self._seen:
                return
            self._seen = version
            view = self._read(self._file.read_bytes())
        except FileNotFoundError:
            return  # the kiosk has not written it yet
        except OSError as error:
            log.warning("%s cannot be read: %s", self._file.name, error.strerror)
        except LobbyError as error:
            log.warning("%s is not news of a wall: %s", self._file.name, error)
        else:
            # From the reader's thread; Qt delivers it on the receiver's.
            self.arrived.emit(view)
