"""The outbox: own facts on their way to the server, and for a while after. Callers own the session.

Whatever is asked here stays quick with hundreds of thousands of rows, settled or not: the door
shares its one connection with sync.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    func,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact, FactKind
from kiosk.store.erasure import is_of_erasure
from kiosk.store.rows import fact_of
from kiosk.store.tables import FactRow, OutboxRow

MOST_TRIES = 5  # in vain; then a fact is stuck
NOISE_TRIES = 1  # what a refused scan starts with, so that people's comings and goings pass first
STUCK_FOR = timedelta(hours=1)
KEPT_FOR = timedelta(days=14)  # so long a server may look back when it is restored
_AT_A_TIME = 2000

Place = tuple[int, int]  # epoch and number
BEGINNING: Place = (-1, 0)


class State(StrEnum):
    """How an own fact stands with the server."""

    PENDING = "pending"
    STUCK = "stuck"  # failed again and again; tried from time to time
    QUARANTINED = "quarantined"  # refused, with a reason
    SET_ASIDE = "set_aside"  # refused, and somebody decided to leave it at that
    SETTLED = "settled"  # the server has it; kept for a while, should the server lose it


UNSETTLED = (State.PENDING, State.STUCK)  # the server's word is still to come


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits here: facts to send, facts that were refused, and since when the oldest waits."""

    pending: int
    quarantined: int
    oldest: datetime | None
    stuck: int = 0
    set_aside: int = 0

    @property
    def unsent(self) -> int:
        """How many facts the server has still to take."""
        return self.pending + self.stuck


@dataclass(frozen=True, slots=True)
class Failure:
    """A send that settled nothing: when, and why, in a sentence."""

    at: datetime
    reason: str


def waiting(session: Session) -> Waiting:
    """Count what waits."""
    counts = {
        state: session.scalars(
            select(func.count()).select_from(OutboxRow).where(OutboxRow.state == state)
        ).one()
        for state in State
        if state is not State.SETTLED
    }
    return Waiting(
        pending=counts[State.PENDING],
        quarantined=counts[State.QUARANTINED],
        oldest=_oldest(session) if counts[State.PENDING] + counts[State.STUCK] else None,
        stuck=counts[State.STUCK],
        set_aside=counts[State.SET_ASIDE],
    )


def _oldest(session: Session) -> datetime:
    # Numbers grow with time, so the first of each state and number of tries is the oldest there.
    firsts = (
        select(OutboxRow.made_at)
        .where(OutboxRow.state == state, OutboxRow.tries == tries)
        .order_by(OutboxRow.seq)
        .limit(1)
        .subquery()
        for state in UNSETTLED
        for tries in range(MOST_TRIES + 1)
    )
    oldest = union_all(*(select(first.c.made_at) for first in firsts))
    made_at: list[datetime] = list(session.scalars(oldest))
    return min(made_at)


def least_tries(session: Session) -> int | None:
    """Return how often the fact to be sent next was tried; None if none is to be sent now."""
    return session.scalars(
        select(func.min(OutboxRow.tries)).where(OutboxRow.state == State.PENDING)
    ).one()


def most_tries(session: Session, ids: Collection[UUID]) -> int:
    """Return how often the one of these facts was tried that was tried most."""
    tried = select(func.max(OutboxRow.tries)).where(OutboxRow.fact_id.in_(ids))
    return session.scalars(tried).one() or 0


def next_facts(session: Session, most: int) -> list[Fact]:
    """Return the facts to send next: the least often tried, and of those the oldest."""
    in_turn = _facts().where(OutboxRow.state == State.PENDING)
    in_turn = in_turn.order_by(OutboxRow.tries, OutboxRow.seq).limit(most)
    return [fact_of(row) for row in session.scalars(in_turn)]


def pending_of(session: Session, ids: Collection[UUID]) -> list[Fact]:
    """Return those of these facts that are still to be sent, oldest first."""
    of_these = _facts().where(_stands(State.PENDING), OutboxRow.fact_id.in_(ids))
    in_order = of_these.order_by(OutboxRow.tries, OutboxRow.seq)
    return [fact_of(row) for row in session.scalars(in_order)]


def stuck_fact(session: Session, due: datetime) -> Fact | None:
    """Return the stuck fact whose turn comes first, if one is due by then."""
    # One that waits for longer than they ever do was put off by a clock that was wrong.
    is_due = or_(OutboxRow.due_at <= due, OutboxRow.due_at > due + STUCK_FOR)
    stuck = _facts().where(OutboxRow.state == State.STUCK, is_due)
    row = session.scalars(stuck.order_by(OutboxRow.due_at).limit(1)).first()
    return fact_of(row) if row else None


