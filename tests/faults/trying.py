"""A kiosk's sync without its rests: whatever came back, it tries again at once."""

import time
from collections.abc import Callable

from kiosk.clock import HouseClock
from kiosk.errors import LobbyError
from kiosk.sync.halving import Halving
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.push import Store, push_batch
from kiosk.sync.refusals import ServerBusyError
from kiosk.sync.transport import Patience

# So short that a stalled answer costs a test little; `lobby` itself waits longer.
IMPATIENT = Patience(connect_s=2.0, silence_s=0.25, whole_s=2.0, most_bytes=2_000_000)
ENOUGH = 200  # failures in a row: no chance is that bad
LONGEST_REST_S = 1.0


class Trying:
    """Pushes and pulls through whatever stands between. What fails is tried again."""

    def __init__(self, store: Store, address: ServerAddress, clock: HouseClock) -> None:
        self._store, self._now, self._halving = store, clock.now, Halving()
        self._link = ServerLink(address, patience=IMPATIENT, clock=clock)
        self._in_a_row = 0

    def push(self) -> bool:
        """Send one batch; say whether there is more to send."""

        def push_one() -> bool:
            pushed = push_batch(self._store, self._link, self._halving, self._now)
            return pushed.more or bool(self._halving.group())

        return self._try(push_one)

    def pull(self) -> bool:
        """Fetch one page; say whether there is another."""
        return self._try(lambda: pull_page(self._store, self._link, self._now, wait_s=0).more)

    def close(self) -> None:
        """Close the connection."""
        self._link.close()

    def _try(self, exchange: Callable[[], bool]) -> bool:
        try:
            is_more = exchange()
            self._in_a_row = 0
            return is_more
        except ServerBusyError as error:
            time.sleep(min(error.retry_after_s, LONGEST_REST_S))
            return self._failed(error)
        except LobbyError as error:
            return self._failed(error)

    def _failed(self, error: LobbyError) -> bool:
        self._in_a_row += 1
        assert self._in_a_row < ENOUGH, f"nothing gets through any more: {error}"
        return True
