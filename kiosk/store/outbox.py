"""The outbox: own facts that the server has not settled yet. Callers own the session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.store.rows import fact_of
from kiosk.store.tables import FactRow, OutboxRow


class State(StrEnum):
    """How an own fact stands with the server."""

    PENDING = "pending"
    STUCK = "stuck"  # failed again and again; tried from time to time
    QUARANTINED = "quarantined"  # refused, with a reason
    SET_ASIDE = "set_aside"  # refused, and somebody decided to leave it at that
    SETTLED = "settled"  # the server has it; kept for a while, should the server lose it


UNSETTLED = (State.PENDING, State.STUCK)  # the server's word is still to come
QUARANTINED = State.QUARANTINED


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits here: facts to send, facts that were refused, and since when the oldest waits."""

    pending: int
    quarantined: int
    oldest: datetime | None


def waiting(session: Session) -> Waiting:
    """Count what waits."""
    counted = select(OutboxRow.state, func.count(), func.min(OutboxRow.made_at))
    by_state = {
        state: (count, at)
        for state, count, at in session.execute(counted.group_by(OutboxRow.state))
    }
    pending, oldest = by_state.get(State.PENDING, (0, None))
    quarantined, _ = by_state.get(State.QUARANTINED, (0, None))
    return Waiting(pending, quarantined, oldest)


def next_facts(session: Session, most: int) -> list[Fact]:
    """Return the facts to send next: the least often tried, and of those the oldest."""
    in_turn = (
        select(FactRow)
        .join(
            OutboxRow, (OutboxRow.space_id == FactRow.space_id) & (OutboxRow.fact_id == FactRow.id)
        )
        .where(OutboxRow.state == State.PENDING)
        .order_by(OutboxRow.tries, OutboxRow.seq)
        .limit(most)
    )
    return [fact_of(row) for row in session.scalars(in_turn)]


def settle(session: Session, ids: Sequence[UUID]) -> None:
    """Forget rows whose facts the server has."""
    session.execute(delete(OutboxRow).where(OutboxRow.fact_id.in_(ids)))


def quarantine(session: Session, reasons: Mapping[UUID, str]) -> None:
    """Set facts aside that the server refused, each with its reason; nothing is deleted."""
    for fact_id, reason in reasons.items():
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.fact_id == fact_id)
            .values(state=State.QUARANTINED, reason=reason[:200])
        )


def note_tries(session: Session, ids: Sequence[UUID]) -> None:
    """Count a try that settled nothing, so that other facts get their turn first."""
    session.execute(
        update(OutboxRow).where(OutboxRow.fact_id.in_(ids)).values(tries=OutboxRow.tries + 1)
    )
