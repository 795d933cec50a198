"""A kiosk in full screen, and people who try to get out of it."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from ui.application import load_typeface, make_engine, open_window
from ui.bridges.no_way_out import NoWayOut
from ui.bridges.preview import LatestFrame
from ui.viewmodels.recovery import RecoveryModel

FULL, NONE = Qt.WindowState.WindowFullScreen, Qt.KeyboardModifier.NoModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FIELD = b"""
import QtQuick
Window {
    property alias written: field.text
    property string heard: ""
    property int touches: 0
    width: 300; height: 200; visible: true; visibility: Window.FullScreen
    TextInput {
        id: field
        y: 100; width: 200; height: 40
        Keys.onPressed: event => {
            Window.window.heard += event.key + " ";
            event.accepted = false;
        }
    }
    MouseArea {
        width: 100; height: 100
        acceptedButtons: Qt.AllButtons
        onPressed: Window.window.touches += 1
    }
}
"""


@pytest.fixture
def _as_before(qapp: QGuiApplication) -> Iterator[None]:
    """Give the application its cursor and its manners back."""
    yield
    qapp.restoreOverrideCursor()
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def field(_as_before: None) -> Iterator[QQuickWindow]:
    """A shut-in window with a field to write into."""
    engine = QQmlApplicationEngine()
    engine.loadData(FIELD)
    (window,) = engine.rootObjects()
    NoWayOut(window)
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.close()
    shiboken6.delete(engine)


def kiosk(model, *, fullscreen: bool) -> tuple[QQmlApplicationEngine, QQuickWindow]:
    load_typeface()
    engine = make_engine()
    shown = {"model": model, "frames": LatestFrame(model), "fullscreen": fullscreen}
    return engine, open_window(engine, "KioskWindow", shown)


@pytest.mark.parametrize("fullscreen", [True, False])
def test_only_a_window_that_is_not_full_screen_can_be_closed(model, fullscreen):
    engine, window = kiosk(model, fullscreen=fullscreen)
    assert window.close() is not fullscreen
    assert window.isVisible() is fullscreen
    shiboken6.delete(engine)


def test_nobody_sees_a_cursor_and_the_last_window_ends_nothing(field, qapp):
    assert qapp.overrideCursor().shape() == Qt.CursorShape.BlankCursor
    assert not qapp.quitOnLastWindowClosed()


@pytest.mark.parametrize("is_writing", [True, False])
@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F4, ALT),
        (Qt.Key.Key_Q, CONTROL),
        (Qt.Key.Key_W, CONTROL),
        (Qt.Key.Key_V, CONTROL),
        (Qt.Key.Key_F11, NONE),
        (Qt.Key.Key_Escape, CONTROL),
        (Qt.Key.Key_Menu, NONE),
        (Qt.Key.Key_Super_L, NONE),
    ],
)
def test_no_key_that_leads_away_reaches_a_page(field, key, modifiers, is_writing):
    if is_writing:
        field.contentItem().childItems()[0].forceActiveFocus()
    QTest.keyClick(field, key, modifiers)
    assert field.property("heard") == ""


def test_a_keyboard_writes_into_a_field_without_any_scanner(field):
    field.contentItem().childItems()[0].forceActiveFocus()
    for letter in "Ana 1":
        QTest.keyClick(field, letter)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.property("written") == "Ana "


@pytest.mark.parametrize(
    ("button", "touches"), [(Qt.MouseButton.LeftButton, 1), (Qt.MouseButton.RightButton, 0)]
)
def test_there_is_a_touch_and_nothing_else(field, button, touches):
    QTest.mouseClick(field, button, pos=QPoint(50, 50))
    assert field.property("touches") == touches


def test_a_window_that_was_made_small_is_full_screen_again(field, qtbot):
    field.showMinimized()
    qtbot.waitUntil(lambda: bool(field.windowStates() & FULL))


def test_what_cannot_start_sends_members_to_the_desk_and_tells_the_staff_why(screen, model):
    recovery = RecoveryModel(15, model)
    screen.window.setProperty("recovery", recovery)
    recovery.show("The camera file is not there.")
    assert screen.says("Please check in at the desk")
    assert screen.says("The camera file is not there.")
    assert screen.says("every 15 seconds")
    assert screen.controls() == []
    screen.assert_nothing_is_cut()
    recovery.show("")
    assert not screen.says("Please check in at the desk")
