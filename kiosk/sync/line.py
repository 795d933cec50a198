"""One thread that talks to the server again and again, and backs off when that fails."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.errors import LobbyError, ServerError
from kiosk.sync.backoff import Backoff
from kiosk.sync.refusals import ServerBusyError, ServerProblemError
from kiosk.sync.states import SyncState, SyncStatus
from kiosk.wire.problems import ProblemKind

log = logging.getLogger(__name__)

_REFUSALS: dict[str, SyncStatus] = {
    ProblemKind.TOKEN_UNKNOWN: SyncStatus.UNPAIRED,
    ProblemKind.DEVICE_REVOKED: SyncStatus.REVOKED,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """How one exchange went: how long to rest now, and whether the server was spoken to at all."""

    rest_s: float
    has_spoken: bool = True


_SELDOM_S = 60.0  # only a person changes that answer
PACE_S = 0.06  # between questions that follow on each other: the server has others to listen to
BREATHE_S = 1.0  # where something between us and the server does not let long-polls wait


def after_long_poll(asked_at: float, *, is_news: bool, more: bool = False) -> Turn:
    """Return the turn that a long-poll was, asked at this moment of time.monotonic()."""
    if more:
        return Turn(PACE_S)
    waited = time.monotonic() - asked_at >= BREATHE_S
    return Turn(0.0 if is_news or waited else BREATHE_S)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a line does: `exchange` talks once, or raises.

    `close` runs on the line's thread when it ends.
    """

    exchange: Callable[[], Turn]
    report: Callable[[SyncState], None]
    close: Callable[[], None]


class Line:
    """A named thread around one duty. `wake` cuts a rest short, but not a patience asked for."""

    def __init__(self, name: str, duty: Duty, clock: Callable[[], datetime]) -> None:
        self._duty, self._clock = duty, clock
        self._backoff = Backoff()
        self._woken, self._stopping = threading.Event(), threading.Event()
        # A long-poll cannot be called back, so at the end nobody waits for this thread for long.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def wake(self) -> None:
        """End the present rest."""
        self._woken.set()

    def end(self) -> None:
        """Have the thread end after what it is doing now."""
        self._stopping.set()
        self._woken.set()

    def join(self, timeout_s: float) -> None:
        """Wait for the thread to end."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            self._turn()
        self._duty.close()

    def _turn(self) -> None:
        try:
            turn = self._duty.exchange()
            if turn.has_spoken and not self._stopping.is_set():
                self._backoff.reset()
                self._duty.report(SyncState(SyncStatus.SYNCED))
        except LobbyError as error:
            self._rest_after(error)
        except Exception as error:
            if self._stopping.is_set():
                return  # whoever listens is being taken down around us
            log.exception("sync met something unexpected")
            self._rest_after(error)
        else:
            if turn.rest_s:
                self._woken.wait(turn.rest_s)

    def _rest_after(self, error: Exception) -> None:
        if self._stopping.is_set():
            return
        status = _status_of(error)
        at_least_s = _SELDOM_S if status is SyncStatus.REVOKED else 0.0
        if isinstance(error, ServerBusyError):
            at_least_s = error.retry_after_s
        rest_s = self._backoff.next_s(at_least_s)
        until = self._clock() + timedelta(seconds=rest_s)
        self._duty.report(SyncState(status, until, str(error)))
        # Only an outage may be over before its time: then a new fact is a good reason to try.
        (self._woken if status is SyncStatus.OFFLINE else self._stopping).wait(rest_s)


def _status_of(error: Exception) -> SyncStatus:
    if isinstance(error, ServerProblemError) and error.kind in _REFUSALS:
        return _REFUSALS[error.kind]
    if isinstance(error, ServerError) and not isinstance(error, ServerBusyError):
        return SyncStatus.OFFLINE
    return SyncStatus.WAITING
