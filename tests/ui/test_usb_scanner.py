"""Codes of USB scanners on their way to the kiosk."""

import os
import tty

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.listening import UsbScanners
from kiosk.scanning.usb.ports import PortFinder
from tests.scanning.usb.conftest import code
from ui.bridges.typed_scanner import TypedScanner
from ui.bridges.usb_scanner import ScannersBridge

PASS, OTHER = code(1), code(2)


@pytest.fixture
def plugged(model):
    """The firmware's end of a serial scanner that the kiosk listens to."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    finder = PortFinder(named=os.ttyname(theirs), list_ports=lambda: [])
    bridge = ScannersBridge(UsbScanners([finder], is_pass_text), TypedScanner(is_pass_text))
    bridge.codeRead.connect(model.codeRead)
    bridge.start(QGuiApplication.instance())
    yield ours, finder
    assert bridge.stop(5.0)
    os.close(theirs)
    os.close(ours)


def test_a_code_from_a_serial_scanner_is_asked_about_like_a_camera_s(plugged, desk, qtbot):
    ours, finder = plugged
    qtbot.waitUntil(lambda: bool(finder._open))
    os.write(ours, PASS.encode() + b"\r")
    qtbot.waitUntil(lambda: desk.asked == [("scan", PASS)])


def test_a_code_typed_into_the_window_is_too(screen, plugged, desk, qtbot):
    screen.window.requestActivate()
    assert QTest.qWaitForWindowActive(screen.window)
    for digit in OTHER + "\r":
        QTest.keyClick(screen.window, digit)
    qtbot.waitUntil(lambda: desk.asked == [("scan", OTHER)])