def _facts() -> Select[FactRow]:
    same = and_(OutboxRow.space_id == FactRow.space_id, OutboxRow.fact_id == FactRow.id)
    return select(FactRow).join(OutboxRow, same)


def settle(session: Session, ids: Collection[UUID], now: datetime) -> None:
    """Note that the server has these facts.

    Where a stuck one is among them, whatever held the stuck ones up may be over: they all get
    their turn again.
    """
    stuck = select(OutboxRow.seq).where(_stands(State.STUCK), OutboxRow.fact_id.in_(ids))
    if session.scalars(stuck.limit(1)).first() is not None:
        _change(session, [State.STUCK], state=State.PENDING, tries=0, due_at=None, reason="")
    done = {"state": State.SETTLED, "settled_at": now, "due_at": None, "reason": ""}
    _change(session, UNSETTLED, ids, **done)


def quarantine(session: Session, reasons: Mapping[UUID, str]) -> None:
    """Put facts apart that the server refused, each with its reason; nothing is deleted."""
    for fact_id, reason in reasons.items():
        refused = {"state": State.QUARANTINED, "reason": reason[:200], "due_at": None}
        _change(session, UNSETTLED, [fact_id], **refused)


def note_failure(session: Session, ids: Collection[UUID], failure: Failure) -> None:
    """Count a try in vain, so that others go first; after the fifth a fact is stuck for an hour."""
    reason, due_at = failure.reason[:200], failure.at + STUCK_FOR
    _change(session, [State.STUCK], ids, due_at=due_at, reason=reason)
    _change(session, [State.PENDING], ids, tries=OutboxRow.tries + 1, reason=reason)
    worn = and_(OutboxRow.tries >= MOST_TRIES, OutboxRow.fact_id.in_(ids))
    stuck = update(OutboxRow).where(_stands(State.PENDING), worn)
    session.execute(stuck.values(state=State.STUCK, tries=MOST_TRIES, due_at=due_at))


def try_stuck_again(session: Session) -> None:
    """Have stuck facts sent with the next ones; one more failure and they are stuck again."""
    _change(session, [State.STUCK], state=State.PENDING, tries=MOST_TRIES - 1, due_at=None)


def _change(
    session: Session,
    states: Sequence[State],
    ids: Collection[UUID] | None = None,
    **values: Any,
) -> None:
    of_these = (
        OutboxRow.state.in_(states)
        if ids is None
        else and_(OutboxRow.fact_id.in_(ids), _stands(*states))
    )
    session.execute(update(OutboxRow).where(of_these).values(values))


def hurry_stuck(session: Session, now: datetime) -> None:
    """Let each stuck fact have its turn now, alone and after the others, not in an hour."""
    _change(session, [State.STUCK], due_at=now)


def reoffer(session: Session, after: Place = BEGINNING) -> Place | None:
    """Have settled facts sent again, some at a time; return where to go on, None at the end.

    Each is looked at once: what is settled anew behind that place meanwhile stays so. `settled_at`
    goes on telling these facts from those that no server has ever had.
    """
    last, is_within = _stretch(session, after)
    again = update(OutboxRow).where(is_within, _stands(State.SETTLED))
    session.execute(again.values(state=State.PENDING))
    return last


def forget_old(session: Session, now: datetime, after: Place = BEGINNING) -> Place | None:
    """Delete what was settled long ago but erasures, some at a time; return where to go on."""
    last, is_within = _stretch(session, after)
    is_old = and_(OutboxRow.settled_at < now - KEPT_FOR, ~is_of_erasure())
    session.execute(delete(OutboxRow).where(is_within, is_old, _stands(State.SETTLED)))
    return last


def _stands(*states: State) -> ColumnElement[bool]:
    # Written so that no index on it is used: a few rows are meant, and of each state there may be
    # very many.
    return OutboxRow.state.concat("").in_(states)


def _stretch(session: Session, after: Place) -> tuple[Place | None, ColumnElement[bool]]:
    """Return where the next rows end, unless they are the last ones, and what they have to meet."""
    place = tuple_(OutboxRow.epoch, OutboxRow.seq)
    in_order = select(OutboxRow.epoch, OutboxRow.seq).order_by(OutboxRow.epoch, OutboxRow.seq)
    ahead = in_order.where(place > after).offset(_AT_A_TIME - 1).limit(1)
    row = session.execute(ahead).one_or_none()
    if row is None:
        return None, place > after
    last = (row.epoch, row.seq)
    return last, and_(place > after, place <= last)


def first_tries(kind: FactKind) -> int:
    """Return how often a new fact counts as tried already."""
    return NOISE_TRIES if kind is FactKind.DENIED else 0
