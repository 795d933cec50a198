"""One's own page without a window: what each stage asks of the core, and what outlives nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.actions.own_words import LONGEST_PHRASE, MOST_PHRASES, OwnEdit
from kiosk.domain.people import Mode, Phrase, Profile, TextSize, Visibility
from kiosk.domain.verdicts import Answer
from kiosk.errors import ServerError, SetupError
from kiosk.reports.own_record import OwnRecord
from tests.ui.conftest import ANA, CARMEN, PlayedDesk, ana, ben, outcome
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.kiosk_me import LONGEST, MOST, MeRoom

LINK = "https://lobby.example/me/1"


def record(**changes: Any) -> OwnRecord:
    """Ana's record, with two offers and an ask."""
    profile = Profile(
        "Ana Torres",
        "Ana",
        headline="Runs a school-garden project",
        offers=(Phrase("0", "Help with a grant"), Phrase("1", "Compost")),
        asks=(Phrase("2", "A logo"),),
        photo="abc",
    )
    known: dict[str, Any] = {
        "profile": profile,
        "language": "en",
        "text_size": TextSize.NORMAL,
        "visibility": Visibility.PROFILE,
        "mode": Mode.HELLO,
        "has_pin": False,
        "valid_until": None,
        "visits": 3,
        "first_day": date(2026, 11, 2),
        "records": 9,
    }
    return OwnRecord(**(known | changes))


@pytest.fixture
def me(model: KioskModel, desk: PlayedDesk, scan: Callable[..., None]) -> MeRoom:
    """Ana's page, open; one suggestion on her welcome is about one of her offers."""
    card = replace(CARMEN, own_phrase="Help with a grant")
    scan(outcome(Answer.WELCOME, ana(hellos=(card,))))
    model.pageAsked("me")
    desk.answers.pop(0)[0](record())
    desk.asked.clear()
    return model.rooms.me


def edited(desk: PlayedDesk) -> OwnEdit:
    """Return the one edit that was asked for."""
    ((wish, person, wanted),) = desk.asked
    assert (wish, person) == ("edit", ANA)
    return wanted


def keep(desk: PlayedDesk, **profile: Any) -> None:
    """Have the core keep what was edited."""
    before = record()
    desk.answers.pop(0)[0](replace(before, profile=replace(before.profile, **profile)))


def test_the_limits_are_the_cores():
    assert (LONGEST, MOST) == (LONGEST_PHRASE, MOST_PHRASES)


def test_nothing_is_shown_before_the_record_is_there(model, desk, scan):
    scan(outcome(Answer.WELCOME, ana()))
    model.pageAsked("me")
    assert desk.asked[-1] == ("own_record", ANA)
    assert not model.rooms.me.record.isThere
    assert not model.rooms.me.isUnknown


def test_whom_the_house_does_not_know_is_told_so(model, desk, scan):
    scan(outcome(Answer.WELCOME, ana()))
    model.pageAsked("me")
    desk.answers.pop(0)[0](None)
    assert model.rooms.me.isUnknown
    model.rooms.me.backAsked()
    assert model.page.kind == "welcome"


def test_a_changed_offer_stays_at_its_place_among_the_others(me, desk):
    me.writingAsked("offer", 1)
    assert me.written == "Compost"
    me.textGiven("Compost that does not smell")
    assert edited(desk) == OwnEdit(offers=("Help with a grant", "Compost that does not smell"))
    keep(desk)
    assert (me.stage, me.isSaved) == ("offers", True)


def test_a_new_ask_comes_last(me, desk):
    me.writingAsked("ask", -1)
    assert me.written == ""
    me.textGiven("A table")
    assert edited(desk) == OwnEdit(asks=("A logo", "A table"))


def test_no_words_take_an_offer_away_and_what_was_matched_with_it(model, me, desk):
    me.writingAsked("offer", 0)
    me.textGiven("")
    assert edited(desk).offers == ("", "Compost")  # the core leaves out what is empty
    keep(desk, offers=(Phrase("1", "Compost"),))
    me.backAsked()
    me.backAsked()
    assert model.page.kind == "welcome"
    assert (model.page.offer, model.page.helloCount) == ("Compost", 0)


@pytest.mark.parametrize("what", ["headline", "seat", "ask_about"])
def test_a_single_text_is_kept_and_leads_back_to_the_whole_page(me, desk, what):
    me.writingAsked(what, -1)
    me.textGiven("Upstairs")
    assert edited(desk) == OwnEdit(**{what: "Upstairs"})
    keep(desk)
    assert (me.stage, me.isSaved) == ("overview", True)


def test_words_that_did_not_change_are_no_edit(me, desk):
    me.writingAsked("headline", -1)
    me.textGiven("  Runs a school-garden  project ")
    assert (desk.asked, me.stage) == ([], "overview")


def test_what_came_longer_with_an_import_is_not_cut(me, desk):
    me.writingAsked("seat", -1)
    me.textGiven("x")
    keep(desk, seat="y" * 200)
    me.writingAsked("headline", -1)
    assert me.longest == 120
    me.writingAsked("seat", -1)
    assert me.longest == 200


def test_the_screen_turns_to_the_language_that_is_kept(model, me, desk):
    me.languageChosen("es")
    assert edited(desk) == OwnEdit(language="es")
    keep(desk)
    assert (model.page.language, model.page.kind) == ("es", "me")


