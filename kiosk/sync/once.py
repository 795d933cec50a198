"""One whole exchange with the server, for commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import utc_now
from kiosk.store.outbox import Waiting, waiting
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.push import Store, push_batch


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one exchange moved, and what still waits here."""

    pushed: int
    quarantined: int
    pages: int
    waiting: Waiting


def push_and_pull_once(
    store: Store, address: ServerAddress, now: Callable[[], datetime] = utc_now
) -> Exchanged:
    """Send what waits as long as that settles anything, then fetch all that is new.

    Raises:
        ServerError: no usable answer; what was exchanged until then is kept.
    """
    link = ServerLink(address, clock=now)
    try:
        pushed, quarantined = _push_all(store, link, now)
        pages = 1
        while pull_page(store, link, now, wait_s=0).more:
            pages += 1
    finally:
        link.close()
    return Exchanged(pushed, quarantined, pages, store.submit(waiting).result())


def _push_all(store: Store, link: ServerLink, now: Callable[[], datetime]) -> tuple[int, int]:
    pushed, quarantined = 0, 0
    while True:
        batch = push_batch(store, link, now)
        pushed, quarantined = pushed + batch.settled, quarantined + batch.quarantined
        if not (batch.pending and batch.made_way):
            return pushed, quarantined
