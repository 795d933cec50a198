"""Keys that keep a page, and those that nobody presses."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from kiosk.domain.passes import is_pass_text
from tests.scanning.usb.conftest import code
from tests.ui.test_typed_scanner import scan
from ui.bridges.key_touches import KeyTouches
from ui.bridges.no_way_out import NoWayOut
from ui.bridges.typed_scanner import TypedScanner

NONE, HELD_DOWN = Qt.KeyboardModifier.NoModifier, True


@pytest.fixture
def touches(screen, qapp):
    """The touches that keys make in a shut-in window beside a scanner."""
    told = []
    keys = KeyTouches(screen.window)
    keys.touched.connect(lambda: told.append("touched"))
    NoWayOut(screen.window)
    scanner = TypedScanner(is_pass_text)
    scanner.start(qapp)
    assert QTest.qWaitForWindowActive(screen.window)
    yield told
    scanner.stop()
    qapp.restoreOverrideCursor()
    qapp.setQuitOnLastWindowClosed(True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space])
def test_a_key_that_reaches_the_page_is_a_touch(screen, touches, key, qtbot):
    QTest.keyClick(screen.window, key)
    qtbot.waitUntil(lambda: touches == ["touched"])


def test_what_a_scanner_types_is_none(screen, touches, qtbot):
    scan(screen.window, code(1) + "\r")
    QTest.keyClick(screen.window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(200)  # what follows at once is held for a part of the scan
    QTest.keyClick(screen.window, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: touches != [])
    assert touches == ["touched"]  # of the Tab alone


def test_a_key_that_is_held_down_is_one(screen, qapp):
    told = []
    keys = KeyTouches(screen.window)
    keys.touched.connect(lambda: told.append("touched"))
    for is_repeated in (False, HELD_DOWN, HELD_DOWN):
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, NONE, "", is_repeated)
        QGuiApplication.sendEvent(screen.window, down)
    assert told == ["touched"]
