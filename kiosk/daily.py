"""What is done once a day, by itself, beside a running kiosk or server."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from kiosk.errors import LobbyError

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
_AGAIN_AFTER = timedelta(hours=1)


class DailyJob:
    """Does something at the start and then every day, on a thread of its own.

    What fails is logged and tried again an hour later; nothing else hears of it.
    """

    def __init__(self, name: str, job: Callable[[], object], every: timedelta = EVERY) -> None:
        self._job, self._every = job, every
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Do it now, and from now on every day."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Do it no more."""
        self._is_stopping.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            pause = self._every if self._is_done() else min(self._every, _AGAIN_AFTER)
            if self._is_stopping.wait(pause.total_seconds()):
                return

    def _is_done(self) -> bool:
        if self._is_stopping.is_set():
            return True
        try:
            self._job()
        except LobbyError as error:
            log.error("%s: %s", self._thread.name, error)  # noqa: TRY400 - it says why
            return False
        except Exception:
            log.exception("%s failed", self._thread.name)
            return False
        return True
