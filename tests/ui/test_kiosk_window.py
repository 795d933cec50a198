"""The kiosk's window, by the names its controls go by."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQml import qmlEngine
from PySide6.QtTest import QTest

from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.scanning.coaching import Advice
from tests.ui.conftest import (
    ANA,
    CARMEN,
    RULES,
    TWELVE_PAST_NINE,
    ana,
    ben,
    house_of,
    outcome,
    someone,
)
from ui import translation
from ui.bridges.preview import LatestFrame, PreviewFrame

SIZES = [(1280, 800), (800, 1280), (1920, 1080)]
WELCOME = outcome(Answer.WELCOME, ana(hellos=(CARMEN,)))
FIRST_TIME = outcome(Answer.WELCOME, ana(visibility=None))
LEAVING = outcome(Answer.ASK_LEAVING, ana(arrived_at=TWELVE_PAST_NINE - timedelta(hours=4)))
GOODBYE = outcome(Answer.GOODBYE, ana(left_at=TWELVE_PAST_NINE))
ENDED = outcome(Answer.REFUSED, ana(valid_until=TWELVE_PAST_NINE.date()), Refusal.ENDED)
PAGES = [
    outcome(Answer.NOT_A_PASS),  # idle
    WELCOME,
    outcome(Answer.WELCOME_UNKNOWN),
    FIRST_TIME,
    LEAVING,
    GOODBYE,
    ENDED,
    outcome(Answer.MISREAD),
    outcome(Answer.TROUBLE),
]

ADVICE = {
    Advice.COME_CLOSER: "Come a little closer",
    Advice.MOVE_BACK: "Move back a little",
    Advice.HOLD_STILL: "Hold it still for a moment",
    Advice.LESS_BRIGHT: "Turn the brightness down",
    Advice.TILT: "Tilt it a little",
    Advice.UNCOVER_CORNER: "Your thumb covers a corner",
    Advice.ONE_AT_A_TIME: "One code at a time, please",
}

STANDINGS = {  # status, and how many records wait or were refused
    ("synced", 0, 0): "Everything is with the server",
    ("synced", 2, 0): "2 check-ins are on their way to the server",
    ("synced", 0, 2): "The server refused 2 scans: see the staff page",
    ("waiting", 0, 0): "The server asks for a little patience",
    ("offline", 3, 0): "No connection. Checking in works as always",
    ("unpaired", 0, 0): "Unknown to the server: pair this kiosk again",
    ("revoked", 0, 0): "Access was ended: pair this kiosk again",
}


def test_the_idle_page_says_what_to_do_and_who_is_here(screen, model):
    model.showHouse(house_of(someone("Carmen", offers=("Reading your grant application",))))
    assert screen.says("Hold your code to the camera")
    assert screen.says("Casa Norte")
    assert screen.says("23 people here now")
    assert screen.says("Carmen can help with Reading your grant application")


def test_a_window_is_starting_until_it_knows_the_house_and_has_a_picture(screen, model):
    assert screen.window.property("page") == "starting"
    assert screen.says("One moment, please")
    assert not screen.says("Hold your code to the camera")
    model.showHouse(house_of())
    assert screen.window.property("page") == "starting"
    picture = PreviewFrame(QImage(4, 4, QImage.Format.Format_RGB32))
    model.findChild(LatestFrame).put(picture)
    screen.settle()
    assert screen.window.property("page") == "idle"


@pytest.mark.parametrize("answer", [Answer.NOT_A_PASS, Answer.MISREAD])
def test_every_advice_is_a_sentence_of_its_own(screen, model, scan, answer):
    scan(outcome(answer))
    silent = screen.names()
    for advice, words in ADVICE.items():
        model.adviceChanged(advice.value)
        assert words in screen.names()
        model.adviceChanged("")
        assert screen.names() == silent
    assert set(ADVICE) == set(Advice)


def test_one_advice_takes_the_place_of_another(screen, model):
    model.adviceChanged("come_closer")
    screen.settle()
    model.adviceChanged("less_bright")
    assert screen.says("Turn the brightness down")
    assert not screen.says("Come a little closer")


def test_no_advice_begins_with_the_words_of_the_last_one(screen, model, qtbot):
    screen.window.setProperty("reducedMotion", False)
    sentences, seen = set(ADVICE.values()), []

    def is_seen():
        seen.extend(sentences & {text.property("text") for text in screen.texts()})
        return bool(seen)

    for advice, words in list(ADVICE.items())[:3]:
        model.adviceChanged(advice.value)
        qtbot.waitUntil(is_seen)
        assert seen == [words]
        model.adviceChanged("")
        qtbot.waitUntil(lambda: seen.clear() or not is_seen())


def test_an_advice_moves_nothing_on_the_page(screen, model):
    model.showHouse(house_of(someone("Carmen", offers=("Reading your grant application",))))

    def places():
        return {
            text.property("text"): text.mapRectToScene(text.boundingRect())
            for text in screen.texts()
        }

    before = places()
    model.adviceChanged("uncover_corner")
    assert places().items() > before.items()


def test_nobody_is_told_to_turn_the_brightness_up_and_down_at_once(screen, model, scan):
    scan(outcome(Answer.MISREAD))
    assert screen.says("On a phone, turn the brightness up")
    model.adviceChanged("less_bright")
    assert not screen.says("On a phone, turn the brightness up")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("screen", SIZES, indirect=True)
def test_no_advice_is_cut_and_each_keeps_to_one_line(screen, model, qapp, language):
    translation.install(qapp, qmlEngine(screen.window), language)
    others = {text.property("text") for text in screen.texts()}
    for advice in Advice:
        model.adviceChanged(advice.value)
        (sentence,) = [t for t in screen.texts() if t.property("text") not in others]
        assert sentence.property("lineCount") == 1, sentence.property("text")
        assert sentence.property("contentWidth") <= sentence.width() + 1


@pytest.mark.parametrize(("standing", "words"), STANDINGS.items())
def test_the_cloud_says_in_words_how_the_server_is_doing(screen, model, standing, words):
    model.showSync(*standing)
    screen.press(words)
    assert words in [text.property("text") for text in screen.texts()]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("screen", SIZES, indirect=True)
@pytest.mark.parametrize("standing", STANDINGS)
def test_the_words_of_the_cloud_are_whole_and_move_nothing(screen, model, qapp, language, standing):
    translation.install(qapp, qmlEngine(screen.window), language)
    model.showHouse(house_of())
    model.showSync(*standing)
    cloud = screen.controls()[0].text(QAccessible.Text.Name)
    before = {text: text.mapRectToScene(text.boundingRect()) for text in screen.texts()}
    screen.press(cloud)
    assert cloud in [text.property("text") for text in screen.texts()]
    screen.assert_nothing_is_cut()
    after = {text: text.mapRectToScene(text.boundingRect()) for text in screen.texts()}
    assert before.items() <= after.items()


def test_a_language_is_one_touch_away(screen, model):
    screen.press("Español")
    assert model.page.language == "es"


@pytest.mark.parametrize("screen", [(1280, 800), (800, 1280)], indirect=True)
def test_many_languages_are_a_list_behind_the_present_one(screen, model, desk):
    codes = ("en", "es", "ca", "de", "pt_BR")
    model.openHouse(desk, replace(RULES, languages=codes))
    screen.press("Language: English")
    assert {"Español", "Català", "Deutsch", "Português (BR)"} < set(screen.names())
    screen.assert_nothing_is_cut()
    screen.press("Deutsch")
    assert model.page.language == "de"
    assert "Català" not in screen.names()


def test_the_welcome_greets_by_name_and_says_why_to_say_hello(screen, scan):
    scan(WELCOME)
    assert screen.says("Good morning, Ana")
    assert screen.says("You checked in at 9:12. Third day this week.")
    assert screen.says(
        "Carmen can help with “Reading your grant application”. "
        "You are looking for “Help with a grant”."
    )


def test_somebody_unknown_is_welcomed_all_the_same(screen, scan):
    scan(outcome(Answer.WELCOME_UNKNOWN))
    assert "Welcome" in screen.names()
    assert screen.says("Your name appears here soon")
    assert not screen.says("What the wall shows")


@pytest.mark.parametrize(
    ("page", "press"),
    [
        (WELCOME, ("I'm leaving", ("leave", ANA))),
        (WELCOME, ("Undo", ("undo", ANA))),
        (WELCOME, ("Come and talk", ("set_mode", ANA, Mode.HELLO))),
        (WELCOME, ("Heads down", ("set_mode", ANA, Mode.HEADS_DOWN))),
        (WELCOME, ("Invisible today", ("set_mode", ANA, Mode.INVISIBLE))),
        (FIRST_TIME, ("Only count me", ("set_visibility", ANA, (Visibility.HIDDEN, "en")))),
        (
            FIRST_TIME,
            ("Show my first name", ("set_visibility", ANA, (Visibility.FIRST_NAME, "en"))),
        ),
        (FIRST_TIME, ("Show all of it", ("set_visibility", ANA, (Visibility.PROFILE, "en")))),
        (LEAVING, ("Yes, I'm leaving", ("leave", ANA))),
        (LEAVING, ("No, I'm staying", ("stay", ANA))),
        (GOODBYE, ("I'm still here", ("still_here", ANA))),
    ],
)
def test_every_button_asks_for_what_it_says(screen, scan, desk, page, press):
    button, asked = press
    scan(page)
    screen.press(button)
    assert desk.asked[-1] == asked


def test_nothing_is_chosen_before_somebody_chooses(screen, scan):
    scan(FIRST_TIME)
    assert screen.says("Ana, what may the wall show of you?")
    assert screen.says("If you walk away now, nothing is shown.")
    assert not any(control.state().checked for control in screen.controls())


def test_the_answer_is_said_back(screen, scan, desk):
    scan(FIRST_TIME)
    screen.press("Show my first name")
    desk.answer(outcome(Answer.WELCOME_AGAIN, ana(visibility=Visibility.FIRST_NAME)))
    assert screen.says("The wall shows your first name.")


@pytest.mark.parametrize(
    ("language", "answers"),
    [
        ("en", {"Only count me", "Show my first name", "Show all of it"}),
        ("es", {"Solo contarme", "Mostrar mi nombre", "Mostrar todo"}),
    ],
)
def test_the_answers_to_the_first_question_need_no_scrolling(screen, scan, qapp, language, answers):
    translation.install(qapp, qmlEngine(screen.window), language)
    words = {"offer": "Starting a garden in a yard", "ask": "A second opinion on my application"}
    scan(outcome(Answer.WELCOME, ana(visibility=None, language=language, **words)))
    names = {control.text(QAccessible.Text.Name) for control in screen.controls()}
    assert answers <= names
    assert not {"More", "Más"} & names


def test_an_empty_house_is_said_in_words_not_counted(screen, model):
    model.showHouse(house_of(present=0))
    assert screen.says("Nobody is in right now")
    assert not screen.says("0 people")


def test_leaving_says_since_when_and_what_silence_means(screen, scan):
    scan(LEAVING)
    assert screen.says("Leaving, Ana?")
    assert screen.says("You came at 5:12, 4 hours ago. Without an answer you stay checked in.")


@pytest.mark.parametrize("screen", [(1280, 800), (800, 1280)], indirect=True)
def test_in_largest_letters_the_ring_shows_that_it_pauses_and_is_paused(screen, model, scan):
    model.textSizeChosen("largest")
    scan(LEAVING)
    screen.settle()
    assert icons_of(screen, "Keep this page") == ["pause"]
    screen.press("Keep this page")
    assert icons_of(screen, "Go on") == ["arrow-right"]


def icons_of(screen, name):
    """The icons that are seen in the control of this name."""
    (control,) = [c for c in screen.controls() if c.text(QAccessible.Text.Name) == name]
    waiting, names = [control.object()], []
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += item.childItems()
            names += [item.property("name")] if item.inherits("QQuickImage") else []
    return names


def test_who_is_asked_whether_they_leave_reads_who_waved_to_them(screen, scan):
    scan(outcome(Answer.ASK_LEAVING, ana(waves=(ben().face,))))
    assert screen.says("Leaving, Ana?")
    assert screen.says("Ben waved to you.")


def test_the_goodbye_after_an_undo_has_nothing_to_take_back(screen, scan, desk):
    scan(WELCOME)
    screen.press("Undo")
    desk.answer(outcome(Answer.GOODBYE, ana(arrived_at=None)))
    assert screen.says("You are not checked in.")
    assert not screen.says("I'm still here")


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_has_a_sentence_of_its_own_and_says_where_help_is(screen, scan, refusal):
    scan(outcome(Answer.REFUSED, None, refusal))
    headlines = {
        "forged": "This code does not work here",
        "foreign": "This code is from another house",
        "expired": "This code is too old",
        "revoked": "This code was replaced by a newer one",
        "not_started": "Your membership has not begun yet",
        "paused": "Your membership is paused",
        "ended": "Your membership has ended",
        "other_space": "Your membership is for another of our spaces",
        "day_pass_over": "This day pass was for another day",
        "day_pass_unknown": "Nobody here knows this day pass",
    }
    assert screen.says(headlines[refusal.value])
    assert screen.says("Turn left: Marta is at the desk")


def test_an_ended_membership_says_until_when_it_was_good(screen, scan):
    scan(ENDED)
    assert screen.says("It was good until Tuesday 24 November.")


def test_the_ring_pauses_and_goes_on(screen, scan, model):
    scan(WELCOME)
    screen.press("Keep this page")
    assert model.countdown.isPaused
    screen.press("Go on")
    assert not model.countdown.isPaused


def test_any_touch_gives_the_page_its_time_again(screen, scan, model, monkeypatch):
    scan(WELCOME)
    touches = []
    monkeypatch.setattr(model.countdown, "touched", lambda _: touches.append("touched"))
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton)
    assert touches


@pytest.mark.parametrize("screen", SIZES, indirect=True)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.verdict.answer.value)
def test_every_control_has_a_name_and_is_large_enough_to_touch(screen, scan, page):
    scan(page)
    for control in screen.controls():
        rect = control.rect()
        assert control.text(QAccessible.Text.Name)
        assert min(rect.width(), rect.height()) >= 48, control.text(QAccessible.Text.Name)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("screen", SIZES, indirect=True)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.verdict.answer.value)
def test_no_text_is_cut_or_runs_out_of_the_window(screen, scan, qapp, page, language):
    translation.install(qapp, qmlEngine(screen.window), language)
    scan(replace(page, view=page.view and replace(page.view, language=language)))
    screen.assert_nothing_is_cut()


def test_the_check_for_cut_texts_finds_one(screen, model):
    model.showHouse(house_of(someone("Carmen", offers=("Reading your grant application " * 9,))))
    assert any(text.property("truncated") for text in screen.texts())


def test_a_long_name_shrinks_and_then_takes_two_lines(screen, scan):
    scan(outcome(Answer.WELCOME, ana(first_name="María de los Ángeles Concepción")))
    (greeting,) = [t for t in screen.texts() if "María" in t.property("text")]
    unit = 8
    assert greeting.property("font").pixelSize() == 7 * unit
    assert (greeting.property("lineCount"), greeting.property("truncated")) == (2, False)


def test_the_keyboard_reaches_what_a_finger_reaches(screen, scan, desk):
    scan(LEAVING)
    screen.window.requestActivate()
    screen.settle()
    focused = []
    for _ in range(4):
        QTest.keyClick(screen.window, Qt.Key.Key_Tab)
        focused += [c.text(QAccessible.Text.Name) for c in screen.controls() if c.state().focused]
    assert {"Yes, I'm leaving", "No, I'm staying", "Keep this page"} <= set(focused)
