"""Guests: in by a name, out by a day pass or a badge; their host is told, the wall never tells."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.actions.guests import WRONG_BADGES, GuestForm
from kiosk.domain.by_name import BadgeAnswer, BadgeFault
from kiosk.domain.facts import CheckedIn, GuestRegistered, Purpose, Via
from kiosk.domain.guests import GuestPass, guest_code
from kiosk.domain.naming import Found
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.errors import InputError
from kiosk.reports.staff import staff_view
from kiosk.reports.wall import wall_view_to_json
from kiosk.store.directory import save_space
from kiosk.store.station import Said, say
from tests.actions.visitors import awaited, guests_named_to, pass_of, register, wall
from tests.house import ANA, BEA, CARL, House, member


def leave_by_badge(house: House, badge: int) -> BadgeAnswer:
    with house.session() as session, session.begin():
        return house.desk.leave_by_badge(session, badge)


def hosts(house: House, text: str = "") -> list[str]:
    with house.session() as session, session.begin():
        found: Found = house.desk.find_hosts(session, text)
        return [person.name for person in found.people]


def test_a_guest_is_in_and_has_a_day_pass_and_a_badge(house: House) -> None:
    outcome = register(house, host=ANA)
    assert outcome.verdict.answer is Answer.WELCOME
    assert outcome.view is not None
    assert (outcome.view.first_name, outcome.view.present) == ("Nora Blum", 1)
    shown = pass_of(outcome)
    assert (shown.badge, shown.has_host, shown.host) == (1, True, "Ana Torres")
    assert shown.code == guest_code(outcome.view.person)
    assert house.kinds() == ["guest_registered", "checked_in"]


@pytest.mark.parametrize("name", ["", " 12 ", "Nora\nBlum", "x" * 81])
def test_a_name_that_is_none_registers_nobody(house: House, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        register(house, name)
    assert house.kinds() == []


def test_a_host_has_to_be_a_member(house: House) -> None:
    with pytest.raises(InputError, match="list"):
        register(house, host=BEA)


def test_every_badge_of_a_day_is_another_and_the_next_day_begins_at_one(house: House) -> None:
    badges = [pass_of(register(house, name)).badge for name in ("Nora", "Omar")]
    leave_by_badge(house, 1)
    badges.append(pass_of(register(house, "Pia")).badge)
    assert badges == [1, 2, 3]
    house.wait(days=1)
    assert pass_of(register(house, "Quin")).badge == 1


def test_a_day_pass_is_answered_as_a_pass_is(house: House) -> None:
    code = pass_of(register(house)).code
    house.wait(seconds=30)
    again = house.scan(code)
    assert again.verdict.answer is Answer.WELCOME_AGAIN
    assert pass_of(again).badge == 1
    assert pass_of(again).code == ""  # it is shown once, to whoever registered
    house.wait(hours=2)
    asked = house.scan(code)
    assert asked.verdict.answer is Answer.ASK_LEAVING
    gone = house.touch("leave", asked.verdict.person or "")
    assert gone.verdict.answer is Answer.GOODBYE
    assert gone.view is not None
    assert gone.view.first_name == "Nora Blum"
    house.wait(seconds=10)
    assert house.scan(code).verdict.answer is Answer.GOODBYE
    house.touch("still_here", asked.verdict.person or "")
    assert len(house.present()) == 1


def test_a_guest_who_comes_back_from_lunch_is_let_in_by_the_same_day_pass(house: House) -> None:
    code = pass_of(register(house)).code
    house.wait(hours=1)
    leave_by_badge(house, 1)
    house.wait(hours=1)
    assert house.scan(code).verdict.answer is Answer.WELCOME
    with house.session() as session:
        (row,) = staff_view(session, house.space, house.now).people
    assert row.via is Via.GUEST


def test_a_day_pass_of_yesterday_or_of_nobody_is_refused(house: House) -> None:
    code = pass_of(register(house)).code
    house.wait(days=1)
    assert house.scan(code).verdict.refusal is Refusal.DAY_PASS_OVER
    unknown = house.scan(guest_code("f" * 16))
    assert unknown.verdict.refusal is Refusal.DAY_PASS_UNKNOWN
    assert unknown.verdict.person is None
    assert house.present() == []


def test_a_day_pass_misread_by_a_digit_asks_to_hold_it_still(house: House) -> None:
    code = pass_of(register(house)).code
    assert house.scan(code[:-1]).verdict.answer is Answer.MISREAD


def test_a_badge_checks_out_and_tells_nobody_a_name(house: House) -> None:
    register(house)
    answer = leave_by_badge(house, 1)
    assert answer.outcome is not None
    assert answer.outcome.verdict.answer is Answer.GOODBYE
    back = house.touch("still_here", answer.outcome.verdict.person or "")
    for outcome in (answer.outcome, back):
        assert outcome.view is not None
        assert (outcome.view.first_name, outcome.view.guest) == ("", GuestPass(1))
        assert outcome.view.face.initials == ""
    assert len(house.present()) == 1


def test_a_badge_of_nobody_who_is_in_checks_nobody_out(house: House) -> None:
    register(house)
    assert leave_by_badge(house, 2).fault is BadgeFault.NOBODY
    leave_by_badge(house, 1)
    assert leave_by_badge(house, 1).fault is BadgeFault.NOBODY


def test_who_tries_badges_one_after_the_other_is_sent_to_the_desk(house: House) -> None:
    register(house)
    for badge in range(2, 2 + WRONG_BADGES):
        assert leave_by_badge(house, badge).fault is BadgeFault.NOBODY
    assert leave_by_badge(house, 1).fault is BadgeFault.TOO_OFTEN
    house.wait(minutes=15)
    assert leave_by_badge(house, 1).outcome is not None


def test_a_badge_that_two_doors_gave_asks_for_the_day_pass(house: House) -> None:
    register(house)
    with house.session() as session, session.begin():  # as it came from the other door
        said = GuestRegistered("Omar", Purpose.TOUR, 1)
        for body in (said, CheckedIn(Via.GUEST)):
            say(session, Said(body, house.space.id, "d" * 16), house.now)
    assert leave_by_badge(house, 1).fault is BadgeFault.TWICE
    assert len(house.present()) == 2


def test_guests_count_and_staff_see_them_and_the_wall_never_names_them(house: House) -> None:
    house.scan(house.code(ANA))
    register(house, host=ANA)
    view = wall(house)
    assert view.present == 2
    assert b"Nora" not in wall_view_to_json(view)
    with house.session() as session:
        staff = staff_view(session, house.space, house.now)
    (guest,) = [person for person in staff.people if person.via is Via.GUEST]
    assert (guest.name, guest.host, guest.is_unknown) == ("Nora Blum", "Ana Torres", False)
    assert "Nora Blum" in {move.name for move in staff.movements}


def test_the_wall_says_whose_guest_is_here_until_they_were_told(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=1)
    register(house, host=ANA)
    assert awaited(house) == ["Ana"]
    house.wait(minutes=5)
    asked = house.scan(house.code(ANA))
    assert asked.verdict.answer is Answer.ASK_LEAVING
    assert guests_named_to(asked) == ("Nora Blum",)
    assert awaited(house) == []
    assert house.kinds().count("hello_shown") == 1


def test_a_host_who_comes_later_is_told_at_the_door_and_once(house: House) -> None:
    register(house, host=ANA)
    assert awaited(house) == []  # nobody is called who is not here
    assert guests_named_to(house.scan(house.code(ANA))) == ("Nora Blum",)
    house.wait(seconds=60)
    assert guests_named_to(house.scan(house.code(ANA))) == ("Nora Blum",)  # the same welcome
    house.wait(hours=1)
    assert guests_named_to(house.scan(house.code(ANA))) == ()


def test_the_wall_stops_calling_after_half_an_hour_and_when_the_guest_goes(house: House) -> None:
    house.scan(house.code(ANA))
    register(house, host=ANA)
    house.wait(minutes=30)
    assert awaited(house) == []
    register(house, "Omar", host=ANA)
    assert awaited(house) == ["Ana"]
    leave_by_badge(house, 2)
    assert awaited(house) == []


@pytest.mark.parametrize("visibility", [None, Visibility.HIDDEN])
def test_the_wall_calls_nobody_who_may_not_be_seen(
    house: House, visibility: Visibility | None
) -> None:
    house.join(member(BEA, "Bea Ruiz", visibility=visibility))
    house.scan(house.code(BEA))
    house.scan(house.code(ANA))
    house.touch("set_mode", ANA, Mode.INVISIBLE)
    register(house, host=BEA)
    shown = register(house, "Omar", host=ANA)
    assert pass_of(shown).has_host
    assert awaited(house) == []


def test_hosts_are_those_who_are_here_and_chose_to_be_seen(house: House) -> None:
    house.join(
        member(BEA, "Bea Ruiz", visibility=Visibility.FIRST_NAME),
        member(CARL, "Carl Hidden", visibility=Visibility.HIDDEN),
    )
    for person in (ANA, BEA, CARL):
        house.scan(house.code(person))
    assert hosts(house) == ["Ana Torres", "Bea"]
    assert hosts(house, "b") == []
    assert hosts(house, "be") == ["Bea"]
    assert hosts(house, "tor") == ["Ana Torres"]
    assert hosts(house, "rui") == []  # only a first name was agreed to
    assert hosts(house, "carl") == []
    assert hosts(house, "CARL  hidden") == ["Carl Hidden"]


def test_who_is_not_here_is_found_by_the_whole_name_alone(house: House) -> None:
    assert hosts(house, "ana") == []
    assert hosts(house, "ana torres") == ["Ana Torres"]


NAMES = st.text("abcáé ñ", min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    people=st.lists(st.tuples(NAMES, st.sampled_from([None, *Visibility])), min_size=1, max_size=5),
    typed=NAMES,
)
def test_no_letters_but_the_whole_name_find_who_is_hidden(
    house: House, people: list[tuple[str, Visibility | None]], typed: str
) -> None:
    from kiosk.domain.naming import folded

    handles = [f"{at:016x}" for at in range(100, 100 + len(people))]
    members = [
        member(handle, name, visibility=visibility)
        for handle, (name, visibility) in zip(handles, people, strict=True)
    ]
    house.join(*[replace(who, visibility=None) for who in members])
    house.join(*members)
    with house.session() as session, session.begin():
        save_space(session, house.space)
    house.wait(minutes=2)
    hidden = {
        who.handle
        for who in members
        if who.visibility in (None, Visibility.HIDDEN)
        and folded(who.profile.display_name) != folded(typed)
    }
    with house.session() as session, session.begin():
        found = house.desk.find_hosts(session, typed).people
        found += house.desk.find_by_name(session, typed).people
        found += house.desk.find_hosts(session, "").people
    assert not hidden & {person.person for person in found}


def test_a_form_that_was_filled_in_at_a_cleared_kiosk_is_refused(house: House) -> None:
    from sqlalchemy import delete

    from kiosk.errors import StoreError
    from kiosk.store.tables import SigningKeyRow

    with house.session() as session, session.begin():
        session.execute(delete(SigningKeyRow))
    with house.session() as session, pytest.raises(StoreError, match="no place"):
        house.desk.register_guest(session, GuestForm("Nora", Purpose.TOUR))
