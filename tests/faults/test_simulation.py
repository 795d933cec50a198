"""Whatever befalls a server and its kiosks, nothing is lost or doubled and all see the same."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import update

from kiosk.store.outbox import State
from kiosk.store.tables import OutboxRow
from tests.faults.fleet import PEOPLE, Fleet
from tests.faults.machine import Story
from tests.faults.oracle import check_fleet
from tests.faults.simulation import Fault

STORIES, STEPS = 25, 8  # tests/soak/soak_simulation.py tells many more, and shortens bad ones
ANA, BEA, CARL, DORA = PEOPLE[:4]


@pytest.fixture(autouse=True)
def _only_errors(caplog: pytest.LogCaptureFixture) -> None:
    """Let the kiosks warn of what these stories do to them; an error still fails a test."""
    caplog.set_level(logging.ERROR, "kiosk")


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    yield fleet
    fleet.close()


def work(fleet: Fleet, kiosk: int, *people: str) -> None:
    """Let people scan at a kiosk, and have it send that."""
    for person in people:
        fleet.act(kiosk, None, person)
    fleet.exchange(kiosk, Fault.NONE, up=True)


def ends_well(fleet: Fleet, *, facts: int) -> None:
    fleet.heal()
    check_fleet(fleet)
    assert not fleet.beyond_rescue
    assert len(fleet.server.facts()) == facts


def test_every_story_ends_well() -> None:
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )


def test_a_restored_server_gets_from_its_kiosks_what_its_backup_lacks(fleet: Fleet) -> None:
    work(fleet, 0, ANA)
    fleet.back_up()
    work(fleet, 0, BEA)
    work(fleet, 1, CARL)
    fleet.restore()
    assert len(fleet.server.facts()) == 1
    ends_well(fleet, facts=3)


def test_a_kiosk_that_was_put_back_goes_on_without_a_number_given_twice(fleet: Fleet) -> None:
    work(fleet, 0, ANA)
    fleet.copy(0)
    work(fleet, 0, BEA, CARL)
    fleet.put_back(0)
    fleet.act(0, None, DORA)
    ends_well(fleet, facts=4)


def test_a_kiosk_that_was_put_back_hears_of_it_before_it_makes_anything(fleet: Fleet) -> None:
    work(fleet, 0, ANA)
    fleet.copy(0)
    work(fleet, 0, BEA, CARL)
    fleet.put_back(0)
    fleet.exchange(0, Fault.NONE, up=False)
    work(fleet, 0, DORA)
    ends_well(fleet, facts=4)


def test_two_kiosks_from_one_copy_both_keep_what_they_recorded(fleet: Fleet) -> None:
    work(fleet, 0, ANA)
    fleet.copy(0)
    fleet.clone(0)
    copied = len(fleet.kiosks) - 1
    fleet.act(0, None, BEA)
    fleet.act(copied, None, CARL)
    fleet.exchange(0, Fault.NONE, up=True)
    fleet.exchange(copied, Fault.REPLY_LOST, up=True)
    fleet.act(copied, None, DORA)
    ends_well(fleet, facts=4)


def test_an_old_request_that_arrives_after_a_restore_does_no_harm(fleet: Fleet) -> None:
    fleet.back_up()
    fleet.act(0, None, ANA)
    fleet.exchange(0, Fault.LATE, up=True)
    work(fleet, 0, BEA)
    fleet.restore()
    fleet.arrives_late(0)
    ends_well(fleet, facts=2)


def test_what_was_hidden_without_a_server_stays_hidden_when_the_server_is_put_back(
    fleet: Fleet,
) -> None:
    work(fleet, 0, ANA)
    fleet.act(0, "show", ANA)
    fleet.exchange(0, Fault.NONE, up=True)
    fleet.back_up()
    fleet.kiosks[0].is_cut = True
    fleet.act(0, "hide", ANA)
    fleet.restore()
    ends_well(fleet, facts=3)
    assert not any(ANA.encode() in fleet.wall(kiosk) for kiosk in range(3))


def test_a_kiosk_that_was_put_back_and_worked_on_meets_its_own_facts_in_the_feed(
    fleet: Fleet,
) -> None:
    work(fleet, 0, ANA)
    fleet.copy(0)
    work(fleet, 0, BEA)
    fleet.put_back(0)
    fleet.act(0, None, CARL)
    fleet.exchange(0, Fault.REQUEST_LOST, up=True)
    fleet.exchange(0, Fault.NONE, up=False)
    ends_well(fleet, facts=3)


def test_a_kiosk_that_was_put_back_meets_its_own_facts_above_one_that_never_arrived(
    fleet: Fleet,
) -> None:
    work(fleet, 0, ANA)
    fleet.copy(0)
    fleet.act(0, None, BEA)
    stuck = update(OutboxRow).where(OutboxRow.state == State.PENDING).values(state=State.STUCK)
    fleet.kiosks[0].do(lambda session: session.execute(stuck))
    work(fleet, 0, CARL)
    fleet.put_back(0)
    fleet.exchange(0, Fault.NONE, up=False)
    for person in (DORA, BEA):
        fleet.act(0, None, person)
    fleet.heal()
    check_fleet(fleet)
    assert len(fleet.beyond_rescue) == 1  # what was on that disk alone
