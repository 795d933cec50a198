"""The house's clock, whatever hands and batteries do to the machine's."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.clock import LONGEST_OFF, HouseClock, reckoned, since_boot_s

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EMPTY_BATTERY = datetime(1970, 1, 1, tzinfo=UTC)


class Machine:
    """A machine whose clock shows what it was set to, and goes on from there."""

    def __init__(self) -> None:
        self.true, self.wrong_by = NOON, timedelta()
        self.clock = HouseClock(self.wall, self.elapsed_s)

    def wall(self) -> datetime:
        return self.true + self.wrong_by

    def elapsed_s(self) -> float:
        return (self.true - NOON).total_seconds()

    def set_to(self, shown: datetime) -> None:
        self.wrong_by = shown - self.true

    def wait(self, how_long: timedelta) -> None:
        self.true += how_long

    def meet_server(self) -> None:
        """Hear the true time; the offset is measured the way sync does it."""
        self.clock.confirm(round((self.true - self.clock.steady()) / timedelta(milliseconds=1)))

    def restart(self, *, off_for: timedelta) -> None:
        """Start the program again, with what it kept."""
        kept = self.clock.read()
        self.wait(off_for)
        self.clock = HouseClock(self.wall, self.elapsed_s)
        self.clock.restore(kept.offset_ms, kept.floor)


def test_the_first_run_has_only_the_machine_to_ask() -> None:
    reading = Machine().clock.read()
    assert (reading.now, reading.offset_ms, reading.floor) == (NOON, None, None)


@pytest.mark.parametrize("step", [-DAY, -MINUTE, MINUTE, DAY, EMPTY_BATTERY - NOON])
def test_after_a_contact_no_hand_on_the_clock_moves_the_house(step: timedelta) -> None:
    machine = Machine()
    machine.meet_server()
    machine.wait(HOUR)
    machine.wrong_by = step
    reading = machine.clock.read()
    assert reading.now == reading.floor == machine.true
    assert reading.offset_ms == -step // timedelta(milliseconds=1)
    assert machine.clock.stepped_by() == step


def test_a_hand_on_the_clock_while_the_server_answers_does_no_harm() -> None:
    machine = Machine()
    offset_ms = round((machine.true - machine.clock.steady()) / timedelta(milliseconds=1))
    machine.wrong_by = DAY
    machine.wait(timedelta(seconds=1))
    machine.clock.confirm(offset_ms)
    assert machine.clock.now() == machine.true


def test_only_the_server_sets_the_house_back() -> None:
    machine = Machine()
    machine.clock.confirm(DAY // timedelta(milliseconds=1))
    assert machine.clock.now() == NOON + DAY
    machine.clock.confirm(0)
    assert machine.clock.now() == NOON


def test_what_was_known_before_does_not_overrule_the_server() -> None:
    machine = Machine()
    machine.meet_server()
    machine.clock.restore(3_600_000, NOON + DAY)
    assert machine.clock.now() == NOON


def test_a_clock_set_right_by_the_network_is_not_corrected_twice() -> None:
    machine = Machine()
    machine.set_to(EMPTY_BATTERY)
    machine.clock = HouseClock(machine.wall, machine.elapsed_s)
    machine.meet_server()
    machine.wrong_by = timedelta()  # the network's time came after the server's
    assert machine.clock.read().offset_ms == 0
    machine.restart(off_for=HOUR)
    assert machine.clock.now() == machine.true


def test_a_clock_set_right_after_the_last_look_is_not_corrected_twice_either() -> None:
    machine = Machine()
    machine.set_to(EMPTY_BATTERY)
    machine.clock = HouseClock(machine.wall, machine.elapsed_s)
    machine.meet_server()
    machine.restart(off_for=HOUR)
    assert machine.clock.now() == machine.true
    machine.wrong_by = timedelta()  # before this run met its server
    assert machine.clock.now() == machine.true
    machine.restart(off_for=HOUR)
    assert machine.clock.now() == machine.true


def test_an_empty_battery_at_each_start_costs_only_the_time_switched_off() -> None:
    machine = Machine()
    machine.meet_server()
    for _ in range(3):
        machine.wait(HOUR)
        machine.restart(off_for=HOUR)
        machine.set_to(EMPTY_BATTERY)
    machine.wait(HOUR)
    assert machine.true - machine.clock.now() == 3 * HOUR


def test_a_wild_date_raises_no_floor_and_is_over_with_the_next_contact() -> None:
    machine = Machine()
    machine.meet_server()
    machine.restart(off_for=MINUTE)
    machine.set_to(NOON + 90 * DAY)  # it might have been switched off for so long
    assert machine.clock.now() == NOON + 90 * DAY
    assert machine.clock.read().floor == NOON
    machine.meet_server()
    assert machine.clock.now() == machine.true


def test_time_before_the_contact_of_this_run_raises_the_floor_by_what_went_by() -> None:
    machine = Machine()
    machine.meet_server()
    machine.restart(off_for=HOUR)
    machine.wait(2 * HOUR)
    assert machine.clock.read().floor == NOON + 2 * HOUR


@pytest.mark.parametrize(
    ("wall", "offset", "house"),
    [
        (NOON, timedelta(), NOON),
        (NOON, HOUR, NOON),  # set right since, or still behind: the earlier of the two
        (NOON - 2 * HOUR, HOUR, NOON - HOUR),
        (NOON - 3 * HOUR, 3 * HOUR, NOON),
        (NOON + DAY, -DAY, NOON),
        (NOON - DAY, timedelta(), NOON - HOUR),  # neither can be: not before the floor
        (EMPTY_BATTERY, DAY, NOON - HOUR),
        (datetime(2099, 1, 1, tzinfo=UTC), timedelta(), NOON - HOUR),
        (NOON - HOUR + LONGEST_OFF, timedelta(), NOON - HOUR + LONGEST_OFF),
    ],
)
def test_before_the_first_contact_the_earliest_possible_time_counts(
    wall: datetime, offset: timedelta, house: datetime
) -> None:
    assert reckoned(wall, offset // timedelta(milliseconds=1), NOON - HOUR) == house


def test_the_time_since_boot_goes_on_in_a_suspended_tablet() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= since_boot_s() <= time.clock_gettime(time.CLOCK_BOOTTIME)
