"""Recording what others made: a fact that cannot be stored harms itself alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.store.record import Recorded, record, withdraw
from kiosk.store.station import new_epoch
from kiosk.store.tables import FactRow

_AT_FAULT = (SQLAlchemyError, ArithmeticError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a batch, and which of its facts cannot be stored as they are.

    Of these, the `clashing` ones could be under another number: theirs (device, epoch, seq)
    belongs to another fact.
    """

    recorded: Recorded
    unstorable: frozenset[UUID] = frozenset()
    clashing: frozenset[UUID] = frozenset()


def record_what_fits(session: Session, facts: Sequence[Fact]) -> Salvaged:
    """Record facts together, and one by one where that fails.

    Raises:
        OperationalError: the database is busy or gone; no fact is at fault.
    """
    try:
        with session.begin_nested():
            return Salvaged(record(session, facts))
    except OperationalError:
        raise
    except _AT_FAULT:
        return _one_by_one(session, facts)


def record_as_told(session: Session, facts: Sequence[Fact]) -> Salvaged:
    """Record facts under the numbers that the server knows them by: days are folded by them.

    A fact that is here under another number gets the server's. Where another fact has such a
    number here, two stores have counted alike once; the server has that one under another number,
    or will. It moves into an epoch that nobody uses.

    Raises:
        OperationalError: the database is busy or gone; no fact is at fault.
    """
    salvaged = record_what_fits(session, facts)
    renumbered = salvaged.recorded.renumbered
    told = [fact for fact in facts if fact.id in salvaged.clashing | renumbered]
    if not told:
        return salvaged
    for space in {fact.space for fact in told}:
        withdraw(session, space, FactRow.id.in_(renumbered))
    aside = new_epoch()
    for fact in told:
        holder = update(FactRow).where(_has_number_of(fact)).values(epoch=aside)
        session.execute(holder, execution_options={"synchronize_session": False})
    session.expire_all()
    again = record_what_fits(session, told)
    return Salvaged(
        _joined([salvaged.recorded, again.recorded]),
        (salvaged.unstorable - salvaged.clashing) | again.unstorable,
        again.clashing,
    )


def _one_by_one(session: Session, facts: Sequence[Fact]) -> Salvaged:
    parts: list[Recorded] = []
    unstorable: set[UUID] = set()
    clashing: set[UUID] = set()
    for fact in facts:
        try:
            with session.begin_nested():
                parts.append(record(session, [fact]))
        except OperationalError:
            raise
        except _AT_FAULT as error:
            unstorable.add(fact.id)
            if isinstance(error, IntegrityError) and _is_number_taken(session, fact):
                clashing.add(fact.id)
    return Salvaged(_joined(parts), frozenset(unstorable), frozenset(clashing))


def _is_number_taken(session: Session, fact: Fact) -> bool:
    owner = select(FactRow.id).where(_has_number_of(fact))
    return session.scalars(owner).first() not in (None, fact.id)


def _has_number_of(fact: Fact) -> ColumnElement[bool]:
    return and_(
        FactRow.space_id == fact.space,
        FactRow.device_id == fact.device,
        FactRow.epoch == fact.epoch,
        FactRow.seq == fact.seq,
    )


def _joined(parts: Sequence[Recorded]) -> Recorded:
    return Recorded(
        new=tuple(fact for part in parts for fact in part.new),
        duplicates=frozenset().union(*(part.duplicates for part in parts)),
        conflicting=frozenset().union(*(part.conflicting for part in parts)),
        homeless=frozenset().union(*(part.homeless for part in parts)),
        renumbered=frozenset().union(*(part.renumbered for part in parts)),
    )
