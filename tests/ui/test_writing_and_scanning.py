"""The kiosk's own field in full screen: a keyboard, the one on the screen, and a typed scanner."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.domain.passes import is_pass_text
from tests.scanning.usb.conftest import code
from tests.ui.conftest import Screen
from tests.ui.test_keyboard import DELETE, ENTRY, shown
from tests.ui.test_typed_scanner import scan
from ui.bridges.no_way_out import NoWayOut
from ui.bridges.typed_scanner import TypedScanner


@dataclass
class Lobby:
    """A shut-in field, and what a scanner said beside it."""

    screen: Screen
    codes: list[str]

    def written(self) -> object:
        return self.screen.window.property("text")


@pytest.fixture
def lobby(qapp: QGuiApplication, qtbot) -> Iterator[Lobby]:
    with shown(ENTRY) as screen:
        NoWayOut(screen.window)
        scanner, codes = TypedScanner(is_pass_text), list[str]()
        scanner.codeRead.connect(codes.append)
        scanner.start(qapp)
        assert QTest.qWaitForWindowActive(screen.window)
        field = screen.window.findChild(QQuickItem, "entry")
        QTest.mouseClick(
            screen.window,
            Qt.MouseButton.LeftButton,
            pos=field.mapToScene(field.boundingRect().center()).toPoint(),
        )
        yield Lobby(screen, codes)
        scanner.stop()
    qapp.restoreOverrideCursor()
    qapp.setQuitOnLastWindowClosed(True)


def type_in(lobby: Lobby, qtbot, words: str) -> None:
    for letter in words:
        before = str(lobby.written())
        QTest.keyClick(lobby.screen.window, letter)
        qtbot.waitUntil(lambda letter=letter, b=before: lobby.written() == b + letter)


def test_both_keyboards_write_and_delete_in_one_field(lobby, qtbot):
    type_in(lobby, qtbot, "Ana")
    lobby.screen.press("s")
    qtbot.waitUntil(lambda: lobby.written() == "Anas")
    lobby.screen.press(DELETE)
    qtbot.waitUntil(lambda: lobby.written() == "Ana")
    QTest.keyClick(lobby.screen.window, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: lobby.written() == "An")
    assert lobby.codes == []


def test_somebody_who_scans_while_another_writes_is_read_and_writes_nothing(lobby, qtbot):
    type_in(lobby, qtbot, "An")
    scan(lobby.screen.window, code(1) + "\r")
    qtbot.waitUntil(lambda: lobby.codes == [code(1)])
    type_in(lobby, qtbot, "a")
    assert lobby.written() == "Ana"


def test_enter_ends_the_writing_and_no_other_key_does_anything(lobby, qtbot):
    type_in(lobby, qtbot, "Ana")
    QTest.keyClick(lobby.screen.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(lobby.screen.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(lobby.screen.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lobby.screen.window.property("accepted") != [])
    assert lobby.written() == "Ana"
