"""What holds of a kiosk's store whenever nobody is writing in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from kiosk.domain.facts import Fact, Undone
from kiosk.domain.fold import Visit, fold
from kiosk.store.directory import spaces_by_id
from kiosk.store.record import feed_of
from kiosk.store.rows import fact_of, visit_of
from kiosk.store.station import station_of
from kiosk.store.tables import FactRow, FeedHeadRow, OutboxRow, StationRow, VisitRow

Unit = tuple[str, date, str]  # space, local day, person


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screens said: every fact in the ledger behind a number of the present epoch."""

    facts: Sequence[Fact]
    behind: int = 0


def check_at_rest(session: Session, shown: Shown, *, most_unshown: int | None = None) -> int:
    """Assert that a store is whole and that every green screen is in it; return its last number.

    Args:
        most_unshown: so many facts may be stored that no screen spoke of, because the power or
            the program ended between COMMIT and the screen. They are then the last ones.
    """
    assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    last = check_numbers(session, shown, most_unshown=most_unshown)
    check_visits(session)
    return last


def check_numbers(session: Session, shown: Shown, *, most_unshown: int | None = None) -> int:
    """Assert that own facts behind a number are those shown, without a gap; return the last."""
    here = station_of(session)
    own = select(FactRow).where(
        FactRow.device_id == here.device,
        FactRow.epoch == here.epoch,
        FactRow.seq > shown.behind,
    )
    facts = [fact_of(row) for row in session.scalars(own.order_by(FactRow.seq))]
    last = shown.behind + len(facts)
    assert [fact.seq for fact in facts] == list(range(shown.behind + 1, last + 1))
    assert session.scalars(select(StationRow.next_seq)).one() == last + 1
    stored = {fact.id: fact for fact in facts}
    assert len(stored) == len(facts)
    lost = [fact for fact in shown.facts if stored.get(fact.id) != fact]
    assert not lost, f"{len(lost)} of {len(shown.facts)} green screens are lost: {lost[:3]}"
    unshown = [fact.seq for fact in facts if fact.id not in {shown.id for shown in shown.facts}]
    if most_unshown is not None:
        assert len(unshown) <= most_unshown, f"nobody was told of {len(unshown)} facts"
        assert unshown == list(range(last + 1 - len(unshown), last + 1))
    waiting = select(OutboxRow.fact_id).where(
        OutboxRow.epoch == here.epoch, OutboxRow.seq > shown.behind
    )
    assert list(session.scalars(waiting.order_by(OutboxRow.seq))) == [fact.id for fact in facts]
    _check_positions(session, here.space)
    return last


def _check_positions(session: Session, space: str) -> None:
    count, last = session.execute(
        select(func.count(), func.coalesce(func.max(FactRow.position), 0)).where(
            FactRow.space_id == space
        )
    ).one()
    head = session.scalars(select(FeedHeadRow.head).where(FeedHeadRow.feed == feed_of(space)))
    assert count == last == (head.first() or 0)


def check_visits(session: Session, days: Iterable[date] | None = None) -> None:
    """Assert that the visits of these days, or of all, are what their facts add up to."""
    folded, stored = folded_visits(session, days), stored_visits(session, days)
    wrong = {unit for unit in folded.keys() | stored if folded.get(unit) != stored.get(unit)}
    assert not wrong, f"the visits of {len(wrong)} people's days are not what their facts say"


def folded_visits(
    session: Session, days: Iterable[date] | None = None
) -> dict[Unit, tuple[Visit, ...]]:
    """Fold every person's day from the facts, with no help from what was derived before."""
    units: defaultdict[Unit, list[Fact]] = defaultdict(list)
    unit_of: dict[UUID, Unit] = {}
    undos: list[tuple[Unit, Fact]] = []
    for row in session.scalars(select(FactRow).where(*_of(FactRow.day, days))):
        if row.person is None:
            continue
        unit, fact = (row.space_id, row.day, row.person), fact_of(row)
        units[unit].append(fact)
        unit_of[fact.id] = unit
        if isinstance(fact.body, Undone):
            undos.append((unit, fact))
    for unit, undo in undos:
        assert isinstance(undo.body, Undone)
        target = unit_of.get(undo.body.fact)
        if target is not None and target != unit:
            units[target].append(undo)
    spaces = spaces_by_id(session, {space for space, _, _ in units})
    folded = {unit: fold(facts, spaces[unit[0]]) for unit, facts in units.items()}
    return {unit: visits for unit, visits in folded.items() if visits}


def stored_visits(
    session: Session, days: Iterable[date] | None = None
) -> dict[Unit, tuple[Visit, ...]]:
    """Return the visits as they stand."""
    units: defaultdict[Unit, list[Visit]] = defaultdict(list)
    for row in session.scalars(select(VisitRow).where(*_of(VisitRow.day, days))):
        units[row.space_id, row.day, row.person].append(visit_of(row))
    return {
        unit: tuple(sorted(visits, key=lambda visit: (visit.arrived_at, visit.last_sign_at)))
        for unit, visits in units.items()
    }


def _of(
    column: InstrumentedAttribute[date], days: Iterable[date] | None
) -> Iterator[ColumnElement[bool]]:
    if days is not None:
        yield column.in_(sorted(days))
