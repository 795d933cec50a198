"""Which page answers whom, and what happens to it afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.domain.views import ScanOutcome
from tests.ui.conftest import ANA, CARMEN, RULES, TWELVE_PAST_NINE, ana, ben, outcome
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.kiosk_turns import SAME_CODE_AGAIN_S
from ui.viewmodels.states import HouseRules

WELCOME = outcome(Answer.WELCOME, ana(hellos=(CARMEN,)))


def test_the_kiosk_starts_idle_and_stays_so(model):
    assert model.page.kind == "idle"
    assert not model.countdown.isPaused
    assert model.countdown.shareLeft == 1.0


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        (Answer.WELCOME, "welcome"),
        (Answer.WELCOME_AGAIN, "welcome"),
        (Answer.ASK_LEAVING, "leaving"),
        (Answer.GOODBYE, "goodbye"),
        (Answer.REFUSED, "refused"),
        (Answer.TROUBLE, "trouble"),
    ],
)
def test_each_answer_has_its_page(model, scan, answer, page):
    scan(outcome(answer, ana()))
    assert model.page.kind == page
    assert model.page.name == "Ana"


def test_the_welcome_says_when_and_how_often_somebody_came(model, scan):
    scan(WELCOME)
    assert model.page.cameAt == "9:12"
    assert model.page.partOfDay == "morning"
    assert model.page.daysThisWeek == 3
    assert model.page.mode == "hello"
    assert model.page.helloCount == 1


def test_no_more_than_two_hellos_are_shown(model, scan):
    scan(outcome(Answer.WELCOME, ana(hellos=(CARMEN,) * 3)))
    assert model.page.helloCount == 2


@pytest.mark.parametrize(
    ("hour", "greeting"), [(4, "morning"), (11, "afternoon"), (18, "evening"), (2, "evening")]
)
def test_the_greeting_follows_the_clock_of_the_house(qapp, desk, hour, greeting):
    model = KioskModel(HouseRules(), now=lambda: TWELVE_PAST_NINE.replace(hour=hour))
    model.openHouse(desk, RULES)
    model.codeRead("71")
    desk.answer(WELCOME)
    assert model.page.partOfDay == greeting


def test_somebody_this_replica_never_heard_of_is_welcomed_without_a_name(model, scan):
    scan(outcome(Answer.WELCOME_UNKNOWN))
    assert (model.page.kind, model.page.name, model.page.isUnknown) == ("welcome", "", True)


@pytest.mark.parametrize("answer", [Answer.WELCOME, Answer.WELCOME_AGAIN])
def test_who_was_never_asked_is_asked_once_what_the_wall_may_show(model, scan, answer):
    scan(outcome(answer, ana(visibility=None)))
    assert model.page.kind == "first_time"
    assert model.page.visibility == ""


def test_leaving_the_question_open_records_nothing(model, scan, desk):
    scan(outcome(Answer.WELCOME, ana(visibility=None)))
    model.timedOut()
    assert model.page.kind == "idle"
    assert [wish for wish, *_ in desk.asked] == ["scan"]


def test_the_choice_is_recorded_with_its_language_and_said_back(model, scan, desk):
    scan(outcome(Answer.WELCOME, ana(visibility=None, language="es")))
    model.visibilityChosen("first_name")
    assert desk.asked[-1] == ("set_visibility", ANA, (Visibility.FIRST_NAME, "es"))
    desk.answer(outcome(Answer.WELCOME_AGAIN, ana(visibility=Visibility.FIRST_NAME)))
    assert (model.page.kind, model.page.saidBack) == ("welcome", "first_name")


def test_the_choice_can_be_looked_at_and_changed_at_every_check_in(model, scan):
    scan(WELCOME)
    model.visibilityAsked()
    assert (model.page.kind, model.page.visibility) == ("first_time", "profile")


@pytest.mark.parametrize("refusal", list(Refusal))
def test_a_refusal_says_why_and_where_help_is(model, scan, refusal):
    scan(outcome(Answer.REFUSED, None, refusal))
    assert model.page.refusal == refusal.value
    assert model.page.placeOfHelp == "Turn left: Marta is at the desk"


def test_what_is_not_a_pass_changes_nothing(model, scan):
    scan(outcome(Answer.NOT_A_PASS))
    assert model.page.kind == "idle"


def test_a_pass_that_simply_stays_in_view_leaves_the_page_and_its_time_alone(
    model, scan, monkeypatch
):
    scan(outcome(Answer.ASK_LEAVING, ana()))
    restarts = []
    monkeypatch.setattr(model.countdown, "start", restarts.append)
    scan(ScanOutcome(WELCOME.verdict, ana(), is_fresh=False))
    assert model.page.kind == "leaving"
    assert restarts == []


def test_the_next_scan_takes_the_page_at_once(model, scan):
    scan(outcome(Answer.ASK_LEAVING, ana()))
    scan(outcome(Answer.WELCOME, ben()))
    assert (model.page.kind, model.page.name) == ("welcome", "Ben")


def test_a_misread_shows_over_the_idle_page_only(model, scan):
    scan(outcome(Answer.MISREAD))
    assert model.page.kind == "misread"
    scan(WELCOME)
    scan(outcome(Answer.MISREAD))
    assert model.page.kind == "welcome"


def test_a_code_in_view_is_asked_about_once_a_second(model, desk, clock):
    for _ in range(15):
        model.codeRead("71")
    assert len(desk.asked) == 1
    clock.now_s += SAME_CODE_AGAIN_S
    model.codeRead("71")
    assert len(desk.asked) == 2


def test_two_codes_in_view_are_two_people(model, desk):
    model.codeRead("711")
    model.codeRead("712")
    assert [text for _, text in desk.asked] == ["711", "712"]


@pytest.mark.parametrize(
    ("slot", "wish"),
    [
        ("leaveChosen", "leave"),
        ("stayChosen", "stay"),
        ("stillHereChosen", "still_here"),
        ("undoChosen", "undo"),
    ],
)
def test_each_button_asks_for_its_person(model, scan, desk, slot, wish):
    scan(WELCOME)
    getattr(model, slot)()
    assert desk.asked[-1] == (wish, ANA)


def test_on_the_idle_page_buttons_have_nobody_to_ask_for(model, desk):
    model.leaveChosen()
    assert desk.asked == []


def test_pressing_twice_asks_once(model, scan, desk):
    scan(WELCOME)
    model.leaveChosen()
    model.leaveChosen()
    assert [wish for wish, *_ in desk.asked].count("leave") == 1


def test_after_an_answer_the_buttons_work_again(model, scan, desk):
    scan(WELCOME)
    model.modeChosen("heads_down")
    desk.answer(outcome(Answer.WELCOME_AGAIN, ana(mode=Mode.HEADS_DOWN)))
    model.modeChosen("hello")
    assert desk.asked[-1] == ("set_mode", ANA, Mode.HELLO)


def test_a_mode_changes_in_place(model, scan, desk):
    scan(WELCOME)
    model.modeChosen("invisible")
    desk.answer(outcome(Answer.WELCOME_AGAIN, ana(mode=Mode.INVISIBLE)))
    assert (model.page.kind, model.page.mode) == ("welcome", "invisible")
    assert model.page.helloCount == 1


def test_leaving_says_goodbye_with_the_time(model, scan, desk):
    scan(outcome(Answer.ASK_LEAVING, ana(arrived_at=TWELVE_PAST_NINE - timedelta(hours=4))))
    assert model.page.stayedMinutes == 240
    model.leaveChosen()
    desk.answer(outcome(Answer.GOODBYE, ana(left_at=TWELVE_PAST_NINE)))
    assert (model.page.kind, model.page.leftAt) == ("goodbye", "9:12")


def test_undoing_says_so_and_offers_no_way_to_undo_that(model, scan, desk):
    scan(WELCOME)
    model.undoChosen()
    desk.answer(outcome(Answer.GOODBYE, ana(arrived_at=None)))
    assert (model.page.kind, model.page.isUndone) == ("goodbye", True)


def test_an_answer_never_shows_on_somebody_elses_page(model, scan, desk):
    scan(WELCOME)
    model.leaveChosen()
    leaving = desk.answers.pop()
    scan(outcome(Answer.WELCOME, ben()))
    leaving[0](outcome(Answer.GOODBYE, ana(left_at=TWELVE_PAST_NINE)))
    assert (model.page.kind, model.page.name) == ("welcome", "Ben")
    model.leaveChosen()
    assert desk.asked[-1][0] == "leave"


def test_an_answer_that_comes_after_the_page_went_is_not_shown(model, scan, desk):
    scan(WELCOME)
    model.leaveChosen()
    model.timedOut()
    desk.answer(outcome(Answer.GOODBYE, ana(left_at=TWELVE_PAST_NINE)))
    assert model.page.kind == "idle"


def test_when_the_core_fails_the_desk_helps(model, desk, expected_log):
    expected_log("ERROR ui.kiosk: the core could not answer a scan")
    model.codeRead("71")
    desk.fail(RuntimeError("disk full"))
    assert model.page.kind == "trouble"


def test_a_wish_that_fails_later_does_not_take_the_next_persons_page(
    model, scan, desk, expected_log
):
    expected_log("ERROR ui.kiosk: the core could not answer a wish")
    scan(WELCOME)
    model.leaveChosen()
    leaving = desk.answers.pop()
    scan(outcome(Answer.WELCOME, ben()))
    leaving[1](RuntimeError("disk full"))
    assert (model.page.kind, model.page.name) == ("welcome", "Ben")


def test_every_page_goes_back_to_idle_with_nothing_left_of_the_person(model, scan):
    scan(WELCOME)
    model.timedOut()
    assert (model.page.kind, model.page.name, model.page.helloCount) == ("idle", "", 0)
    assert model.page.hellos.rowCount() == 0


def test_the_screen_speaks_the_members_language_and_turns_back_after(model, scan):
    said = []
    model.languageChanged.connect(said.append)
    scan(outcome(Answer.WELCOME, ana(language="es")))
    model.timedOut()
    assert said == ["es", "en"]


def test_before_the_core_is_there_a_code_is_not_lost_on_anybody(qapp, desk):
    model = KioskModel(HouseRules())
    model.codeRead("71")
    model.openHouse(desk, RULES)
    model.codeRead("71")
    assert desk.asked == [("scan", "71")]


def test_the_house_brings_its_own_language(qapp, desk):
    model, said = KioskModel(HouseRules(language="en")), []
    model.languageChanged.connect(said.append)
    model.openHouse(desk, replace(RULES, language="es"))
    assert (said, model.page.language) == (["es"], "es")


def test_a_language_this_house_does_not_speak_changes_nothing(model, scan):
    scan(outcome(Answer.WELCOME, ana(language="eo")))
    assert model.page.language == "en"


def test_a_language_chosen_on_the_idle_page_is_given_up_after_a_while(model):
    model.languageChosen("es")
    assert (model.page.kind, model.page.language) == ("idle", "es")
    assert model.countdown.secondsLeft > 0
    model.timedOut()
    assert model.page.language == "en"


def test_a_refusal_in_a_chosen_language_stays_in_it(model, scan):
    model.languageChosen("es")
    scan(outcome(Answer.REFUSED, None, Refusal.FORGED))
    assert model.page.language == "es"


def test_the_day_a_membership_ended_is_the_same_in_every_time_zone(model, scan):
    until = TWELVE_PAST_NINE.date()
    scan(outcome(Answer.REFUSED, ana(valid_until=until), Refusal.ENDED))
    assert model.page.validUntil.date().toPython() == until


def test_who_was_refused_comes_in_as_a_guest_and_not_as_themselves(model, scan):
    scan(outcome(Answer.REFUSED, ana(language="es"), Refusal.ENDED))
    model.pageAsked("guest")
    assert (model.page.kind, model.page.person, model.page.name) == ("guest", "", "")
    assert model.page.language == "es"
    model.backAsked()
    assert model.page.kind == "idle"


def test_a_check_in_is_taken_back_only_shortly_after(model, scan):
    scan(outcome(Answer.WELCOME, ana()))
    assert model.page.canUndo
    scan(outcome(Answer.WELCOME_AGAIN, ana(arrived_at=TWELVE_PAST_NINE - timedelta(hours=4))))
    assert not model.page.canUndo
