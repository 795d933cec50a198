"""No code with me: a name, a PIN, and what becomes of wrong ones."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.domain.by_name import NameAnswer, NameFault
from kiosk.domain.naming import Found, FoundPerson
from kiosk.domain.spaces import ByName
from kiosk.domain.verdicts import Answer
from tests.ui.conftest import ANA, RULES, ana, outcome

ROW = FoundPerson(ANA, "Ana Ruiz", "AR", 2)
SIZES = [(1280, 800), (800, 1280)]


def write(screen, text):
    for letter in text:
        QTest.keyClick(screen.window, letter)
    screen.settle()


@pytest.fixture
def find(screen, model, desk, qtbot):
    """Open the page and type three letters that mean Ana."""

    def open_and_type(by_name=ByName.PIN):
        model.openHouse(desk, replace(RULES, by_name=by_name))
        model.pageAsked("by_name")
        screen.settle()
        write(screen, "ana")
        qtbot.waitUntil(lambda: desk.asked == [("find_by_name", "ana")])
        desk.answer(Found((ROW,)))

    return open_and_type


@pytest.mark.parametrize("screen", SIZES, indirect=True)
def test_a_name_and_a_pin_let_in(screen, model, desk, find):
    find()
    screen.press("Ana Ruiz")
    for digit in "4711":
        screen.press(digit)
    screen.press("Done")
    assert desk.asked[-1] == ("check_in_by_name", ANA, "4711")
    desk.answer(NameAnswer(outcome(Answer.WELCOME, ana())))
    assert screen.window.property("page") == "welcome"


def test_by_keys_alone_too(screen, model, desk, find):
    find()
    for _ in range(40):
        QTest.keyClick(screen.window, Qt.Key.Key_Tab)
        if screen.window.activeFocusItem().property("text") == "Ana Ruiz":
            break
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    screen.settle()
    write(screen, "4711")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("check_in_by_name", ANA, "4711")


def test_a_wrong_pin_says_how_many_tries_are_left_and_begins_anew(screen, model, desk, find):
    find()
    screen.press("Ana Ruiz")
    write(screen, "0000")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    desk.answer(NameAnswer(fault=NameFault.WRONG_PIN, tries_left=1))
    assert screen.says("That is not your PIN. 1 tries left.")
    write(screen, "4711")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("check_in_by_name", ANA, "4711")


@pytest.mark.parametrize(
    "case",
    [
        (NameFault.NO_PIN, "Ask at the desk today, and choose a PIN"),
        (NameFault.TOO_OFTEN, "Please ask at the desk"),
    ],
)
def test_where_no_pin_helps_the_desk_does(screen, desk, find, case):
    fault, words = case
    find()
    screen.press("Ana Ruiz")
    write(screen, "0000")
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    desk.answer(NameAnswer(fault=fault))
    assert screen.says(words)
    assert screen.says("Turn left: Marta is at the desk")
    assert "7" not in screen.names()  # no pad to go on with
    screen.press("Back")
    assert screen.says("No code with you?")


def test_on_trust_no_pin_is_asked(screen, model, desk, find):
    find(ByName.TRUST)
    screen.press("Ana Ruiz")
    assert desk.asked[-1] == ("check_in_by_name", ANA, "")
    unasked = replace(ana(), visibility=None)
    desk.answer(NameAnswer(outcome(Answer.WELCOME, replace(unasked, is_on_trust=True))))
    # Nobody else may answer for them what the wall shows, or open what is theirs alone.
    assert screen.window.property("page") == "welcome"
    assert "My profile" not in screen.names()
    model.answer(outcome(Answer.WELCOME, replace(ana(), is_on_trust=False)))
    assert "My profile" in screen.names()


def test_nobody_is_said_only_of_enough_letters(screen, model, desk, qtbot):
    model.openHouse(desk, replace(RULES, by_name=ByName.PIN))
    model.pageAsked("by_name")
    screen.settle()
    write(screen, "an")
    qtbot.waitUntil(lambda: desk.asked == [("find_by_name", "an")])
    desk.answer(Found())
    assert not screen.says("Nobody found with these letters")
    write(screen, "x")
    qtbot.waitUntil(lambda: len(desk.asked) == 2)
    desk.answer(Found())
    assert screen.says("Nobody found with these letters")
    write(screen, "y")
    qtbot.waitUntil(lambda: len(desk.asked) == 3)
    desk.answer(Found(is_too_often=True))
    assert screen.says("Please wait a minute")


def test_the_phone_s_way_is_shown_where_there_is_one(screen, model, desk):
    model.openHouse(desk, replace(RULES, by_name=ByName.PIN, member_page="https://x.example/me"))
    model.pageAsked("by_name")
    assert screen.says("Or with your phone")
    assert screen.says("The address of your own page")
    model.timedOut()
    model.openHouse(desk, replace(RULES, by_name=ByName.PIN))
    model.pageAsked("by_name")
    assert not screen.says("phone")


def test_whoever_was_found_is_gone_with_the_page(screen, model, desk, find, scan):
    find()
    screen.press("Ana Ruiz")
    model.timedOut()
    model.pageAsked("by_name")
    assert not screen.says("Ana")
    assert not model.rooms.byName.isChosen
