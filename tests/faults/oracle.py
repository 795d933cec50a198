"""What holds of a server and its kiosks once everything has been sent and nothing happens."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, select, text, true
from sqlalchemy.orm import Session

from kiosk.store.directory import handles_held_by
from kiosk.store.member_tables import MemberRow
from kiosk.store.outbox import UNSETTLED, waiting
from kiosk.store.station import station_of
from kiosk.store.tables import DeviceEpochRow, OutboxRow
from tests.faults.at_rest import check_visits, stored_visits
from tests.faults.ledger import check

if TYPE_CHECKING:
    from tests.faults.fleet import Fleet
    from tests.faults.simulation import Kiosk


def check_walls(fleet: Fleet, number: int) -> None:
    """Assert that a kiosk's wall hides whoever asked for it there and was not asked again since."""
    if not fleet.is_plain:
        return  # whose choice came last is then told by clocks and copies, not by this test
    wall = fleet.wall(number)
    for person, (choice, at) in fleet.chosen.items():
        assert choice != "hide" or at != number or person.encode() not in wall


def check_fleet(fleet: Fleet) -> None:
    """Assert that nothing is lost or doubled, and that everybody sees the same."""
    _check_facts(fleet)
    _check_numbers(fleet)
    _check_outboxes(fleet)
    _check_presence(fleet)
    _check_choices(fleet)


def _check_facts(fleet: Fleet) -> None:
    facts = fleet.server.facts()
    held_back = set().union(*map(_held_back, fleet.kiosks)) if fleet.beyond_rescue else set()
    without = fleet.beyond_rescue | held_back
    check(facts, [kiosk.ledger for kiosk in fleet.kiosks], without=without)
    with fleet.server.session() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        check_visits(session)
        own = station_of(session).device
    shown = {fact.id for kiosk in fleet.kiosks for fact in kiosk.ledger.facts()}
    invented = [fact for fact in facts if fact.device != own and fact.id not in shown]
    assert not invented, f"{len(invented)} facts were shown nowhere, such as {invented[0]}"


def _held_back(kiosk: Kiosk) -> set[UUID]:
    """Return the choices of people whose check-in is beyond rescue: they wait, for staff to see."""
    waits = select(OutboxRow.fact_id).where(
        OutboxRow.state.in_(UNSETTLED), OutboxRow.reason == "this person was never at this space"
    )
    return set(kiosk.do(lambda session: session.scalars(waits).all()))


def _check_numbers(fleet: Fleet) -> None:
    """Assert that every device's numbers are settled without a gap, as far as any is stored."""
    stored: defaultdict[tuple[UUID, int], list[int]] = defaultdict(list)
    for fact in fleet.server.facts():
        stored[fact.device, fact.epoch].append(fact.seq)
    with fleet.server.session() as session:
        marks = {
            (row.device_id, row.epoch): row.acked_seq
            for row in session.scalars(select(DeviceEpochRow))
        }
    for source, seqs in stored.items():
        if fleet.is_plain:
            assert sorted(seqs) == list(range(1, len(seqs) + 1))
            assert marks.get(source, len(seqs)) == len(seqs)  # the server's own have no mark


def _check_outboxes(fleet: Fleet) -> None:
    for number, kiosk in enumerate(fleet.kiosks):
        left = kiosk.do(waiting)
        held_back = len(_held_back(kiosk)) if fleet.beyond_rescue else 0
        stands = (left.unsent - held_back, left.quarantined)
        assert stands == (0, 0), f"kiosk {number}: {left}"


def _check_presence(fleet: Fleet) -> None:
    with fleet.server.session() as session:
        at_server = stored_visits(session)
    for number, kiosk in enumerate(fleet.kiosks):
        day = kiosk.space.day_of(fleet.clock.now) - timedelta(days=1)
        there = {
            unit: visits
            for unit, visits in at_server.items()
            if unit[0] == kiosk.space.id and unit[1] >= day
        }
        kiosk.do(check_visits)
        visits = kiosk.do(stored_visits)
        here = {unit: visits for unit, visits in visits.items() if unit[1] >= day}
        differs = {unit for unit in here.keys() | there if here.get(unit) != there.get(unit)}
        assert not differs, f"kiosk {number} sees other visits than the server: {differs}"


def _check_choices(fleet: Fleet) -> None:
    for number, kiosk in enumerate(fleet.kiosks):
        held = handles_held_by(kiosk.space.id, fleet.clock.now)
        with fleet.server.session() as session:
            at_server = _choices(session, held)
        here = kiosk.do(lambda session: _choices(session, true()))
        differs = {one for one, choice in at_server.items() if here.get(one) != choice}
        assert not differs, f"kiosk {number} shows people otherwise than the server: {differs}"
        wall = fleet.wall(number)
        for person, choice in here.items():
            assert choice == "profile" or person.encode() not in wall
        for person, (choice, _) in fleet.chosen.items():
            assert not (fleet.is_plain and choice == "hide") or person.encode() not in wall


def _choices(session: Session, held: ColumnElement[bool]) -> dict[str, str | None]:
    chosen = select(MemberRow.handle, MemberRow.visibility).where(held)
    return {row.handle: row.visibility for row in session.execute(chosen)}
