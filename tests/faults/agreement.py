"""At rest everybody has the same: server, kiosks and ledgers."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.store.outbox import waiting
from kiosk.store.station import station_of
from kiosk.store.tables import FactRow
from tests.faults.at_rest import Unit, check_visits, folded_visits, stored_visits


@dataclass(frozen=True, slots=True)
class Count:
    """The facts that the server has of its kiosks, held against their green screens.

    `unshown` were stored when the program ended, before the screen turned green.
    """

    stored: int
    lost: int
    doubled: int
    unshown: int


def count_at_server(session: Session, shown: Iterable[UUID]) -> Count:
    """Compare what kiosks sent with what they showed; no device's numbers may have a gap."""
    check_numbers(session)
    server = station_of(session).device
    ids = list(session.scalars(select(FactRow.id).where(FactRow.device_id != server)))
    stored, seen = set(ids), set(shown)
    return Count(len(ids), len(seen - stored), len(ids) - len(stored), len(stored - seen))


def check_numbers(session: Session) -> None:
    """Assert that each device's numbers run from 1 without a gap, and none is there twice."""
    numbers = func.count(), func.count(FactRow.seq.distinct()), func.min(FactRow.seq)
    by_source = select(*numbers, func.max(FactRow.seq)).group_by(FactRow.device_id, FactRow.epoch)
    for count, distinct, first, last in session.execute(by_source):
        assert (first, distinct, last) == (1, count, count), "a device's numbers have a gap"


def check_kiosk(server: Session, kiosk: Session, space: str) -> None:
    """Assert that a kiosk has nothing left to send, and the same facts and visits as the server."""
    left = waiting(kiosk)
    assert (left.pending, left.quarantined, left.stuck) == (0, 0, 0), f"{left} still wait"
    of_space = select(FactRow.id).where(FactRow.space_id == space)
    assert set(kiosk.scalars(of_space)) == set(server.scalars(of_space))
    check_visits(kiosk)
    assert stored_visits(kiosk) == _of_space(folded_visits(server), space)


def _of_space(visits: dict[Unit, tuple[object, ...]], space: str) -> dict[Unit, tuple[object, ...]]:
    return {unit: of_unit for unit, of_unit in visits.items() if unit[0] == space}
