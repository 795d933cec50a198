"""No code with me: found by a name that may be shown, let in by a PIN, and not by trying."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.actions.by_name import (
    MOST_FOUND,
    SEARCHES_A_MINUTE,
    WRONG_PINS,
    WRONG_PINS_OF_ONE,
    Recognised,
)
from kiosk.actions.own_words import OwnEdit
from kiosk.domain.by_name import NameFault
from kiosk.domain.facts import Via
from kiosk.domain.naming import Found
from kiosk.domain.people import Mode, Status, Visibility
from kiosk.domain.spaces import ByName
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.errors import InputError
from kiosk.pins import hash_pin
from kiosk.reports.staff import staff_view
from kiosk.store.directory import save_space
from kiosk.store.member_tables import MemberRow
from tests.house import ANA, BEA, CARL, House, member

RIGHT = hash_pin("4711")


@pytest.fixture
def ana(house: House) -> House:
    """Casa Norte, where Ana once chose 4711."""
    with house.session() as session, session.begin():
        session.scalars(select(MemberRow).where(MemberRow.handle == ANA)).one().pin = RIGHT
    return house


def goes_by(house: House, by_name: ByName) -> None:
    house.space = replace(house.space, by_name=by_name)
    with house.session() as session, session.begin():
        save_space(session, house.space)


def find(house: House, text: str) -> list[str]:
    with house.session() as session, session.begin():
        found: Found = house.desk.find_by_name(session, text)
        return [person.name for person in found.people]


def photos_found(house: House, text: str) -> dict[str, str]:
    with house.session() as session, session.begin():
        found: Found = house.desk.find_by_name(session, text)
        return {person.name: person.photo for person in found.people}


def check_in(house: House, person: str, pin: str = "") -> Recognised:
    with house.session() as session, session.begin():
        return house.desk.check_in_by_name(session, person, pin)


def answer(house: House, person: str, pin: str) -> Answer:
    recognised = check_in(house, person, pin)
    assert recognised.scan is not None
    with house.session() as session, session.begin():
        outcome = house.desk.outcome(session, recognised.scan)
    assert outcome.view is not None
    return outcome.verdict.answer


def test_three_letters_find_who_may_be_found_however_they_are_written(house: House) -> None:
    house.join(member(BEA, "Béatrice Núñez"), member(CARL, "Carl Benz"))
    assert find(house, "be") == []
    assert find(house, "bea") == ["Béatrice Núñez"]
    assert find(house, "NUN") == ["Béatrice Núñez"]
    assert find(house, "beatrice n") == ["Béatrice Núñez"]
    assert find(house, "ben") == ["Carl Benz"]
    assert find(house, "enz") == []


def test_who_agreed_to_a_first_name_is_found_and_shown_by_that(house: House) -> None:
    house.join(member(BEA, "Beatriz Ruiz", visibility=Visibility.FIRST_NAME))
    assert find(house, "bea") == ["Beatriz"]
    assert find(house, "rui") == []
    assert find(house, "beatriz r") == []
    assert find(house, "beatriz ruiz") == ["Beatriz Ruiz"]


@pytest.mark.parametrize("visibility", [None, Visibility.HIDDEN])
def test_who_is_hidden_is_found_by_the_whole_name_alone(
    house: House, visibility: Visibility | None
) -> None:
    house.join(member(BEA, "Bea Ruiz", visibility=visibility))
    for part in ("bea", "ruiz", "bea rui", "bea ruiz x"):
        assert find(house, part) == []
    assert find(house, "béa  RUIZ") == ["Bea Ruiz"]


def test_only_whose_membership_opens_this_door_is_found(house: House) -> None:
    house.join(
        member(BEA, "Anabel", status=Status.PAUSED),
        replace(member(CARL, "Anatol"), spaces=("casa-sur",)),
    )
    assert find(house, "ana") == ["Ana Torres"]


def test_no_more_than_a_few_are_listed(house: House) -> None:
    house.join(*[member(f"{at:016x}", f"Maria {at:02}") for at in range(20)])
    assert find(house, "mar") == [f"Maria {at:02}" for at in range(MOST_FOUND)]


def test_who_searches_on_and_on_has_to_wait_a_minute(house: House) -> None:
    for _ in range(SEARCHES_A_MINUTE):
        find(house, "ana")
    with house.session() as session, session.begin():
        assert house.desk.find_by_name(session, "ana") == Found(is_too_often=True)
        assert house.desk.find_hosts(session, "ana") == Found(is_too_often=True)
    house.wait(minutes=1)
    assert find(house, "ana") == ["Ana Torres"]


def test_the_right_pin_does_what_a_scan_would_and_the_visit_says_by_name(ana: House) -> None:
    assert answer(ana, ANA, "4711") is Answer.WELCOME
    with ana.session() as session:
        (row,) = staff_view(session, ana.space, ana.now).people
    assert row.via is Via.NAME
    ana.wait(hours=2)
    assert answer(ana, ANA, "4711") is Answer.ASK_LEAVING
    ana.touch("leave", ANA)
    ana.wait(seconds=30)
    assert ana.scan(ana.code(ANA)).verdict.answer is Answer.GOODBYE


def test_after_an_undo_the_name_lets_them_in_again_at_once(ana: House) -> None:
    answer(ana, ANA, "4711")
    ana.touch("undo", ANA)
    ana.wait(seconds=1)
    assert answer(ana, ANA, "4711") is Answer.WELCOME


def test_a_membership_that_ended_meanwhile_is_refused_as_at_a_scan(ana: House) -> None:
    ana.join(member(ANA, "Ana Torres", status=Status.ENDED))
    recognised = check_in(ana, ANA, "4711")
    assert recognised.scan is not None
    assert recognised.scan.verdict.refusal is Refusal.ENDED
    assert ana.kinds() == ["denied"]


def test_who_chose_no_pin_is_told_so(house: House) -> None:
    assert check_in(house, ANA, "0000").fault is NameFault.NO_PIN
    assert house.kinds() == []


def test_a_few_wrong_pins_close_the_name_for_a_quarter_of_an_hour(ana: House) -> None:
    left = [check_in(ana, ANA, "0000").tries_left for _ in range(WRONG_PINS_OF_ONE)]
    assert left == [4, 3, 2, 1, 0]
    assert check_in(ana, ANA, "4711").fault is NameFault.TOO_OFTEN
    assert ana.present() == []
    ana.wait(minutes=15)
    assert answer(ana, ANA, "4711") is Answer.WELCOME


def test_the_last_wrong_pin_says_that_the_desk_has_to_help(ana: House) -> None:
    faults = [check_in(ana, ANA, "0000").fault for _ in range(WRONG_PINS_OF_ONE)]
    assert faults == [NameFault.WRONG_PIN] * 4 + [NameFault.TOO_OFTEN]


def test_the_right_pin_takes_their_own_wrong_ones_away(ana: House) -> None:
    check_in(ana, ANA, "0000")
    answer(ana, ANA, "4711")
    assert check_in(ana, ANA, "0000").tries_left == WRONG_PINS_OF_ONE - 1


def test_trying_everybody_s_pins_closes_the_kiosk_for_names(ana: House) -> None:
    handles = [f"{at:016x}" for at in range(WRONG_PINS)]
    ana.join(*[replace(member(handle, f"Maria {handle}"), pin=RIGHT) for handle in handles])
    with ana.session() as session, session.begin():
        for row in session.scalars(select(MemberRow)):
            row.pin = RIGHT
    for handle in handles:
        check_in(ana, handle, "0000")
    assert check_in(ana, ANA, "4711").fault is NameFault.TOO_OFTEN


def test_on_trust_no_pin_is_asked(house: House) -> None:
    goes_by(house, ByName.TRUST)
    assert answer(house, ANA, "") is Answer.WELCOME


def test_on_trust_nothing_that_lasts_can_be_read_or_changed_before_they_show_a_code(
    house: House,
) -> None:
    goes_by(house, ByName.TRUST)
    answer(house, ANA, "")
    lasting: tuple[tuple[Any, ...], ...] = (
        ("own_record", ANA),
        ("edit", ANA, OwnEdit(pin="1234")),
        ("set_visibility", ANA, (Visibility.PROFILE, "en")),
        ("erase", ANA),
    )
    for deed in lasting:
        with pytest.raises(InputError):
            house.touch(*deed)
    view = house.touch("set_mode", ANA, Mode.HEADS_DOWN).view
    assert view is not None
    assert view.is_on_trust
    view = house.scan(house.code(ANA)).view
    assert view is not None
    assert not view.is_on_trust
    for deed in lasting:
        house.touch(*deed)


def test_a_pin_opens_their_own_page(ana: House) -> None:
    answer(ana, ANA, "4711")
    assert ana.touch("own_record", ANA) is not None


def test_where_it_is_off_nobody_is_found_or_let_in(house: House) -> None:
    goes_by(house, ByName.OFF)
    assert find(house, "ana torres") == []
    with pytest.raises(InputError):
        check_in(house, ANA, "4711")


def test_nobody_is_let_in_whom_this_kiosk_does_not_know(house: House) -> None:
    with pytest.raises(InputError):
        check_in(house, BEA, "4711")


def test_a_photo_comes_with_those_who_agreed_to_it(house: House) -> None:
    for visibility, shown in (
        (Visibility.PROFILE, "face1"),
        (Visibility.FIRST_NAME, ""),
        (Visibility.HIDDEN, ""),
    ):
        nora = member("00000000000000aa", "Nora Blum", visibility=visibility)
        house.join(replace(nora, profile=replace(nora.profile, photo="face1")))
        assert list(photos_found(house, "nora blum").values()) == [shown]
