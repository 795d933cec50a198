"""This installation as a device: its identity, and the facts it makes."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import Body, Fact, new_fact_id
from kiosk.errors import StoreError
from kiosk.store.outbox import UNSETTLED, State, first_tries
from kiosk.store.record import record
from kiosk.store.tables import FactRow, OutboxRow, StationRow


@dataclass(frozen=True, slots=True)
class Station:
    """Who this installation is. `space` is empty on the server."""

    device: UUID
    space: str
    operator: UUID
    epoch: int


def found_station(session: Session, device: UUID, space: str, operator: UUID) -> None:
    """Give a new store its identity, with an epoch that no other store has."""
    session.add(
        StationRow(
            device_id=device,
            space_id=space,
            operator_id=operator,
            epoch=new_epoch(),
            next_seq=1,
        )
    )
    session.flush()


def renew_epoch(session: Session) -> int:
    """Go on in a new epoch, and return it: somebody else may be counting in the present one.

    What the server has not settled gets numbers of the new epoch, in the order of the old ones;
    ids stay, so that whatever arrived all the same is known there.
    """
    here = session.scalars(select(StationRow)).one_or_none()
    if here is None:
        raise _not_paired()
    epoch = new_epoch()
    count = _number_anew(session, FactRow.device_id == here.device_id, epoch)
    # What this folder made before it was paired anew counts apart, for another device.
    _number_anew(session, FactRow.device_id != here.device_id, new_epoch())
    renewed = update(StationRow).values(epoch=epoch, next_seq=count + 1, acked_seq=0)
    session.execute(renewed)
    session.expire_all()
    return epoch


def _number_anew(session: Session, of_device: ColumnElement[bool], epoch: int) -> int:
    """Move a device's unsettled facts into an epoch that nobody has used; return their number."""
    present = select(StationRow.epoch).scalar_subquery()
    # Epochs are random: what is left of earlier ones comes before the present one.
    in_order = (OutboxRow.epoch == present, OutboxRow.epoch, OutboxRow.seq)
    is_fact = (FactRow.space_id == OutboxRow.space_id) & (FactRow.id == OutboxRow.fact_id)
    number = func.row_number().over(order_by=in_order).label("seq")
    numbered = (
        select(OutboxRow.space_id, OutboxRow.fact_id, number)
        .join(FactRow, is_fact)
        .where(OutboxRow.state.in_(UNSETTLED), of_device)
        .cte()
    )
    for row_type, fact_id in ((FactRow, FactRow.id), (OutboxRow, OutboxRow.fact_id)):
        session.execute(
            update(row_type)
            .where(row_type.space_id == numbered.c.space_id, fact_id == numbered.c.fact_id)
            .values(epoch=epoch, seq=numbered.c.seq),
            execution_options={"synchronize_session": False},
        )
    moved = select(func.count()).select_from(OutboxRow).where(OutboxRow.epoch == epoch)
    return session.scalars(moved).one()


def new_epoch() -> int:
    """Return an epoch that no store has."""
    return secrets.randbits(62)


def station(session: Session) -> Station | None:
    """Return who this installation is; None before it was paired."""
    row = session.scalars(select(StationRow)).one_or_none()
    if row is None:
        return None
    return Station(row.device_id, row.space_id, row.operator_id, row.epoch)


def station_of(session: Session) -> Station:
    """Return who this installation is.

    Raises:
        StoreError: this store was never paired.
    """
    here = station(session)
    if here is None:
        raise _not_paired()
    return here


def next_number(session: Session) -> tuple[int, int]:
    """Return the epoch and number of the next fact made here: another one after each fact."""
    row = session.execute(select(StationRow.epoch, StationRow.next_seq)).one_or_none()
    return (0, 0) if row is None else (row.epoch, row.next_seq)


@dataclass(frozen=True, slots=True)
class Said:
    """What happened: where, to whom, and who did it when it was not the person.

    `id` is given where it follows from another fact, so that it is said once only.
    """

    body: Body
    space: str
    person: str | None
    actor: str | None = None
    id: UUID | None = None


def say(session: Session, said: Said, at: datetime) -> Fact:
    """Make a fact of our own, record it, and put it into the outbox, in one transaction.

    The sequence number is taken inside the transaction, so numbers have no gaps.

    Args:
        at: when it happened, by the house (timekeeping.keep_time); the fact keeps this device's
            own clock beside it.

    Raises:
        StoreError: this store was never paired, or has not heard of that space yet.
    """
    fact = _fact(_next(session), said, at)
    if record(session, [fact]).homeless:
        raise StoreError(
            "This device does not know its space yet; connect it to the server once with "
            "lobby sync --once."
        )
    if _has_server(session):
        session.add(
            OutboxRow(
                epoch=fact.epoch,
                seq=fact.seq,
                space_id=fact.space,
                fact_id=fact.id,
                made_at=at,
                state=State.PENDING,
                tries=first_tries(fact.kind),
            )
        )
    return fact


def _next(session: Session) -> StationRow:
    """Take the next sequence number, and return the station as it stands after that."""
    taken = update(StationRow).values(next_seq=StationRow.next_seq + 1).returning(StationRow)
    row = session.execute(taken, execution_options={"synchronize_session": False}).scalar()
    if row is None:
        raise _not_paired()
    session.refresh(row)
    return row


def _not_paired() -> StoreError:
    return StoreError("This data folder is not paired yet; run lobby pair first.")


def _fact(here: StationRow, said: Said, at: datetime) -> Fact:
    return Fact(
        id=said.id or new_fact_id(at),
        space=said.space,
        device=here.device_id,
        epoch=here.epoch,
        seq=here.next_seq - 1,
        at=at - timedelta(milliseconds=here.offset_ms or 0),
        offset_ms=here.offset_ms,
        person=said.person,
        body=said.body,
        actor=said.actor,
    )


def _has_server(session: Session) -> bool:
    return bool(session.scalars(select(StationRow.space_id)).one())
