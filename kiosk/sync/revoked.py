"""What a device does when it hears that staff ended its access."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.store.settling import forget_people
from kiosk.sync.push import Store
from kiosk.sync.refusals import ServerProblemError
from kiosk.wire.problems import ProblemKind

log = logging.getLogger(__name__)


def is_revocation(error: BaseException) -> bool:
    """Say whether a lobby server, and nothing in between, ended this device's access."""
    return isinstance(error, ServerProblemError) and error.kind == ProblemKind.DEVICE_REVOKED


@contextmanager
def forgetting_people_if_revoked(store: Store) -> Iterator[None]:
    """Forget who belongs to the house if the server says so in here; the error goes on."""
    try:
        yield
    except ServerProblemError as error:
        if is_revocation(error):
            store.submit(forget_people).result()
        raise
