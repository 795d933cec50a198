"""A backup a day, by itself, beside a running kiosk or server."""

import logging
import shutil
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.clock import utc_now
from kiosk.errors import StoreError
from kiosk.store.backups.making import (
    EVERY,
    all_backups,
    backups_in,
    keep_newest,
    made_at,
    make_backup,
    name_at,
)

log = logging.getLogger(__name__)

_LOOK_EVERY = timedelta(hours=1)


class DailyBackup:
    """Makes a backup when the newest one is a day old, on a thread and a connection of its own.

    One that fails is logged and tried again an hour later; nothing else hears of it.
    """

    def __init__(self, url: str, home: Path, now: Callable[[], datetime] = utc_now) -> None:
        """Args: home: the folder with what stands beside the database."""
        self._url, self._home, self._now = url, home, now
        self._is_stopping, self._is_unwanted = threading.Event(), threading.Event()
        self._making = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="backup", daemon=True)

    def start(self) -> None:
        """Begin to look whether one is due."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Give up one that is being made; nothing of it stays."""
        self._is_stopping.set()
        self._thread.join(timeout_s)

    def remove_all(self) -> None:
        """Remove every backup, also one that is being made at this moment."""
        self._is_unwanted.set()
        with self._making:
            shutil.rmtree(backups_in(self._home), ignore_errors=True)
            self._is_unwanted.clear()

    def _run(self) -> None:
        while True:
            with self._making:
                self._try()
            if self._is_stopping.wait(_LOOK_EVERY.total_seconds()):
                return

    def _try(self) -> None:
        try:
            self._make_if_due()
        except StoreError as error:
            if not self._gives_up():
                log.error("no backup could be made: %s", error)  # noqa: TRY400 - it says why
        except Exception:
            log.exception("no backup could be made")

    def _gives_up(self) -> bool:
        return self._is_stopping.is_set() or self._is_unwanted.is_set()

    def _make_if_due(self) -> None:
        now = self._now()
        # A clock that was set back must not keep the next one off for years.
        if any(abs(now - made_at(backup)) < EVERY for backup in all_backups(self._home)):
            return
        target = backups_in(self._home) / name_at(now)
        make_backup(self._url, self._home, target, self._gives_up)
        keep_newest(self._home, now)
