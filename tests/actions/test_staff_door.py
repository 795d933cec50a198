"""The staff's PIN at a kiosk: what it opens, and how long wrong ones keep it shut."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.actions.staff_door import StaffAnswer
from kiosk.pins import hash_pin
from kiosk.store.directory import save_space
from kiosk.store.tables import StationRow
from tests.house import House

PIN = "2040"


@pytest.fixture
def guarded(house: House) -> House:
    """Casa Norte, whose staff have chosen a PIN."""
    house.space = replace(house.space, staff_pin=hash_pin(PIN))
    with house.session() as session:
        save_space(session, house.space)
        session.commit()
    return house


def knock(house: House, pin: str = "") -> StaffAnswer:
    with house.session() as session:
        return house.desk.staff_door(session, pin)


def knock_wrong(house: House, times: int) -> list[int]:
    return [knock(house, "0000").waits_s for _ in range(times)]


def test_where_no_pin_was_chosen_none_opens(house: House) -> None:
    assert (
        knock(house)
        == knock(house, "")
        == knock(house, PIN)
        == StaffAnswer("casa-norte", has_pin=False)
    )


def test_the_right_pin_tells_how_the_kiosk_stands(guarded: House) -> None:
    heard_at = guarded.now - timedelta(minutes=3)
    with guarded.session() as session:
        session.query(StationRow).update({"last_contact_at": heard_at})
        session.commit()
    standing = knock(guarded, PIN).standing
    assert standing is not None
    assert standing.heard_at == heard_at
    assert standing.version[0].isdigit()


def test_a_wrong_pin_opens_nothing(guarded: House) -> None:
    assert knock(guarded, "2041") == StaffAnswer("casa-norte", has_pin=True)
    assert knock(guarded) == StaffAnswer("casa-norte", has_pin=True)


def test_the_fifth_wrong_pin_costs_half_a_minute_in_which_no_pin_is_right(guarded: House) -> None:
    assert knock_wrong(guarded, 5) == [0, 0, 0, 0, 30]
    guarded.wait(seconds=29)
    assert knock(guarded, PIN) == StaffAnswer("casa-norte", has_pin=True, waits_s=1)
    guarded.wait(seconds=1)
    assert knock(guarded, PIN).standing is not None


def test_each_further_wrong_pin_costs_twice_as_long_up_to_a_quarter_of_an_hour(
    guarded: House,
) -> None:
    knock_wrong(guarded, 4)
    waits = []
    for _ in range(20):
        waits += knock_wrong(guarded, 1)
        guarded.wait(seconds=waits[-1])
    assert waits == [30, 60, 120, 240, 480] + [900] * 15


def test_asking_how_the_door_stands_is_no_try(guarded: House) -> None:
    for _ in range(10):
        assert knock(guarded) == StaffAnswer("casa-norte", has_pin=True)


def test_the_right_pin_forgives_the_wrong_ones(guarded: House) -> None:
    knock_wrong(guarded, 4)
    knock(guarded, PIN)
    assert knock_wrong(guarded, 4) == [0, 0, 0, 0]


def test_a_clock_that_is_set_back_keeps_nobody_waiting_for_longer(guarded: House) -> None:
    knock_wrong(guarded, 5)
    guarded.wait(days=-3)
    assert knock(guarded).waits_s == 30
    guarded.wait(seconds=30)
    assert knock(guarded, PIN).standing is not None
