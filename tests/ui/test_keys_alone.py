"""The kiosk's pages with a keyboard alone: every control is reached, seen, and Escape goes back."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.domain.people import Visibility
from kiosk.domain.verdicts import Answer, Refusal
from tests.ui.conftest import CARMEN, ana, house_of, outcome, someone
from ui.viewmodels.states import HouseRules

ANSWERS = {
    "welcome": outcome(Answer.WELCOME, ana(hellos=(CARMEN,))),
    "first_time": outcome(Answer.WELCOME, ana(visibility=None)),
    "leaving": outcome(Answer.ASK_LEAVING, ana()),
    "goodbye": outcome(Answer.GOODBYE, ana()),
    "refused": outcome(Answer.REFUSED, None, Refusal.ENDED),
    "trouble": outcome(Answer.TROUBLE),
}
FIRST = {
    "welcome": "Wave to Carmen",
    "first_time": "Only count me",
    "leaving": "Yes, I'm leaving",
    "goodbye": "I'm still here",
}
PILL = {"More", "Back to the top"}
MOST_KEYS = 30


def key(screen, code):
    QTest.keyClick(screen.window, code)
    screen.settle()


def focused(screen):
    item = screen.window.activeFocusItem()
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)


def walk(screen):
    """Press Tab until the focus is back where it began; yield each control's name and place."""
    seen = {}
    for _ in range(MOST_KEYS):
        key(screen, Qt.Key.Key_Tab)
        item, name = screen.window.activeFocusItem(), focused(screen)
        if name in seen:
            return seen
        seen[name] = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    raise AssertionError(f"Tab never came round: {list(seen)}")


def assert_all_are_reached_and_seen(screen):
    names = {control.text(QAccessible.Text.Name) for control in screen.controls()}
    reached = walk(screen)
    assert names - PILL <= reached.keys()
    assert bool(names & PILL) == bool(reached.keys() & PILL)
    whole = QRectF(-1, -1, screen.window.width() + 2, screen.window.height() + 2)
    for name, place in reached.items():
        # Of a card that is higher than the screen its beginning.
        assert whole.contains(place) or whole.contains(place.topLeft()), name


@pytest.mark.parametrize("text_scale", [1, 2])
@pytest.mark.parametrize("page", ANSWERS)
def test_tab_reaches_every_control_and_brings_it_into_view(screen, scan, page, text_scale):
    screen.window.setProperty("textScale", text_scale)
    scan(ANSWERS[page])
    assert screen.window.property("page") == page
    assert_all_are_reached_and_seen(screen)


def test_tab_reaches_the_ways_in_of_the_idle_page(screen, model):
    model.showHouse(house_of(someone("Carmen", offers=("Reading your grant",))))
    assert_all_are_reached_and_seen(screen)
    assert "Who's here" in walk(screen)


@pytest.mark.parametrize(("page", "first"), FIRST.items())
def test_a_page_that_keys_brought_up_begins_at_its_first_control(screen, scan, page, first):
    key(screen, Qt.Key.Key_Tab)
    scan(ANSWERS[page])
    screen.settle()
    assert focused(screen) == first
    assert screen.window.activeFocusItem().property("visualFocus")


def test_a_page_that_a_finger_brought_up_marks_no_control(screen, scan):
    key(screen, Qt.Key.Key_Tab)
    screen.press("Español")
    scan(ANSWERS["leaving"])
    screen.settle()
    assert not screen.window.activeFocusItem().property("visualFocus")


def test_arrows_go_along_a_row_of_choices(screen, scan):
    key(screen, Qt.Key.Key_Tab)
    scan(ANSWERS["first_time"])
    screen.settle()
    key(screen, Qt.Key.Key_Right)
    assert focused(screen) == "Show my first name"
    key(screen, Qt.Key.Key_Left)
    key(screen, Qt.Key.Key_Left)
    assert focused(screen) == "Show all of it"


def test_arrows_scroll_a_page_that_is_longer_than_the_screen(screen, scan):
    screen.window.setProperty("textScale", 2)
    scan(ANSWERS["welcome"])
    assert screen.says("More")
    for _ in range(MOST_KEYS):
        key(screen, Qt.Key.Key_Down)
    assert screen.says("Back to the top")


@pytest.mark.parametrize("page", ["welcome", "goodbye", "refused", "trouble", "first_time"])
def test_escape_leaves_a_page(screen, scan, page):
    scan(ANSWERS[page])
    screen.settle()
    key(screen, Qt.Key.Key_Escape)
    assert screen.window.property("page") in ("starting", "idle")  # no camera has shown anything


def test_escape_says_that_somebody_stays(screen, scan, desk):
    scan(ANSWERS["leaving"])
    screen.settle()
    key(screen, Qt.Key.Key_Escape)
    assert desk.asked[-1][0] == "stay"


def test_escape_leads_from_a_second_look_at_the_choice_back_to_the_greeting(screen, model, scan):
    scan(outcome(Answer.WELCOME, ana(visibility=Visibility.PROFILE)))
    model.visibilityAsked()
    screen.settle()
    key(screen, Qt.Key.Key_Escape)
    assert screen.window.property("page") == "welcome"


def test_enter_waves(screen, scan, desk):
    key(screen, Qt.Key.Key_Tab)
    scan(ANSWERS["welcome"])
    screen.settle()
    key(screen, Qt.Key.Key_Return)
    assert desk.asked[-1] == ("wave", "a" * 16, "carmen-today")


def test_a_house_that_lets_nobody_in_by_name_does_not_offer_it(screen, model, desk):
    model.openHouse(desk, HouseRules(timezone="Europe/Madrid"))
    model.showHouse(house_of())
    assert not screen.says("No code with me")
    assert screen.says("I'm a guest")
