"""Scanners that type into the kiosk's window, and people at the same keyboard."""

import itertools
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtTest import QTest

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.reading import MOST_TOLD_PER_S
from tests.scanning.usb.conftest import code
from ui.bridges import typed_scanner
from ui.bridges.typed_scanner import TypedScanner

PASS = code(1)
FRENCH = str.maketrans("1234567890", "&é\"'(-è_çà")
BETWEEN_TWO_SCANS_MS = 150
LATE_MS = 400

WINDOW = b"""
import QtQuick
import QtQuick.Templates as T
Window {
    id: window
    property string pressed: ""
    readonly property bool isAtFirst: first.activeFocus
    property alias written: field.text
    property bool writing: false
    onWritingChanged: field.forceActiveFocus()
    width: 300; height: 200; visible: true
    T.AbstractButton {
        id: first
        width: 40; height: 40; focusPolicy: Qt.StrongFocus; focus: true
        Keys.onReturnPressed: click()
        onClicked: window.pressed += "1"
    }
    T.AbstractButton {
        x: 50; width: 40; height: 40; focusPolicy: Qt.StrongFocus
        Keys.onReturnPressed: click()
        onClicked: window.pressed += "2"
    }
    TextInput { id: field; y: 50; width: 250; height: 40; activeFocusOnTab: false }
}
"""


class Watcher(QObject):
    """Remembers the keys that came through, each with whether it went down."""

    def __init__(self, window):
        super().__init__()
        self.keys = []
        window.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.keys.append((event.text(), event.type() == QEvent.Type.KeyPress))
        return False


@pytest.fixture
def lobby(qapp):
    """A window with two buttons and a field, and a scanner's keys in it."""
    engine = QQmlApplicationEngine()
    engine.loadData(WINDOW)
    (window,) = engine.rootObjects()
    watcher = Watcher(window)  # a filter that came first is asked last
    texts, reports = [], []
    scanner = TypedScanner(is_pass_text)
    scanner.codeRead.connect(texts.append)
    scanner.burstRead.connect(reports.append)
    scanner.start(QGuiApplication.instance())
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    yield SimpleNamespace(window=window, watcher=watcher, texts=texts, reports=reports)
    scanner.stop()
    window.close()
    shiboken6.delete(engine)


def scan(window, text, step_ms=1):
    """Type as a scanner does. Signs that are on no US keyboard arrive as text all the same."""
    for character in text:
        key = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(character)
        press(window, key or Qt.Key(ord(character.upper())), character)
        if step_ms > 1:
            QTest.qWait(step_ms)


def press(window, key, text="", modifiers=Qt.KeyboardModifier.NoModifier):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(window, QKeyEvent(kind, key, modifiers, text))


def silence():
    """Let a scanner's burst end, as nobody types."""
    QTest.qWait(BETWEEN_TWO_SCANS_MS)


@pytest.mark.parametrize(
    ("ending", "suffix"), [("\r", Suffix.ENTER), ("\t", Suffix.TAB), ("", Suffix.NONE)]
)
@pytest.mark.parametrize("typed", [PASS, PASS.translate(FRENCH), "~" + PASS], ids=str.__len__)
def test_a_scan_is_read_and_none_of_its_keys_comes_through(lobby, qtbot, typed, ending, suffix):
    scan(lobby.window, typed + ending)
    qtbot.waitUntil(lambda: lobby.texts == [PASS])
    silence()
    assert (lobby.watcher.keys, lobby.window.property("pressed")) == ([], "")
    assert lobby.window.property("isAtFirst")
    (report,) = lobby.reports
    assert (report.suffix, report.length, report.device) == (suffix, len(typed), "keyboard")


def test_the_enter_of_a_slow_scanner_presses_nothing_either(lobby, qtbot):
    scan(lobby.window, "1234567890\r", step_ms=55)
    qtbot.waitUntil(lambda: lobby.texts == ["1234567890"])
    silence()
    assert lobby.window.property("pressed") == ""


