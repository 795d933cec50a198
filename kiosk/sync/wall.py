"""The wall on another machine: follows the server's view by long-poll and keeps nothing."""

import time
from collections.abc import Callable

from kiosk.clock import utc_now
from kiosk.sync.line import Duty, Line, Turn, after_long_poll
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.states import SyncState
from kiosk.wire.changes import LONGEST_WAIT_S


class WallFollower:
    """Calls `on_view` with the view's JSON at each answer, on the thread "wall-feed".

    Also when nothing changed: that the server still says so is news to whoever shows its age.
    """

    def __init__(self, address: ServerAddress, on_view: Callable[[bytes], None]) -> None:
        self._link, self._on_view = ServerLink(address), on_view
        self._tag = ""
        self._line = Line("wall-feed", Duty(self._look, _ignore, self._link.close), utc_now)

    def start(self) -> None:
        """Start following."""
        self._line.start()

    def stop(self, timeout_s: float) -> None:
        """Stop; a long-poll that is under way may take its time on a thread nobody waits for."""
        self._line.end()
        self._line.join(timeout_s)

    def _look(self) -> Turn:
        asked_at = time.monotonic()
        tag, view = self._link.wall(self._tag, wait_s=LONGEST_WAIT_S)
        is_news, self._tag = tag != self._tag, tag
        self._on_view(view)
        self._link.renew_token(utc_now())
        return after_long_poll(asked_at, is_news=is_news)


def _ignore(_: SyncState) -> None:
    """The wall says by its data's age how it stands with the server."""
