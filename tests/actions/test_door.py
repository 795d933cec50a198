"""What a scan means: each row of the design's table, with the facts it leaves behind."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from kiosk.actions.desk import Desk
from kiosk.domain.facts import FactKind
from kiosk.domain.people import Mode, Status, Visibility
from kiosk.domain.verdicts import Answer
from kiosk.store.directory import save_space
from kiosk.store.rows import fact_of
from kiosk.store.tables import FactRow, OutboxRow
from tests.house import ANA, BEA, CARL, House, member


def knows_offset(house: House, *, minutes: float) -> None:
    house.clock.restore(int(minutes * 60_000), None)


def test_a_valid_pass_checks_its_member_in(house: House) -> None:
    outcome = house.scan(house.code(ANA))
    assert outcome.verdict.answer is Answer.WELCOME
    assert outcome.view is not None
    assert (outcome.view.first_name, outcome.view.arrived_at) == ("Ana", house.now)
    assert house.present() == [ANA]


def test_a_check_in_waits_in_the_outbox_in_the_same_transaction(house: House) -> None:
    with house.session() as session:
        house.desk.scan(session, house.code(ANA))
        session.rollback()
    assert house.kinds() == []
    house.scan(house.code(ANA))
    with house.session() as session:
        facts = [fact_of(row) for row in session.scalars(select(FactRow))]
        waiting = list(session.scalars(select(OutboxRow)))
    assert [row.fact_id for row in waiting] == [fact.id for fact in facts]
    assert [fact.seq for fact in facts] == [1]


def test_a_card_that_lies_under_the_camera_counts_once(house: House) -> None:
    house.scan(house.code(ANA))
    for _ in range(200):
        house.wait(seconds=1)
        outcome = house.scan(house.code(ANA))
        assert outcome.verdict.answer is Answer.WELCOME_AGAIN
        assert not outcome.is_fresh
    assert house.kinds() == ["checked_in"]


def test_a_card_left_under_the_camera_overnight_checks_nobody_in(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=18, minutes=58)  # two minutes to day end, and it is still seen
    house.scan(house.code(ANA))
    for _ in range(240):
        house.wait(seconds=1)
        assert not house.scan(house.code(ANA)).is_fresh
    assert house.kinds() == ["checked_in"]
    house.wait(seconds=4)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME
    assert house.kinds() == ["checked_in", "checked_in"]


def test_who_was_refused_is_let_in_as_soon_as_staff_mended_it(house: House) -> None:
    house.join(member(BEA, "Bea", status=Status.PAUSED))
    assert house.scan(house.code(BEA)).verdict.answer is Answer.REFUSED
    house.join(member(BEA, "Bea"))
    house.wait(seconds=1)
    assert house.scan(house.code(BEA)).verdict.answer is Answer.WELCOME


def test_the_same_member_within_two_minutes_gets_the_same_welcome(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(seconds=119)
    another_phone_code = house.code(ANA, expires_at=house.now + timedelta(minutes=2))
    outcome = house.scan(another_phone_code)
    assert outcome.verdict.answer is Answer.WELCOME_AGAIN
    assert outcome.is_fresh
    assert house.kinds() == ["checked_in"]


def test_a_restart_within_two_minutes_still_gives_the_same_welcome(house: House) -> None:
    house.scan(house.code(ANA))
    house.desk = Desk(house.clock)
    house.wait(seconds=60)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME_AGAIN


def test_later_than_that_the_kiosk_asks_whether_they_leave(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=4)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.ASK_LEAVING
    house.wait(seconds=30)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.ASK_LEAVING
    assert house.kinds() == ["checked_in"]
    assert house.present() == [ANA]


def test_no_answer_to_the_question_means_staying(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=4)
    house.scan(house.code(ANA))
    house.wait(hours=1)
    assert house.present() == [ANA]


def test_leaving_checks_out_and_a_second_look_says_goodbye_again(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=4)
    house.scan(house.code(ANA))
    outcome = house.touch("leave", ANA)
    assert outcome.verdict.answer is Answer.GOODBYE
    assert house.present() == []
    house.wait(seconds=60)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.GOODBYE
    assert house.kinds() == ["checked_in", "checked_out"]


def test_still_here_takes_the_check_out_back(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=4)
    house.touch("leave", ANA)
    house.touch("still_here", ANA)
    assert house.present() == [ANA]
    house.wait(seconds=10)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME_AGAIN


def test_coming_back_later_the_same_day_is_a_new_visit(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=1)
    house.touch("leave", ANA)
    house.wait(hours=1)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME
    assert house.kinds() == ["checked_in", "checked_out", "checked_in"]


def test_undo_makes_the_next_scan_a_first_one(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("undo", ANA)
    assert house.present() == []
    house.wait(seconds=5)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME
    assert house.kinds() == ["checked_in", "undone", "checked_in"]


def test_after_an_undo_the_card_that_still_lies_there_checks_nobody_in(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("undo", ANA)
    for _ in range(10):
        house.wait(seconds=1)
        assert not house.scan(house.code(ANA)).is_fresh
    assert house.present() == []
    house.wait(seconds=4)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME


def test_still_here_finds_the_check_out_also_after_the_clock_was_set_back(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=-1)
    house.touch("leave", ANA)
    house.touch("still_here", ANA)
    assert house.present() == [ANA]


def test_a_clock_that_is_known_to_be_fast_refuses_no_fresh_phone_code(house: House) -> None:
    phone_code = house.code(ANA, expires_at=house.now + timedelta(minutes=2))
    knows_offset(house, minutes=-5)
    house.wait(minutes=5)  # what this machine's clock shows at the same moment
    outcome = house.scan(phone_code)
    assert outcome.verdict.answer is Answer.WELCOME
    with house.session() as session:
        fact = fact_of(session.scalars(select(FactRow)).one())
    assert (fact.at, fact.happened_at) == (house.now, house.now - timedelta(minutes=5))


def test_a_slow_clock_at_day_end_belongs_to_the_day_of_the_house(house: House) -> None:
    knows_offset(house, minutes=180)
    house.wait(hours=17)  # two at night here, five in the house: a new day has begun there
    house.scan(house.code(ANA))
    house.wait(minutes=10)
    assert house.scan(house.code(ANA)).verdict.answer is Answer.ASK_LEAVING
    assert house.kinds() == ["checked_in"]


def test_a_mode_lasts_for_the_day_also_over_a_lunch_outside(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("set_mode", ANA, Mode.INVISIBLE)
    house.wait(hours=1)
    house.touch("leave", ANA)
    house.wait(hours=1)
    outcome = house.scan(house.code(ANA))
    assert outcome.view is not None
    assert outcome.view.mode is Mode.INVISIBLE


def test_the_day_end_closes_the_day_and_the_next_morning_is_a_welcome(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=24)
    assert house.present() == []
    assert house.scan(house.code(ANA)).verdict.answer is Answer.WELCOME


def test_a_member_this_kiosk_never_heard_of_is_welcome_without_a_name(house: House) -> None:
    outcome = house.scan(house.code(BEA))
    assert outcome.verdict.answer is Answer.WELCOME_UNKNOWN
    assert outcome.view is not None
    assert outcome.view.first_name == ""
    assert house.present() == [BEA]
    house.wait(seconds=20)
    assert house.scan(house.code(BEA)).verdict.answer is Answer.UNKNOWN_AGAIN
    assert house.kinds() == ["checked_in"]


def test_a_full_house_still_welcomes(house: House) -> None:
    with house.session() as session:
        save_space(session, replace(house.space, capacity=1))
        session.commit()
    house.join(member(BEA, "Bea"))
    house.scan(house.code(ANA))
    assert house.scan(house.code(BEA)).verdict.answer is Answer.WELCOME


def test_modes_and_visibility_are_facts_and_show_at_once(house: House) -> None:
    house.scan(house.code(ANA))
    outcome = house.touch("set_mode", ANA, Mode.HEADS_DOWN)
    assert outcome.view is not None
    assert outcome.view.mode is Mode.HEADS_DOWN
    outcome = house.touch("set_visibility", ANA, (Visibility.FIRST_NAME, "es"))
    assert outcome.view is not None
    assert outcome.view.visibility is Visibility.FIRST_NAME
    assert house.kinds()[-2:] == ["mode_set", "visibility_set"]


def test_suggestions_are_recorded_once_a_day_each(house: House) -> None:
    house.join(member(BEA, "Bea", offers="Contract reading"), member(CARL, "Carl"))
    house.scan(house.code(BEA))
    house.scan(house.code(CARL))
    outcome = house.scan(house.code(ANA))
    assert outcome.view is not None
    assert [card.their_phrase for card in outcome.view.hellos] == ["Contract reading"]
    house.wait(seconds=60)
    house.scan(house.code(ANA))
    assert house.kinds().count(FactKind.HELLO_SHOWN) == 1