def test_the_letters_turn_to_the_size_that_is_kept(model, me, desk):
    me.textSizeChosen("largest")
    assert edited(desk) == OwnEdit(text_size=TextSize.LARGEST)
    keep(desk)
    assert model.page.textSize == "largest"


@pytest.mark.parametrize(
    "choose", [lambda me: me.languageChosen("es"), lambda me: me.textSizeChosen("largest")]
)
def test_a_mode_that_was_chosen_meanwhile_stays(model, me, desk, choose):
    choose(me)
    model.modeChosen("heads_down")
    assert [wish for wish, *_ in desk.asked] == ["edit", "set_mode"]
    desk.answers.pop()[0](outcome(Answer.WELCOME_AGAIN, ana(mode=Mode.HEADS_DOWN)))
    assert model.page.mode == "heads_down"
    keep(desk)
    assert model.page.mode == "heads_down"
    assert (model.page.language, model.page.textSize) != ("en", "normal")


def test_whoever_was_taken_from_the_page_meanwhile_does_not_come_back(model, me, desk):
    me.languageChosen("es")
    model.show(replace(model.state, hellos=()))
    keep(desk)
    assert (model.page.language, model.page.helloCount) == ("es", 0)


def test_a_pin_is_kept_only_when_it_was_typed_twice(me, desk):
    me.stageAsked("pin")
    for typed, step in (("2040", "again"), ("2041", "differs"), ("2041", "again")):
        me.pinGiven(typed)
        assert me.pinStep == step
    assert desk.asked == []
    me.pinGiven("2041")
    assert edited(desk) == OwnEdit(pin="2041")


def test_a_pin_can_be_taken_away(me, desk):
    me.textGiven("x")
    desk.answers.pop(0)[0](record(has_pin=True))
    desk.asked.clear()
    me.stageAsked("pin")
    assert me.pinStep == "has_one"
    me.noPinChosen()
    assert edited(desk) == OwnEdit(pin="")


def test_the_first_pin_does_not_wait_for_the_next_person(model, me, desk, scan):
    me.stageAsked("pin")
    me.pinGiven("2040")
    scan(outcome(Answer.WELCOME, ben()))
    model.pageAsked("me")
    desk.answers.pop(0)[0](record())
    me.stageAsked("pin")
    me.pinGiven("2040")
    assert me.pinStep == "again"


def test_a_link_is_asked_for_once_and_shown_when_it_comes(me, desk):
    me.stageAsked("phone")
    me.backAsked()
    me.stageAsked("phone")
    assert desk.asked == [("personal_link", ANA)]
    desk.answers.pop(0)[0](LINK)
    assert me.link == LINK


def test_the_page_can_be_used_while_the_server_takes_its_time(me, desk):
    me.stageAsked("phone")
    me.backAsked()
    me.writingAsked("seat", -1)
    me.textGiven("Upstairs")
    assert [wish for wish, *_ in desk.asked] == ["personal_link", "edit"]


def test_a_server_that_is_away_is_said_and_asked_again(me, desk):
    me.stageAsked("phone")
    desk.fail(ServerError("Nobody answers."))
    assert me.linkFault == "away"
    me.stageAsked("phone")
    assert me.linkFault == ""
    assert len(desk.asked) == 2


def test_a_house_that_opened_no_pages_for_phones_is_no_server_that_is_away(me, desk):
    me.stageAsked("phone")
    desk.fail(SetupError("Phones cannot reach this server."))
    assert me.linkFault == "closed"
    me.backAsked()
    me.stageAsked("phone")
    desk.fail(ServerError("Nobody answers."))
    assert me.linkFault == "away"


def test_a_link_that_comes_late_is_not_shown_to_the_next_person(model, me, desk, scan):
    me.stageAsked("phone")
    late, _ = desk.answers.pop(0)
    scan(outcome(Answer.WELCOME, ben()))
    model.pageAsked("me")
    late(LINK)
    assert me.link == ""


def test_being_forgotten_leaves_a_page_about_nobody(model, me, desk):
    me.stageAsked("erase_surely")
    me.eraseChosen()
    assert desk.asked == [("erase", ANA)]
    desk.answers.pop(0)[0](outcome(Answer.GOODBYE, ana(first_name="")))
    assert model.page.kind == "erased"
    assert (model.page.person, model.page.name, model.page.offer) == ("", "", "")
    model.backAsked()
    assert model.page.kind == "idle"


def test_every_way_out_leaves_nothing_behind(model, me, desk, scan):
    for leave in (model.timedOut, lambda: scan(outcome(Answer.WELCOME, ben()))):
        leave()
        shown = [me.written, me.link, *me.record.offers, *me.record.asks, me.record.name]
        assert "".join(shown) + me.record.headline + me.record.photo == ""
        assert me.stage == "overview"
        model.pageAsked("me")
        desk.answers.pop(0)[0](record())
        me.writingAsked("offer", 0)


def test_the_core_that_cannot_keep_it_sends_them_to_the_desk(model, me, desk, expected_log):
    expected_log("the core could not answer")
    me.writingAsked("seat", -1)
    me.textGiven("Upstairs")
    desk.fail(RuntimeError("full"))
    assert model.page.kind == "trouble"


def test_whatever_they_do_gives_them_time(model, me):
    model.countdown.start(60, 5)
    me.stageAsked("stored")
    assert model.countdown.secondsLeft == 60
