"""Lists of people found by the letters of their names: what becomes of them while they are up."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer

from kiosk.domain.naming import Found, FoundPerson
from kiosk.domain.spaces import ByName
from tests.ui.conftest import RULES, choose_by_name, house_of

CARMEN, YUKI = FoundPerson("c" * 16, "Carmen", "CA", 4), FoundPerson("d" * 16, "Yuki", "YU", 5)
ZOE = FoundPerson("e" * 16, "Zoe", "ZO", 6)


@pytest.fixture
def guest(model, desk):
    """A guest who is asked whom they visit, with two people to choose from."""
    model.pageAsked("guest")
    room = model.rooms.guest
    room.nameTyped("Nora")
    room.purposeChosen("meeting")
    desk.answer(Found((CARMEN, YUKI)))
    return room


def names(room):
    return [row.name for row in room.hosts.rows]


def test_who_hides_at_another_door_goes_from_the_list_of_hosts(guest, model, desk):
    model.showHouse(house_of())
    desk.answer(Found((YUKI,)))
    assert names(guest) == ["Yuki"]


def test_who_comes_meanwhile_moves_no_row_under_a_finger(guest, model, desk):
    model.showHouse(house_of())
    desk.answer(Found((CARMEN, YUKI, ZOE)))
    assert names(guest) == ["Carmen", "Yuki"]


def test_who_is_called_otherwise_by_now_is_called_so(guest, model, desk):
    model.showHouse(house_of())
    desk.answer(Found((replace(CARMEN, name="C."), YUKI)))
    assert names(guest) == ["C.", "Yuki"]


def test_a_list_is_kept_where_it_was_looked_at_too_often(guest, model, desk):
    model.showHouse(house_of())
    desk.answer(Found(is_too_often=True))
    assert names(guest) == ["Carmen", "Yuki"]
    assert not guest.isTooOften


def test_a_touch_need_not_wait_for_the_list_to_be_looked_at_again(guest, model, desk):
    model.showHouse(house_of())
    guest.hostChosen(YUKI.person)
    assert [wish for wish, *_ in desk.asked] == ["find_hosts", "find_hosts", "register_guest"]


def test_letters_typed_meanwhile_are_looked_for_afterwards(guest, model, desk):
    model.showHouse(house_of())
    guest.searchTyped("zo")
    (pause,) = (timer for timer in guest.findChildren(QTimer) if timer.isActive())
    pause.stop()
    pause.timeout.emit()
    desk.answer(Found((CARMEN, YUKI)))
    assert desk.asked[-1] == ("find_hosts", "zo")


def test_nobody_is_looked_for_where_no_list_is_up(model, desk):
    model.pageAsked("guest")
    model.showHouse(house_of())
    assert desk.asked == []


def test_a_pin_is_tried_also_while_letters_are_looked_for(model, desk):
    model.openHouse(desk, replace(RULES, by_name=ByName.PIN))
    room = choose_by_name(model, desk, CARMEN)
    room.look()  # the hand that typed has paused
    room.pinGiven("4711")
    assert desk.asked[-1] == ("check_in_by_name", CARMEN.person, "4711")
    model.showHouse(house_of())
    assert desk.asked[-1] == ("check_in_by_name", CARMEN.person, "4711")
