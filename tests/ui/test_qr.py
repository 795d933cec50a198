"""A code on the screen is read by the decoder that reads people's phones."""

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.scanning.decoder import read_codes
from ui.application import make_engine
from ui.bridges.qr import QrProvider

LINK = "https://lobby.example.org/me/link/7M2QX?a=b c%2Fd&é=ñ#there"
PART = b"""
import QtQuick
import Lobby
QrCode { width: side; height: side; side: 333; name: "Link" }
"""


def read(image: QImage) -> list[str]:
    picture = image.convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    frame = rows[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3)
    return read_codes(cv2.copyMakeBorder(frame, 40, 40, 40, 40, cv2.BORDER_CONSTANT))


@pytest.mark.parametrize("side", [0, 160, 333, 1201])
def test_a_drawn_code_says_its_text_at_any_size(qapp: QGuiApplication, side: int) -> None:
    image = QrProvider().requestImage("https%3A%2F%2Fexample.org", QSize(), QSize(side, side))
    assert read(image) == ["https://example.org"]
    assert image.width() == side or not side


def test_every_pixel_is_dark_or_white(qapp: QGuiApplication) -> None:
    image = QrProvider().requestImage("1" * 195, QSize(), QSize(401, 401))
    colours = {image.pixelColor(x, y).name() for x in range(401) for y in range(401)}
    assert colours == {"#000000", "#ffffff"}


def test_a_page_shows_an_address_as_it_is(qapp: QGuiApplication) -> None:
    engine = make_engine()
    component = QQmlComponent(engine)
    component.setData(PART, "")
    part = component.createWithInitialProperties({"text": LINK})
    assert isinstance(part, QQuickItem), component.errorString()
    window = QQuickWindow()
    window.resize(333, 333)
    part.setParentItem(window.contentItem())
    window.show()
    QTest.qWaitForWindowExposed(window)
    painted = QSignalSpy(window.frameSwapped)
    window.update()
    assert painted.wait(5000)
    assert read(window.grabWindow()) == [LINK]
    part.setParentItem(None)
    window.close()
