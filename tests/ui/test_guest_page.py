"""Guests at the kiosk: in after a name and three touches, out by a badge; nothing of it stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQml import qmlEngine
from PySide6.QtTest import QTest

from kiosk.actions.guests import GuestForm
from kiosk.domain.by_name import BadgeAnswer, BadgeFault
from kiosk.domain.facts import Purpose
from kiosk.domain.guests import GuestPass, guest_code
from kiosk.domain.naming import Found, FoundPerson
from kiosk.domain.verdicts import Answer
from tests.ui.conftest import TWELVE_PAST_NINE, ana, outcome
from ui.bridges.photos import shelf_of

NORA = "0123456789abcdef"
CARMEN = FoundPerson("c" * 16, "Carmen Iglesias", "CI", 4)
SIZES = [(1280, 800), (800, 1280)]


def nora(**changes):
    shown = GuestPass(7, has_host=True, host="Carmen", code=guest_code(NORA))
    known = {"person": NORA, "first_name": "Nora Blum", "visibility": None, "guest": shown}
    return ana(**(known | changes))


def write(screen, text):
    for letter in text:
        QTest.keyClick(screen.window, letter)
    screen.settle()


def tab_to(screen, name):
    """Go on with the Tab key until the control of this name has the focus."""
    for _ in range(40):
        item = screen.window.activeFocusItem()
        if item is not None and item.property("text") == name:
            return
        QTest.keyClick(screen.window, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name}")


def tab_to_field(screen, name):
    """Go on with the Tab key until the text field of this name has the focus."""
    for _ in range(40):
        focused = QAccessible.queryAccessibleInterface(screen.window.activeFocusItem())
        if focused is not None and focused.text(QAccessible.Text.Name) == name:
            return
        QTest.keyClick(screen.window, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name}")


@pytest.mark.parametrize("screen", SIZES, indirect=True)
def test_a_guest_is_in_after_a_name_and_three_touches(screen, model, desk):
    model.pageAsked("guest")
    screen.settle()
    for key in ("N", "o", "r", "a"):  # the keyboard is there already; capitals come by themselves
        screen.press(key)
    screen.press("A meeting")
    assert desk.asked == [("find_hosts", "")]
    desk.answer(Found((CARMEN,)))
    screen.press("Carmen Iglesias")
    assert desk.asked[-1] == ("register_guest", GuestForm("Nora", Purpose.MEETING, CARMEN.person))
    desk.answer(outcome(Answer.WELCOME, nora()))
    assert screen.window.property("page") == "day_pass"
    assert screen.says("Welcome, Nora Blum")
    assert screen.says("Your badge has the number 7.")
    assert screen.says("We let Carmen know that you are here.")
    assert screen.says("Take a photo of this: it checks you out when you leave.")
    screen.press("Done")
    assert screen.window.property("page") in ("idle", "starting")


def test_by_keys_alone_a_guest_gets_in_too(screen, model, desk):
    model.pageAsked("guest")
    screen.settle()
    write(screen, "Nora Blum")
    tab_to(screen, "A look round")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    desk.answer(Found((CARMEN,)))
    screen.settle()
    tab_to(screen, "Nobody in particular")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("register_guest", GuestForm("Nora Blum", Purpose.TOUR))


def test_who_chose_a_purpose_first_is_asked_for_the_name(screen, model, desk):
    model.pageAsked("guest")
    screen.press("An event")
    assert screen.says("Please type your name first.")
    assert desk.asked == []
    write(screen, "N")
    assert screen.says("What brings you here?")


def test_a_hosts_photo_is_asked_for(screen, model, desk, qtbot):
    wanted = []
    shelf_of(qmlEngine(screen.window)).wanted.connect(wanted.append)
    model.pageAsked("guest")
    write(screen, "Nora")
    screen.press("A meeting")
    desk.answer(Found((replace(CARMEN, photo="f" * 32),)))
    qtbot.waitUntil(lambda: wanted == ["f" * 32])


def test_a_host_is_found_by_typing_and_a_late_answer_changes_nothing(screen, model, desk, qtbot):
    model.pageAsked("guest")
    write(screen, "Nora")
    screen.press("A meeting")
    tab_to_field(screen, "Search a name")
    write(screen, "ca")
    desk.answer(Found())  # to no letters at all
    qtbot.waitUntil(lambda: desk.asked[-1] == ("find_hosts", "ca"))
    desk.answer(Found((CARMEN,)))
    assert screen.says("Carmen Iglesias")
    write(screen, "x")
    qtbot.waitUntil(lambda: desk.asked[-1] == ("find_hosts", "cax"))
    model.timedOut()
    desk.answer(Found((CARMEN,)))
    model.pageAsked("guest")
    assert not screen.says("Carmen")


def test_a_touch_on_a_host_does_not_wait_for_a_search(screen, model, desk, qtbot):
    model.pageAsked("guest")
    write(screen, "Nora")
    screen.press("A meeting")
    screen.press("Nobody in particular")  # the list is still on its way
    assert desk.asked[-1] == ("register_guest", GuestForm("Nora", Purpose.MEETING))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (BadgeFault.NOBODY, "No guest who is in has this badge"),
        (BadgeFault.TWICE, "Please hold up your day pass"),
        (BadgeFault.TOO_OFTEN, "Please ask at the desk"),
    ],
)
def test_a_badge_that_lets_nobody_out_says_why(screen, model, desk, fault, words):
    model.pageAsked("guest")
    screen.press("Put the keyboard away")
    screen.press("I'm a guest and I'm leaving")
    screen.press("4")
    screen.press("2")
    screen.press("Done")
    assert desk.asked == [("leave_by_badge", 42)]
    desk.answer(BadgeAnswer(fault=fault))
    assert screen.says(words)
    screen.press("Back")
    assert screen.says("What is your name?")


def test_a_badge_lets_a_guest_out_without_a_name(screen, model, desk):
    model.pageAsked("guest")
    screen.press("Put the keyboard away")
    screen.press("I'm a guest and I'm leaving")
    write(screen, "7")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    gone = nora(first_name="", guest=GuestPass(7), left_at=TWELVE_PAST_NINE)
    desk.answer(BadgeAnswer(outcome(Answer.GOODBYE, gone)))
    assert screen.window.property("page") == "goodbye"
    assert screen.says("See you soon")


def test_a_day_pass_that_is_held_up_shows_no_code_again_and_leads_to_leaving(
    screen, model, desk, scan
):
    scan(outcome(Answer.WELCOME_AGAIN, nora(guest=GuestPass(7))))
    assert screen.window.property("page") == "day_pass"
    assert not screen.says("Photograph this")
    screen.press("I'm leaving")
    assert desk.asked[-1] == ("leave", NORA)
    desk.answer(outcome(Answer.GOODBYE, nora(left_at=TWELVE_PAST_NINE)))
    assert screen.says("See you soon, Nora Blum")


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("screen", SIZES, indirect=True)
def test_leaving_and_nobody_stay_in_view_while_the_keyboard_is_up(screen, model, desk, size):
    model.textSizeChosen(size)
    model.pageAsked("guest")
    screen.settle()
    screen.press("I'm leaving")
    assert screen.says("Type the number of your badge")
    screen.press("Back")
    write(screen, "Nora")
    model.rooms.guest.purposeChosen("meeting")  # the page may have to scroll to it
    desk.answer(Found())
    tab_to_field(screen, "Search a name")
    screen.settle()
    assert screen.says("Put the keyboard away")
    screen.press("Nobody in particular")
    assert desk.asked[-1] == ("register_guest", GuestForm("Nora", Purpose.MEETING))


def test_what_a_guest_typed_is_gone_when_the_next_one_comes(screen, model, desk, scan):
    model.pageAsked("guest")
    write(screen, "Nora")
    scan(outcome(Answer.WELCOME, ana()))
    model.timedOut()
    model.pageAsked("guest")
    screen.settle()
    assert not screen.says("Nora")
    item = QGuiApplication.focusObject()
    assert item is not None
    assert item.property("text") == ""


def test_who_first_thought_of_leaving_need_not_write_their_name_again(screen, model, desk):
    model.pageAsked("guest")
    screen.settle()
    write(screen, "Nora")
    screen.press("I'm leaving")
    screen.press("Back")
    screen.press("A meeting")
    assert desk.asked == [("find_hosts", "")]


def test_escape_and_back_lead_out_step_by_step(screen, model, desk):
    model.pageAsked("guest")
    write(screen, "Nora")
    screen.press("A meeting")
    desk.answer(Found((CARMEN,)))
    screen.press("Back")
    assert screen.says("What is your name?")
    screen.press("Back")
    assert screen.window.property("page") in ("idle", "starting")


def test_a_host_who_is_asked_whether_they_leave_reads_of_their_guest(screen, scan):
    scan(outcome(Answer.ASK_LEAVING, ana(guests=("Nora Blum",))))
    assert screen.window.property("page") == "leaving"
    assert screen.says("Your guest Nora Blum is here.")
