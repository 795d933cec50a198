"""Sync while a device runs: facts go up as they are made, changes come down by long-poll."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from kiosk.clock import HouseClock
from kiosk.errors import StoreError
from kiosk.store.outbox import BEGINNING, forget_old, hurry_stuck
from kiosk.sync.halving import Halving
from kiosk.sync.line import PACE_S, Duty, Line, Turn, after_long_poll
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.push import Store, push_batch
from kiosk.sync.revoked import forgetting_people_if_revoked
from kiosk.sync.states import SyncState, SyncStatus
from kiosk.wire.changes import LONGEST_WAIT_S

Answer = TypeVar("Answer")

_LOOK_AGAIN_S = 30.0  # for a fact that nobody woke us for
_UP, _DOWN = 0, 1  # the two lines

_WORST_FIRST = (
    SyncStatus.REVOKED,
    SyncStatus.UNPAIRED,
    SyncStatus.OFFLINE,
    SyncStatus.WAITING,
    SyncStatus.SYNCED,
)


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears of sync. Called on sync's threads.

    `on_state` whenever the standing changes or facts were sent, `on_changed` after a page with
    news was stored.
    """

    on_state: Callable[[SyncState], None]
    on_changed: Callable[[], None]


class SyncWorker:
    """Keeps a device and its server together.

    Two threads with a connection each, because a fact must not wait for a long-poll to end:
    "sync" pushes, "sync-pull" follows the feed. Both hand their transactions to the core worker.
    """

    def __init__(
        self,
        store: Store,
        address: ServerAddress,
        listener: Listener,
        clock: HouseClock | None = None,
    ) -> None:
        clock = clock or HouseClock()
        self._store, self._listener, self._clock = _OpenStore(store), listener, clock
        self._now = clock.now
        self._up, self._down = ServerLink(address, clock=clock), ServerLink(address, clock=clock)
        push = Duty(self._push, partial(self._report, _UP), self._up.close)
        pull = Duty(self._pull, partial(self._report, _DOWN), self._down.close)
        self._lines = Line("sync", push, clock.now), Line("sync-pull", pull, clock.now)
        self._halving, self._forgotten = Halving(), BEGINNING
        self._tried_to_push, self._is_back = threading.Event(), threading.Event()
        self._guard = threading.Lock()
        self._states: list[SyncState | None] = [None, None]
        self._said: SyncState | None = None

    def start(self) -> None:
        """Start talking to the server."""
        for line in self._lines:
            line.start()

    def wake(self) -> None:
        """Push now: there is a new fact. Safe from any thread."""
        self._lines[0].wake()

    def stop(self, timeout_s: float) -> None:
        """Stop; once this returns, nothing more is stored. Safe to call twice."""
        for line in self._lines:
            line.end()
        self._store.close()
        self._tried_to_push.set()
        self._lines[0].join(timeout_s)

    def _push(self) -> Turn:
        try:
            if self._is_back.is_set():
                # What is stuck may be so because the server failed at everything.
                self._store.submit(partial(hurry_stuck, now=self._now())).result()
                self._is_back.clear()
            with forgetting_people_if_revoked(self._store):
                pushed = push_batch(self._store, self._up, self._halving, self._now)
        finally:
            self._tried_to_push.set()
        if pushed.sent:
            self._tell_progress()
        else:
            self._report(_UP, None)  # whatever was wrong before, there is nothing to tell of it now
            self._forget_some()
            self._up.renew_token(self._now())
        rest_s = PACE_S if pushed.more else _LOOK_AGAIN_S
        return Turn(rest_s, has_spoken=pushed.sent > 0)

    def _tell_progress(self) -> None:
        """Say that less waits than before, to whoever shows that all is well."""
        with self._guard:
            if self._said is not None and self._said.status is SyncStatus.SYNCED:
                self._listener.on_state(self._said)

    def _forget_some(self) -> None:
        # What is gone cannot be offered again: no clock is believed here but the server's.
        if (now := self._clock.confirmed()) is not None:
            forget = partial(forget_old, now=now, after=self._forgotten)
            self._forgotten = self._store.submit(forget).result() or BEGINNING

    def _pull(self) -> Turn:
        self._tried_to_push.wait()  # push before pull: the server's rows then know our choices
        asked_at = time.monotonic()
        down = self._states[_DOWN]
        # After an outage, and at the start, it is worth knowing at once that the server is there.
        is_well = down is not None and down.status is SyncStatus.SYNCED
        wait_s = LONGEST_WAIT_S if is_well else 0
        with forgetting_people_if_revoked(self._store):
            pulled = pull_page(self._store, self._down, self._now, wait_s=wait_s)
        if pulled.offers_again:
            self.wake()
        if pulled.is_news:
            self._listener.on_changed()
        return after_long_poll(asked_at, is_news=pulled.is_news, more=pulled.more)

    def _report(self, side: int, state: SyncState | None) -> None:
        with self._guard:
            before, self._states[side] = self._states[side], state
            known = [one for one in self._states if one]
            worst = min(known, key=lambda one: _WORST_FIRST.index(one.status), default=None)
            if worst is not None and worst != self._said:
                self._said = worst
                self._listener.on_state(worst)  # in here: else the older of two could come last
        is_well = state is not None and state.status is SyncStatus.SYNCED
        if is_well and before is not None and before.status is not SyncStatus.SYNCED:
            if side == _DOWN:
                self._is_back.set()
            self._lines[1 - side].wake()  # the outage is over for both


class _OpenStore:
    """A store until it is closed: a long-poll that ends later finds no way into the database."""

    def __init__(self, store: Store) -> None:
        self._store, self._gate, self._is_open = store, threading.Lock(), True

    def submit(self, job: Callable[[Session], Answer]) -> "Future[Answer]":
        """Queue a job."""
        with self._gate:
            if not self._is_open:
                raise StoreError("Sync has stopped.")
            return self._store.submit(job)

    def close(self) -> None:
        """Let nothing more in."""
        with self._gate:
            self._is_open = False
