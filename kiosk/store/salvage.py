"""Recording what others made: a fact that cannot be stored harms itself alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.store.record import Recorded, record

_AT_FAULT = (SQLAlchemyError, ArithmeticError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a batch, and which of its facts cannot be stored at all."""

    recorded: Recorded
    unstorable: frozenset[UUID] = frozenset()


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


def _one_by_one(session: Session, facts: Sequence[Fact]) -> Salvaged:
    parts: list[Recorded] = []
    unstorable: set[UUID] = set()
    for fact in facts:
        try:
            with session.begin_nested():
                parts.append(record(session, [fact]))
        except OperationalError:
            raise
        except _AT_FAULT:
            unstorable.add(fact.id)
    return Salvaged(_joined(parts), frozenset(unstorable))


def _joined(parts: Sequence[Recorded]) -> Recorded:
    return Recorded(
        new=tuple(fact for part in parts for fact in part.new),
        duplicates=frozenset().union(*(part.duplicates for part in parts)),
        conflicting=frozenset().union(*(part.conflicting for part in parts)),
        homeless=frozenset().union(*(part.homeless for part in parts)),
    )
