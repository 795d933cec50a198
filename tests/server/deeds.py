"""Facts made out of nothing, for tests that care about how many arrive and not about what."""

from uuid import UUID

from kiosk.clock import utc_now
from kiosk.domain.facts import Denied, Fact, new_fact_id
from tests.server.central import NORTE


def denied(device: UUID, seq: int) -> Fact:
    """Return a fact about nobody, made now by a device of Casa Norte in its first epoch."""
    at = utc_now()
    return Fact(new_fact_id(at), NORTE.id, device, 1, seq, at, 0, None, Denied("expired"))
