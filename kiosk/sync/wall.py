"""The wall on another machine: follows the server's view by long-poll and keeps nothing."""

import time
from collections.abc import Callable

from kiosk.clock import utc_now
from kiosk.sync.line import Duty, Line, Turn, after_long_poll
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.states import SyncState, SyncStatus
from kiosk.wire.changes import LONGEST_WAIT_S


class WallFollower:
    """Calls `on_view` with the view's JSON at each answer, on the thread "wall-feed".

    Also when nothing changed: that the server still says so is news to whoever shows its age.
    `on_revoked` is called when staff ended this wall's access: it may show nobody any more.
    """

    def __init__(
        self,
        address: ServerAddress,
        on_view: Callable[[bytes], None],
        on_revoked: Callable[[], None],
    ) -> None:
        self._link, self._on_view, self._on_revoked = ServerLink(address), on_view, on_revoked
        self._tag = ""
        self._line = Line("wall-feed", Duty(self._look, self._hear, self._link.close), utc_now)

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

    def _hear(self, state: SyncState) -> None:
        # Any other standing is told by the age of what the wall shows.
        if state.status is SyncStatus.REVOKED:
            self._tag = ""
            self._on_revoked()