def test_a_digit_typed_twice_counts_twice_though_x11_takes_it_for_a_key_held_down(lobby, qtbot):
    before = ""
    for digit in PASS + "\r":
        key = Qt.Key.Key_Return if digit == "\r" else Qt.Key(ord(digit))
        for kind, repeats in (
            (QEvent.Type.KeyPress, digit == before),
            (QEvent.Type.KeyRelease, False),
        ):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, digit, repeats)
            QGuiApplication.sendEvent(lobby.window, event)
        before = digit
    qtbot.waitUntil(lambda: lobby.texts == [PASS])
    silence()
    assert lobby.watcher.keys == []


@pytest.mark.parametrize("ending", ["\r", "\t\r", "\r\r"], ids=["enter", "tab enter", "enters"])
def test_an_enter_that_comes_late_is_the_scanner_s_all_the_same(lobby, qtbot, ending):
    scan(lobby.window, PASS)
    qtbot.waitUntil(lambda: lobby.texts == [PASS])
    scan(lobby.window, ending, step_ms=60)
    silence()
    assert (lobby.watcher.keys, lobby.window.property("pressed")) == ([], "")
    QTest.qWait(LATE_MS)
    press(lobby.window, Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: lobby.window.property("pressed") == "1")


def test_a_clock_of_the_window_system_that_begins_anew_deafens_nobody(lobby, qtbot, monkeypatch):
    seconds = itertools.count(1.0)
    monkeypatch.setattr(typed_scanner, "time", SimpleNamespace(monotonic=seconds.__next__))
    for number in range(2 * MOST_TOLD_PER_S):
        clock_ms = 2**32 - 1_000 if number < MOST_TOLD_PER_S else number * 1_000
        for character in PASS + "\r":
            key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(clock_ms)
            QGuiApplication.sendEvent(lobby.window, event)
    assert lobby.texts == [PASS] * 2 * MOST_TOLD_PER_S


def test_scans_follow_on_each_other(lobby, qtbot):
    other = code(2)
    scan(lobby.window, f"{PASS}\r\n{other}\r\n".replace("\n", "\r"))
    qtbot.waitUntil(lambda: lobby.texts == [PASS, other])
    silence()
    assert lobby.watcher.keys == []


def test_escape_reaches_the_page_that_it_closes(lobby, qtbot):
    press(lobby.window, Qt.Key.Key_Escape, "\x1b")
    qtbot.waitUntil(lambda: lobby.watcher.keys == [("\x1b", True), ("\x1b", False)])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_somebody_s_key_presses_the_button_once(lobby, qtbot, key):
    press(lobby.window, key, "\r" if key == Qt.Key.Key_Return else " ")
    qtbot.waitUntil(lambda: lobby.window.property("pressed") == "1")
    silence()
    assert lobby.window.property("pressed") == "1"


def test_tab_and_enter_reach_the_other_button(lobby, qtbot):
    press(lobby.window, Qt.Key.Key_Tab, "\t")
    qtbot.waitUntil(lambda: lobby.window.property("isAtFirst") is False)
    press(lobby.window, Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: lobby.window.property("pressed") == "2")
    press(lobby.window, Qt.Key.Key_Backtab, "", Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: lobby.window.property("isAtFirst"))


