"""Who's here in the kiosk's window: found by finger or by keys, opened, waved to, left again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQml import qmlEngine
from PySide6.QtTest import QTest

from kiosk.domain.people import Mode
from kiosk.domain.verdicts import Answer
from tests.ui.conftest import ana, house_of, outcome, someone
from ui import translation

SOFIA = someone(
    "Sofía",
    full_name="Sofía Marín Ortega",
    headline="Brand designer",
    offers=("A brand book people open", "Logos"),
    asks=("Someone who knows Shopify",),
    languages=("es", "en"),
    links=("https://example.org/sofia",),
    ask_about="Pigeons",
    seat="Upstairs",
)
ALVARO = someone("Álvaro", full_name="Álvaro Núñez", offers=("Renovations",))
HANNAH = someone("Hannah", mode=Mode.HEADS_DOWN, offers=("Proofreading",))
EVERYBODY = (SOFIA, ALVARO, HANNAH)
MANY = [someone(f"Person {number:03}") for number in range(60)]


@pytest.fixture
def page(screen, model, qapp):
    translation.install(qapp, qmlEngine(screen.window), "en")
    model.showHouse(house_of(*EVERYBODY))
    model.pageAsked("whos_here")
    return screen


def touch(screen, name: str, role=QAccessible.Role.EditableText) -> None:
    (node,) = [
        node
        for node in screen._nodes()
        if node.role() == role and node.text(QAccessible.Text.Name) == name
    ]
    middle = screen.window.mapFromGlobal(node.rect().center())
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=QPoint(middle))
    screen.settle()


def cards(screen) -> list[str]:
    names = {"Sofía Marín Ortega", "Álvaro Núñez", "Hannah"}
    shown = (node.text(QAccessible.Text.Name) for node in screen.controls())
    return [name for name in shown if name in names]


def place_of(screen, name: str) -> QPoint:
    (card,) = [c for c in screen.controls() if c.text(QAccessible.Text.Name) == name]
    return card.rect().topLeft()


def keys(screen, *pressed) -> None:
    for key in pressed:
        QTest.keyClick(screen.window, key)
    screen.settle()


def test_everybody_who_is_seen_has_a_card(page):
    assert cards(page) == ["Sofía Marín Ortega", "Álvaro Núñez", "Hannah"]
    assert page.says("23 people, 3 chose to be seen")


def test_the_keyboard_on_the_screen_finds_people_letter_by_letter(page):
    touch(page, "Search")
    for key in ("acute accent", "á", "l"):
        page.press(key)
    assert cards(page) == ["Álvaro Núñez"]
    assert page.says("1 person")
    page.press("Delete the last letter")
    page.press("Delete the last letter")
    assert len(cards(page)) == 3


def test_a_physical_keyboard_finds_people_too(page):
    touch(page, "Search")
    keys(page, *"logo")
    assert cards(page) == ["Sofía Marín Ortega"]
    assert page.says("1 person")


def test_nobody_found_says_so_and_leads_back_to_everybody(page):
    touch(page, "Search")
    keys(page, *"zzz")
    assert page.says("Nobody here fits that")
    page.press("Put the keyboard away")
    page.press("Show everybody")
    assert len(cards(page)) == 3


def test_where_nobody_is_seen_the_page_says_how_to_be(screen, model):
    model.showHouse(house_of())
    model.pageAsked("whos_here")
    assert screen.says("Nobody chose to be seen right now")


def test_a_key_of_the_keyboard_is_a_touch_like_any_other(page, model):
    touch(page, "Search")
    model.countdown.start(60, left_s=5)
    page.press("Capital letters")
    assert model.countdown.secondsLeft == 60


def test_a_scan_closes_the_page_at_once_and_the_search_is_gone(page, model, scan):
    touch(page, "Search")
    keys(page, *"logo")
    scan(outcome(Answer.WELCOME, ana()))
    assert page.says("Good morning, Ana")
    assert not page.says("space")
    model.pageAsked("whos_here")
    assert len(cards(page)) == 3


def test_a_touched_card_opens_the_whole_profile(page):
    page.press("Sofía Marín Ortega")
    for words in (
        "Brand designer",
        "Come and talk, here since 9:12",
        "Upstairs",
        "Español, English",
        "example.org/sofia",
        "Sofía can help with",
        "Logos",
        "Sofía is looking for",
        "Someone who knows Shopify",
        "Pigeons",
    ):
        assert page.says(words), words


def test_without_a_scan_nobody_waves(page):
    page.press("Sofía Marín Ortega")
    assert page.says("To wave, hold up your code and come back")
    assert not page.says("Wave to Sofía")


def test_after_their_own_scan_somebody_waves(screen, model, scan, desk):
    model.showHouse(house_of(*EVERYBODY))
    scan(outcome(Answer.WELCOME, ana()))
    model.pageAsked("whos_here")
    screen.press("Sofía Marín Ortega")
    screen.press("Wave to Sofía")
    assert desk.asked[-1][0] == "wave"
    assert SOFIA.face.key in desk.asked[-1]


def test_who_goes_while_they_are_looked_at_is_said_to_be_gone(page, model):
    page.press("Sofía Marín Ortega")
    model.showHouse(house_of(ALVARO))
    assert page.says("This person has left")
    assert not page.says("Sofía")
    assert not page.says("Logos")


def test_who_goes_leaves_the_other_cards_where_they_are(page, model):
    def places() -> dict[str, QPoint]:
        return {c.text(QAccessible.Text.Name): c.rect().topLeft() for c in page.controls()}

    before = places()
    model.showHouse(house_of(ALVARO, HANNAH))
    after = places()
    assert after["Álvaro Núñez"] == before["Álvaro Núñez"]
    assert after["Hannah"] == before["Hannah"]
    assert not page.says("Sofía")


def test_back_from_a_profile_the_list_is_where_it_was(screen, model):
    model.showHouse(house_of(*MANY))
    model.pageAsked("whos_here")
    screen.press("54 more people")
    before = place_of(screen, "Person 010")
    screen.press("Person 010")
    screen.press("Who's here")
    assert place_of(screen, "Person 010") == before


def test_keys_alone_find_open_and_leave_a_person(page, model):
    touch(page, "Search")
    keys(page, *"renov", Qt.Key.Key_Return)
    assert page.window.activeFocusItem() is not None
    for _ in range(12):
        if page.says("Álvaro can help with"):
            break
        keys(page, Qt.Key.Key_Tab)
        focused = page.window.activeFocusItem()
        if focused.property("name") == "Álvaro Núñez":
            keys(page, Qt.Key.Key_Return)
    assert model.page.kind == "profile"
    keys(page, Qt.Key.Key_Return)  # the way back has the focus
    assert model.page.kind == "whos_here"


def test_arrows_walk_from_card_to_card(page):
    keys(page, *[Qt.Key.Key_Tab] * 12)
    visited = set()
    for _ in range(12):
        keys(page, Qt.Key.Key_Tab)
        focused = page.window.activeFocusItem()
        if focused.property("headline") is not None:
            visited.add(focused.property("name"))
            keys(page, Qt.Key.Key_Right)
            visited.add(page.window.activeFocusItem().property("name"))
            break
    assert visited == {"Sofía Marín Ortega", "Álvaro Núñez"}
