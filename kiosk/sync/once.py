"""One whole exchange with the server, for commands."""

import time
from dataclasses import dataclass
from functools import partial

from kiosk.clock import HouseClock
from kiosk.store.outbox import BEGINNING, Place, Waiting, forget_old, try_stuck_again, waiting
from kiosk.sync.halving import Halving
from kiosk.sync.line import PACE_S
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.push import Store, push_batch
from kiosk.sync.refusals import IndigestibleError
from kiosk.sync.revoked import forgetting_people_if_revoked

_ENOUGH_FAILURES = 20  # in a row: no single fact is to blame for so many


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one exchange moved, and what still waits here."""

    pushed: int
    quarantined: int
    pages: int
    waiting: Waiting


def push_and_pull_once(
    store: Store, address: ServerAddress, clock: HouseClock | None = None
) -> Exchanged:
    """Send what waits as long as that settles anything, then fetch all that is new.

    Raises:
        ServerError: no usable answer; what was exchanged until then is kept.
    """
    clock = clock or HouseClock()
    link = ServerLink(address, clock=clock)
    try:
        with forgetting_people_if_revoked(store):
            exchanged = _exchange(store, link, clock)
        _forget_old(store, clock)
    finally:
        link.close()
    return exchanged


def _exchange(store: Store, link: ServerLink, clock: HouseClock) -> Exchanged:
    pushed, quarantined = _push_all(store, link, clock)
    pages, offers_again = _pull_all(store, link, clock)
    if offers_again:
        again, refused = _push_all(store, link, clock)
        pushed, quarantined = pushed + again, quarantined + refused
        pages += _pull_all(store, link, clock)[0]
    link.renew_token(clock.now())
    return Exchanged(pushed, quarantined, pages, store.submit(waiting).result())


def _pull_all(store: Store, link: ServerLink, clock: HouseClock) -> tuple[int, bool]:
    """Return how many pages came, and whether they say that there are facts to send again."""
    pages, offers_again, more = 0, False, True
    while more:
        pulled = pull_page(store, link, clock.now, wait_s=0)
        pages, more = pages + 1, pulled.more
        time.sleep(PACE_S if more else 0)
        offers_again = offers_again or pulled.offers_again
    return pages, offers_again


def _push_all(store: Store, link: ServerLink, clock: HouseClock) -> tuple[int, int]:
    store.submit(try_stuck_again).result()
    halving, failures = Halving(), 0
    pushed, quarantined = 0, 0
    while True:
        try:
            batch = push_batch(store, link, halving, clock.now)
        except IndigestibleError:
            failures += 1
            if failures == _ENOUGH_FAILURES:
                raise
            time.sleep(PACE_S)
            continue
        failures = 0
        pushed, quarantined = pushed + batch.settled, quarantined + batch.quarantined
        if not (batch.more or halving.group()):
            return pushed, quarantined
        time.sleep(PACE_S)


def _forget_old(store: Store, clock: HouseClock) -> None:
    now = clock.confirmed()
    after: Place | None = BEGINNING
    while now is not None and after is not None:
        after = store.submit(partial(forget_old, now=now, after=after)).result()
