"""Facts that need somebody's decision: what the server refused, and what it cannot take."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, true, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import FactKind
from kiosk.store.outbox import State, first_tries
from kiosk.store.tables import FactRow, OutboxRow

UNDECIDED = (State.QUARANTINED, State.STUCK)
SHOWN = (*UNDECIDED, State.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Troubled:
    """A fact that did not get through, without whom it is about."""

    id: UUID
    made_at: datetime
    kind: FactKind
    state: State
    reason: str
    failures: int


def troubled(session: Session) -> list[Troubled]:
    """Return the facts that did not get through, the oldest first."""
    same = (FactRow.space_id == OutboxRow.space_id) & (FactRow.id == OutboxRow.fact_id)
    shown = (
        select(OutboxRow, FactRow.kind)
        .join(FactRow, same)
        .where(OutboxRow.state.in_(SHOWN))
        .order_by(OutboxRow.made_at, OutboxRow.seq)
    )
    return [_troubled(row, FactKind(kind)) for row, kind in session.execute(shown)]


def _troubled(row: OutboxRow, kind: FactKind) -> Troubled:
    failures = max(0, row.tries - first_tries(kind))
    return Troubled(row.fact_id, row.made_at, kind, State(row.state), row.reason, failures)


def resend(session: Session, ids: Collection[UUID] | None) -> int:
    """Have these facts sent again, or all undecided ones; return how many."""
    states = UNDECIDED if ids is None else SHOWN
    return _decide(session, ids, states, State.PENDING)


def set_aside(session: Session, ids: Collection[UUID] | None) -> int:
    """Leave it at the server's refusal, for these facts or all refused ones; return how many.

    They stay here and are no longer counted. A stuck one nobody has refused: it is tried on.
    """
    return _decide(session, ids, (State.QUARANTINED,), State.SET_ASIDE)


def _decide(
    session: Session, ids: Collection[UUID] | None, states: Collection[State], state: State
) -> int:
    meant = true() if ids is None else OutboxRow.fact_id.in_(ids)
    again = {"tries": 0, "due_at": None, "reason": ""} if state is State.PENDING else {}
    decided = (
        update(OutboxRow)
        .where(OutboxRow.state.in_(states), meant)
        .values({"state": state, **again})
    )
    # Counted by what comes back: after a server's long error there may be very many.
    return len(session.scalars(decided.returning(OutboxRow.seq)).all())