def test_a_key_that_is_held_down_repeats_once_it_came_through(lobby, qtbot):
    tab = (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t")
    QGuiApplication.sendEvent(lobby.window, QKeyEvent(QEvent.Type.KeyPress, *tab))
    qtbot.waitUntil(lambda: lobby.watcher.keys == [("\t", True)])
    silence()
    QGuiApplication.sendEvent(lobby.window, QKeyEvent(QEvent.Type.KeyPress, *tab, True))
    QGuiApplication.sendEvent(lobby.window, QKeyEvent(QEvent.Type.KeyRelease, *tab))
    assert lobby.watcher.keys == [("\t", True), ("\t", True), ("\t", False)]


def assert_only_tab_comes_through(lobby, qtbot, key, modifiers):
    press(lobby.window, key, "", modifiers)
    silence()
    press(lobby.window, Qt.Key.Key_Tab, "\t")
    qtbot.waitUntil(lambda: len(lobby.watcher.keys) >= 2)
    assert lobby.watcher.keys == [("\t", True), ("\t", False)]


@pytest.mark.parametrize("writing", [False, True], ids=["page", "field"])
@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_VolumeUp, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_no_other_key_reaches_the_window(lobby, qtbot, key, modifiers, writing):
    lobby.window.setProperty("writing", writing)
    assert_only_tab_comes_through(lobby, qtbot, key, modifiers)


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Delete])
def test_characters_reach_no_page_without_a_field(lobby, qtbot, key):
    assert_only_tab_comes_through(lobby, qtbot, key, Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize(
    "hostile",
    [
        "\t\r",
        "\t\t\r\t\r\r",
        "\r" * 300,
        "7" * 10_000 + "\r",
        "\0\x1b\x7f\r\r",
        "ÿ€\U0001f600" * 9 + "\r",
    ],
    ids=["tab enter", "tabs and enters", "enters", "10 kB", "control", "unicode"],
)
def test_a_hostile_scanner_changes_nothing_and_the_next_code_is_read(lobby, qtbot, hostile):
    scan(lobby.window, hostile)
    silence()
    scan(lobby.window, PASS + "\r")
    qtbot.waitUntil(lambda: lobby.texts == [PASS])
    silence()
    assert (lobby.watcher.keys, lobby.window.property("pressed")) == ([], "")


def test_what_somebody_types_into_a_field_arrives_whole_and_in_order(lobby, qtbot):
    lobby.window.setProperty("writing", True)
    words = "Ana 12, ñ"
    for written in range(len(words)):
        press(lobby.window, Qt.Key(ord(words[written].upper())), words[written])
        qtbot.waitUntil(lambda n=written: lobby.window.property("written") == words[: n + 1])
    press(lobby.window, Qt.Key.Key_Backspace, "\b")
    qtbot.waitUntil(lambda: lobby.window.property("written") == words[:-1])
    assert (lobby.texts, lobby.reports) == ([], [])


def test_fingers_that_roll_over_the_keys_are_no_scanner(lobby, qtbot):
    lobby.window.setProperty("writing", True)
    scan(lobby.window, "12345")
    qtbot.waitUntil(lambda: lobby.window.property("written") == "12345")
    scan(lobby.window, "6789")
    qtbot.waitUntil(lambda: lobby.window.property("written") == "123456789")
    press(lobby.window, Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: ("\r", True) in lobby.watcher.keys)
    silence()
    assert lobby.texts == []


def test_a_scan_leaves_a_field_as_it_was(lobby, qtbot):
    lobby.window.setProperty("writing", True)
    press(lobby.window, Qt.Key.Key_A, "a")
    qtbot.waitUntil(lambda: lobby.window.property("written") == "a")
    scan(lobby.window, PASS + "\r")
    qtbot.waitUntil(lambda: lobby.texts == [PASS])
    silence()
    assert lobby.window.property("written") == "a"
    assert [text for text, _ in lobby.watcher.keys] == ["a", "a"]


def test_a_scanner_that_stopped_listening_leaves_keys_alone(qapp, lobby):
    other = TypedScanner(is_pass_text)
    other.start(qapp)
    other.stop()
    press(lobby.window, Qt.Key.Key_A, "a")
    silence()
    assert lobby.watcher.keys == []


def test_real_key_events_carry_their_time(lobby, qtbot):
    for digit in PASS:
        QTest.keyClick(lobby.window, digit)
    QTest.keyClick(lobby.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lobby.texts == [PASS])
    assert lobby.reports[0].characters_per_s > 100
