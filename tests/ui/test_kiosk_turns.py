"""Codes held up together: each is recorded at once and has its own page, one after the other."""

import pytest

from kiosk.domain.people import Mode
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.domain.views import ScanOutcome
from tests.ui.conftest import ANA, BEN, RULES, ana, ben, outcome
from ui.viewmodels.kiosk_turns import SAME_CODE_AGAIN_S, SIDE_BY_SIDE_S, WAITS_AT_MOST_S
from ui.viewmodels.states import GIVES_WAY_S, STAYS_S, Page

ANAS, BENS, CLEOS, POSTER = "711", "712", "713", "https://example.org"
WELCOME_ANA = outcome(Answer.WELCOME, ana())
WELCOME_BEN = outcome(Answer.WELCOME, ben())
WELCOME_CLEO = outcome(Answer.WELCOME, ben(person="c" * 16, first_name="Cleo"))
GIVES_WAY = GIVES_WAY_S[Page.WELCOME]


@pytest.fixture
def see(model, desk, clock):
    """Show the kiosk frames for a while; each answer is the one laid out for its code."""

    def see(*texts, for_s=0.0, answers=None):
        laid_out = answers or {ANAS: WELCOME_ANA, BENS: WELCOME_BEN, CLEOS: WELCOME_CLEO}
        until_s = clock.now_s + for_s
        while True:
            for text in texts:
                model.codeRead(text)
            while desk.answers:
                code = desk.asked[-len(desk.answers)][1]
                is_fresh = code not in see.told
                see.told.add(code)
                answer = laid_out[code]
                desk.answer(ScanOutcome(answer.verdict, answer.view, is_fresh))
            if clock.now_s >= until_s:
                return
            clock.now_s += 0.1

    see.told = set()
    return see


@pytest.fixture
def shown(model):
    """Whose pages came up, in order."""
    names = []
    model.answered.connect(lambda _: names.append(model.page.name))
    return names


def test_two_codes_of_one_frame_are_both_asked_about_at_once(model, desk):
    model.codeRead(ANAS)
    model.codeRead(BENS)
    assert desk.asked == [("scan", ANAS), ("scan", BENS)]


def test_the_first_keeps_the_screen_and_the_second_has_it_next(model, see, shown):
    see(ANAS, BENS)
    assert model.page.name == "Ana"
    assert 2 < model.countdown.secondsLeft <= GIVES_WAY < STAYS_S[Page.WELCOME]
    model.timedOut()
    assert (model.page.kind, model.page.name) == ("welcome", "Ben")
    assert model.countdown.secondsLeft == STAYS_S[Page.WELCOME]
    model.timedOut()
    assert model.page.kind == "idle"
    assert shown == ["Ana", "Ben"]


def test_the_wait_runs_down_by_itself(model, see, shown, qtbot, clock):
    see(ANAS)
    see(ANAS, for_s=GIVES_WAY - 0.1)
    see(ANAS, BENS)  # of the three seconds a tenth is left
    assert model.page.name == "Ana"
    qtbot.waitUntil(lambda: shown == ["Ana", "Ben"])


def test_two_that_stay_in_view_have_one_welcome_each(model, see, shown):
    for _ in range(10):
        see(ANAS, BENS, for_s=6)
        model.timedOut()
    assert shown == ["Ana", "Ben"]
    assert model.page.kind == "idle"


def test_the_order_of_reading_is_the_order_of_the_pages(model, see, shown):
    see(CLEOS, ANAS, BENS)
    for _ in range(3):
        model.timedOut()
    assert shown == ["Cleo", "Ana", "Ben"]


def test_codes_read_in_turns_from_frame_to_frame_are_held_up_together_too(see, shown, clock):
    see(ANAS)
    clock.now_s += SIDE_BY_SIDE_S / 2
    see(BENS)
    assert shown == ["Ana"]


def test_the_next_person_takes_the_screen_at_once_where_the_first_ones_code_is_gone(
    see, shown, clock
):
    see(ANAS)
    clock.now_s += SIDE_BY_SIDE_S + 0.1
    see(BENS)
    assert shown == ["Ana", "Ben"]


def test_the_next_person_need_not_wait_for_a_card_that_was_left_lying(see, shown):
    see(ANAS, for_s=GIVES_WAY)
    see(ANAS, BENS, for_s=10)
    assert shown == ["Ana", "Ben"]


def test_whoever_comes_while_somebody_waits_waits_behind_them(model, see, shown, clock):
    see(ANAS, BENS)
    clock.now_s += 1
    see(CLEOS)
    assert shown == ["Ana"]
    model.timedOut()
    assert shown == ["Ana", "Ben"]
    assert model.countdown.secondsLeft == GIVES_WAY
    model.timedOut()
    assert shown == ["Ana", "Ben", "Cleo"]


def test_somebody_who_uses_their_page_gets_the_seconds_again(model, see, clock, qtbot):
    see(ANAS, BENS)
    qtbot.waitUntil(lambda: model.countdown.shareLeft < 0.99)
    clock.now_s += GIVES_WAY - 0.1
    model.touched()
    assert model.countdown.shareLeft > 0.99
    see(CLEOS)
    assert model.countdown.secondsLeft == GIVES_WAY


def test_a_touch_gives_all_the_seconds_also_where_few_were_left(model, see):
    see(ANAS, for_s=GIVES_WAY - 0.5)
    see(ANAS, BENS)
    assert model.countdown.secondsLeft == 1
    model.touched()
    assert model.countdown.secondsLeft == GIVES_WAY


