"""Forgetting what a house keeps for a while only."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from kiosk.store.guests import IS_GUEST
from kiosk.store.leftovers import note_forgotten
from kiosk.store.outbox import UNSETTLED
from kiosk.store.tables import FactRow, OutboxRow

GUESTS_KEPT_FOR = timedelta(days=30)

Source = tuple[str, UUID, int]
"""Whose numbers: a space, a device and its epoch."""


def forget_guests(session: Session, now: datetime) -> Mapping[Source, frozenset[int]]:
    """Delete who was a guest more than 30 days ago; their visits stay, under a random handle.

    What the server has still to take waits until it has. What the server refused goes as well: a
    promise to a guest comes before anybody's decision about that.

    Returns:
        The numbers of the deleted facts, by their source.
    """
    waits = exists().where(
        OutboxRow.space_id == FactRow.space_id,
        OutboxRow.fact_id == FactRow.id,
        OutboxRow.state.in_(UNSETTLED),
    )
    is_old = FactRow.day < (now - GUESTS_KEPT_FOR).date()
    gone = session.execute(
        select(FactRow.space_id, FactRow.id, FactRow.device_id, FactRow.epoch, FactRow.seq).where(
            IS_GUEST, is_old, ~waits
        )
    ).all()
    numbers: defaultdict[Source, set[int]] = defaultdict(set)
    for row in gone:
        of_fact = (FactRow.space_id == row.space_id, FactRow.id == row.id)
        session.execute(delete(FactRow).where(*of_fact))
        # Nothing is ever sent again of what is not there.
        session.execute(delete(OutboxRow).where(OutboxRow.fact_id == row.id))
        numbers[row.space_id, row.device_id, row.epoch].add(row.seq)
        note_forgotten(session)
    return {source: frozenset(seqs) for source, seqs in numbers.items()}
