"""A finger that touches twice asks once, while the core still works on the first."""

from dataclasses import replace

import pytest

from kiosk.domain.naming import Found, FoundPerson
from kiosk.domain.spaces import ByName
from tests.ui.conftest import RULES, choose_by_name

CARMEN = FoundPerson("c" * 16, "Carmen Iglesias", "CI", 4)


def wishes(desk) -> list[str]:
    return [wish for wish, *_ in desk.asked]


@pytest.fixture
def guest(model, desk):
    model.pageAsked("guest")
    model.rooms.guest.nameTyped("Nora Blum")
    model.rooms.guest.purposeChosen("meeting")
    return model.rooms.guest


def test_a_guest_is_registered_once(guest, desk):
    guest.nobodyChosen()
    guest.nobodyChosen()
    assert wishes(desk) == ["find_hosts", "register_guest"]


def test_a_guest_need_not_wait_for_the_names(guest, desk):
    assert wishes(desk) == ["find_hosts"]
    guest.nobodyChosen()
    assert wishes(desk)[-1] == "register_guest"


def test_a_guest_who_goes_on_writing_is_registered_once(guest, desk):
    desk.answer(Found((CARMEN,)))
    guest.hostChosen(CARMEN.person)
    guest.searchTyped("car")
    guest.look()
    guest.hostChosen(CARMEN.person)
    assert wishes(desk) == ["find_hosts", "register_guest"]


def test_a_member_is_let_in_by_name_once(model, desk):
    model.openHouse(desk, replace(RULES, by_name=ByName.TRUST))
    room = choose_by_name(model, desk, CARMEN)
    room.personChosen(CARMEN.person)
    assert wishes(desk) == ["find_by_name", "check_in_by_name"]
