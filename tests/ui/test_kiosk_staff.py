"""The staff's page without a window: shut, open, and shut again."""

from datetime import timedelta

import pytest

from kiosk.actions.staff_door import KioskStanding, StaffAnswer
from tests.ui.conftest import TWELVE_PAST_NINE

SHUT = StaffAnswer("casa-norte", has_pin=True)
STANDING = KioskStanding("1.2.3", TWELVE_PAST_NINE - timedelta(minutes=3))
OPEN = StaffAnswer("casa-norte", has_pin=True, standing=STANDING)


@pytest.fixture
def staff(model, desk):
    """The staff's page, where a PIN is asked for."""
    model.pageAsked("staff")
    desk.answer(SHUT)
    desk.asked.clear()
    return model.rooms.staff


def test_opening_the_page_is_no_try(model, desk):
    model.pageAsked("staff")
    assert desk.asked == [("staff_door", "")]
    assert model.rooms.staff.stage == "asking"


def test_where_no_pin_is_set_it_is_said_for_which_space_and_nothing_opens(model, desk):
    model.pageAsked("staff")
    desk.answer(StaffAnswer("casa-norte", has_pin=False))
    assert (model.rooms.staff.stage, model.rooms.staff.space) == ("no_pin", "casa-norte")


def test_the_right_pin_opens_and_tells_how_the_kiosk_stands(staff, desk):
    staff.pinGiven("2040")
    assert desk.asked == [("staff_door", "2040")]
    desk.answer(OPEN)
    assert (staff.stage, staff.version, staff.wasHeard) == ("open", "1.2.3", True)
    assert staff.heardTime == "9:09"
    assert staff.heardDay.date().day() == 24


def test_a_server_that_never_answered_is_said(staff, desk):
    staff.pinGiven("2040")
    desk.answer(StaffAnswer("casa-norte", has_pin=True, standing=KioskStanding("1", None)))
    assert (staff.wasHeard, staff.heardTime) == (False, "")


def test_a_wrong_pin_opens_nothing_and_says_so(staff, desk):
    staff.pinGiven("0000")
    desk.answer(SHUT)
    assert (staff.stage, staff.isWrong, staff.version) == ("pin", True, "")


def test_while_it_waits_no_pin_is_asked_about(staff, desk):
    staff.pinGiven("0000")
    desk.answer(StaffAnswer("casa-norte", has_pin=True, waits_s=2))
    desk.asked.clear()
    staff.pinGiven("2040")
    assert desk.asked == []
    for left in (1, 0):
        staff.secondPassed()
        assert staff.waitsSeconds == left
    staff.pinGiven("2040")
    assert desk.asked == [("staff_door", "2040")]


def test_the_end_is_asked_for_once_more_and_only_behind_the_pin(staff, desk):
    staff.endAsked()
    assert staff.stage == "pin"
    staff.pinGiven("2040")
    desk.answer(OPEN)
    staff.endAsked()
    assert staff.stage == "ending"
    staff.backAsked()
    assert staff.stage == "open"


def test_the_door_shuts_with_the_page(model, staff, desk):
    staff.pinGiven("2040")
    desk.answer(OPEN)
    staff.backAsked()
    assert model.page.kind == "idle"
    assert (staff.stage, staff.version, staff.wasHeard) == ("asking", "", False)


def test_an_answer_that_comes_after_the_page_opens_nothing(model, staff, desk):
    staff.pinGiven("2040")
    model.timedOut()
    model.pageAsked("staff")
    desk.answer(OPEN)
    assert staff.stage == "asking"