def test_who_has_gone_since_takes_no_more_seconds_from_whose_page_is_up(model, see, clock):
    see(ANAS, BENS)
    for _ in range(10):  # Ana uses her page, and Ben does not wait for ever
        clock.now_s += GIVES_WAY - 0.1
        model.touched()
    assert model.countdown.secondsLeft == STAYS_S[Page.WELCOME]
    see(CLEOS)
    assert model.page.name == "Cleo"


def test_a_page_that_is_held_gives_way_to_a_code_beside_it(model, see):
    see(ANAS)
    model.countdown.pauseChosen()
    see(ANAS, BENS)
    assert not model.countdown.isPaused


def test_buttons_work_for_whose_page_is_up(model, see, desk):
    see(ANAS, BENS)
    model.undoChosen()
    assert desk.asked[-1] == ("undo", ANA)
    desk.answer(outcome(Answer.GOODBYE, ana(arrived_at=None)))
    assert (model.page.kind, model.page.isUndone) == ("goodbye", True)
    assert model.countdown.secondsLeft <= GIVES_WAY_S[Page.GOODBYE]
    model.timedOut()
    assert (model.page.kind, model.page.name, model.page.isUndone) == ("welcome", "Ben", False)
    model.modeChosen("heads_down")
    assert desk.asked[-1] == ("set_mode", BEN, Mode.HEADS_DOWN)


def test_an_undo_answered_after_the_turn_has_passed_does_not_touch_the_next_page(model, see, desk):
    see(ANAS, BENS)
    model.undoChosen()
    model.timedOut()
    desk.answer(outcome(Answer.GOODBYE, ana(arrived_at=None)))
    assert (model.page.kind, model.page.name) == ("welcome", "Ben")


def test_each_page_speaks_its_members_language_and_not_the_one_before(model, see):
    said = []
    model.languageChanged.connect(said.append)
    spanish = outcome(Answer.WELCOME, ana(language="es"))
    forged = outcome(Answer.REFUSED, None, Refusal.FORGED)
    see(ANAS, BENS, answers={ANAS: spanish, BENS: forged})
    model.languageChosen("es")
    model.timedOut()
    assert (model.page.kind, model.page.language) == ("refused", RULES.language)
    assert said == ["es", "en"]


def test_the_question_asked_once_stays_longer_before_it_gives_way(model, see):
    see(
        ANAS, BENS, answers={ANAS: outcome(Answer.WELCOME, ana(visibility=None)), BENS: WELCOME_BEN}
    )
    assert model.page.kind == "first_time"
    assert GIVES_WAY < model.countdown.secondsLeft <= GIVES_WAY_S[Page.FIRST_TIME]


def test_refused_and_welcome_side_by_side_are_both_told(model, see, shown):
    forged = outcome(Answer.REFUSED, None, Refusal.FORGED)
    foreign = outcome(Answer.REFUSED, None, Refusal.FOREIGN)
    see(ANAS, BENS, CLEOS, answers={ANAS: forged, BENS: WELCOME_BEN, CLEOS: foreign})
    refusals = [model.page.refusal]
    for _ in range(2):
        model.timedOut()
        refusals.append(model.page.refusal)
    assert refusals == ["forged", "", "foreign"]
    assert shown == ["", "Ben", ""]


def test_a_page_nobody_can_be_waiting_for_any_more_is_not_shown(model, see, clock):
    see(ANAS, BENS)
    clock.now_s += WAITS_AT_MOST_S + 0.1
    model.timedOut()
    assert model.page.kind == "idle"


def test_who_comes_again_while_waiting_has_one_page(model, see, shown, clock):
    see(ANAS, BENS)
    clock.now_s += 4
    see.told.clear()
    see(BENS)
    model.timedOut()
    model.timedOut()
    assert shown == ["Ana", "Ben"]
    assert model.page.kind == "idle"


def test_a_scan_that_fails_beside_another_is_told_in_its_turn(model, desk, expected_log):
    expected_log("ERROR ui.kiosk: the core could not answer a scan")
    model.codeRead(ANAS)
    model.codeRead(BENS)
    desk.answer(WELCOME_ANA)
    desk.fail(RuntimeError("disk full"))
    assert model.page.name == "Ana"
    model.timedOut()
    assert model.page.kind == "trouble"


def test_trouble_that_goes_on_is_heard_once(model, desk, clock, expected_log):
    expected_log("ERROR ui.kiosk: the core could not answer a scan")
    heard = []
    model.answered.connect(heard.append)
    for _ in range(3):
        model.codeRead(ANAS)
        desk.fail(RuntimeError("disk full"))
        clock.now_s += SAME_CODE_AGAIN_S
    assert heard == ["trouble"]


def test_a_poster_is_asked_about_once_and_says_nothing(model, see, shown, desk, clock):
    answers = {POSTER: outcome(Answer.NOT_A_PASS), ANAS: WELCOME_ANA}
    see(POSTER, for_s=30, answers=answers)
    assert [text for _, text in desk.asked] == [POSTER]
    assert (shown, model.page.kind) == ([], "idle")
    see(POSTER, ANAS, for_s=3, answers=answers)
    assert shown == ["Ana"]
    assert model.countdown.secondsLeft > GIVES_WAY  # nobody waits behind a page for a poster


def test_a_poster_that_was_out_of_view_is_asked_about_again(see, desk, clock):
    answers = {POSTER: outcome(Answer.NOT_A_PASS)}
    see(POSTER, answers=answers)
    clock.now_s += SAME_CODE_AGAIN_S
    see(POSTER, answers=answers)
    assert len(desk.asked) == 2


def test_no_text_of_a_code_is_kept(model, see):
    secret = "71" + "4" * 193
    see(secret, BENS, answers={secret: WELCOME_ANA, BENS: WELCOME_BEN})
    assert secret not in repr(vars(model._turns))
