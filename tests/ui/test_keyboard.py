"""The keyboard on the screen, typed on in a real window."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from tests.ui.conftest import Screen
from ui.application import load_typeface, make_engine

WINDOW = """
import QtQuick
import Lobby
Window {
    id: window
    property string text: field.text ?? field.digits
    property list<string> accepted
    visible: true
    Binding { target: Theme; property: "width"; value: window.width }
    Binding { target: Theme; property: "height"; value: window.height }
    Binding { target: Theme; property: "reducedMotion"; value: true }
    FIELD
    Keyboard { width: parent.width; anchors.bottom: parent.bottom }
}
"""
ENTRY = """
TextEntry {
    id: field
    objectName: "entry"; width: 400; label: "Your name"
    onAccepted: window.accepted.push(text)
}
"""
PAD = """
PinPad { id: field; label: "Your PIN"; onGiven: digits => window.accepted.push(digits) }
"""
DELETE, AWAY = "Delete the last letter", "Put the keyboard away"


@contextmanager
def shown(field: str, size: tuple[int, int] = (1280, 800)) -> Iterator[Screen]:
    load_typeface()
    QAccessible.setActive(True)
    engine = make_engine()
    engine.loadData(WINDOW.replace("FIELD", field).encode())
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    window.resize(*size)
    QTest.qWaitForWindowExposed(window)
    window.requestActivate()
    yield Screen(window)
    window.close()
    shiboken6.delete(engine)


@pytest.fixture
def form(qapp, request) -> Iterator[Screen]:
    with shown(ENTRY, getattr(request, "param", (1280, 800))) as screen:
        yield screen


@pytest.fixture
def pad(qapp) -> Iterator[Screen]:
    with shown(PAD) as screen:
        yield screen


@pytest.fixture
def writing(form: Screen) -> Screen:
    touch_field(form)
    return form


def touch_field(form: Screen) -> None:
    entry = form.window.findChild(QQuickItem, "entry")
    middle = entry.mapToScene(entry.boundingRect().center()).toPoint()
    QTest.mouseClick(form.window, Qt.MouseButton.LeftButton, pos=middle)
    form.settle()


def typed(form: Screen, *keys: str) -> str:
    for key in keys:
        form.press(key)
    return str(form.window.property("text"))


def accepted(form: Screen) -> list[str]:
    return list(form.window.property("accepted"))


def test_it_rises_when_a_field_is_touched_and_goes_when_it_is_put_away(form):
    assert "space" not in form.names()
    touch_field(form)
    assert "space" in form.names()
    form.press(AWAY)
    assert "space" not in form.names()
    touch_field(form)
    assert "space" in form.names()


def test_letters_digits_and_spaces_come_into_the_field(writing):
    assert typed(writing, "a", "n", "a", "space", "7") == "ana 7"


def test_the_letters_of_spanish_have_keys_of_their_own(writing):
    assert typed(writing, "ñ", "ü") == "ñü"


def test_an_accent_waits_for_its_letter(writing):
    assert typed(writing, "acute accent") == ""
    assert typed(writing, "é") == "é"
    assert typed(writing, "e") == "ée"


def test_while_an_accent_waits_the_keys_show_what_they_will_write(writing):
    writing.press("acute accent")
    assert {"á", "é", "í", "ó", "ú"} <= set(writing.names())
    writing.press("ó")
    assert "á" not in writing.names()


def test_a_capital_takes_its_accent_too(writing):
    assert typed(writing, "Capital letters", "acute accent", "Á") == "Á"


def test_an_accent_that_no_letter_takes_is_written_before_it(writing):
    assert typed(writing, "acute accent", "b") == "\u00b4b"


def test_deleting_takes_back_the_accent_that_waits_and_only_that(writing):
    assert typed(writing, "o", "acute accent", DELETE, "e") == "oe"


def test_deleting_takes_back_the_last_letter(writing):
    assert typed(writing, "a", "n", DELETE) == "a"


def test_a_capital_is_for_one_letter_and_twice_for_all_until_it_is_off(writing):
    assert typed(writing, "Capital letters", "A", "n") == "An"
    typed(writing, "Capital letters", "Capital letters", "A", "N")
    assert typed(writing, "Capital letters are on", "a") == "AnANa"


def test_signs_have_a_page_that_closes_with_the_word(writing):
    assert typed(writing, "Signs", "¿", "?", "space", "a") == "¿? a"


def test_the_other_layout_writes_its_own_sign(writing):
    assert typed(writing, "apostrophe", "Keyboard: English", "hyphen") == "'-"
    assert typed(writing, "Keyboard: Español", "apostrophe") == "'-'"


def test_done_is_enter(writing):
    typed(writing, "a", "Done")
    assert accepted(writing) == ["a"]
    assert "space" not in writing.names()


def test_a_physical_keyboard_types_too(writing):
    for key in "logo":
        QTest.keyClick(writing.window, key)
    QTest.keyClick(writing.window, Qt.Key.Key_Backspace)
    assert writing.window.property("text") == "log"


def test_what_was_written_is_emptied_with_one_touch_and_the_field_stays(writing):
    assert typed(writing, "a", "n", "Empty this field") == ""
    assert typed(writing, "b") == "b"


@pytest.mark.parametrize("form", [(1280, 800), (800, 1280), (1920, 1080)], indirect=True)
def test_every_key_is_large_enough_for_a_finger_and_on_the_screen(form):
    touch_field(form)
    keys = [c for c in form.controls() if c.rect().y() > form.window.height() / 3]
    assert len(keys) == 48
    room = form.window.contentItem().boundingRect().toRect()
    for key in keys:
        place = key.rect().translated(-form.window.position())
        assert min(place.width(), place.height()) >= 48, key.text(QAccessible.Text.Name)
        assert room.contains(place)


def test_a_pin_is_typed_counted_and_given_and_never_said(pad):
    for digit in "20406":
        pad.press(digit)
    pad.press("Delete the last digit")
    assert pad.window.property("text") == "2040"
    assert not pad.says("2040")
    pad.press("Done")
    assert accepted(pad) == ["2040"]


def test_a_pin_that_is_too_short_is_not_given(pad):
    for name in ("1", "2", "3", "Done"):
        pad.press(name)
    assert accepted(pad) == []


def test_letters_do_not_rise_for_digits(pad):
    pad.press("1")
    assert "space" not in pad.names()


def test_a_physical_keyboard_types_digits_and_nothing_else(pad):
    for key in "4a7b11":
        QTest.keyClick(pad.window, key)
    assert pad.window.property("text") == "4711"
