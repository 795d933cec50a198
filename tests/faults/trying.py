"""A kiosk's sync without its rests: whatever came back, it tries again at once."""

from collections import Counter
from collections.abc import Callable

from kiosk.clock import HouseClock
from kiosk.errors import LobbyError
from kiosk.sync.halving import Halving
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.push import Store, push_batch
from kiosk.sync.transport import Patience

# So short that a stalled answer costs a test little; `lobby` itself waits longer.
IMPATIENT = Patience(connect_s=2.0, silence_s=0.25, whole_s=2.0, most_bytes=2_000_000)


class Trying:
    """Pushes and pulls through whatever stands between. What fails is counted, and tried again."""

    def __init__(self, store: Store, address: ServerAddress, clock: HouseClock) -> None:
        self._store, self._now, self._halving = store, clock.now, Halving()
        self._link = ServerLink(address, patience=IMPATIENT, clock=clock)
        self.failures: Counter[str] = Counter()

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
            return exchange()
        except LobbyError as error:
            self.failures[type(error).__name__] += 1
            return True
