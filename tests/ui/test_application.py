"""Typeface, icons and windows."""

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontInfo

from kiosk.errors import SetupError
from ui.application import FAMILY, IconProvider, load_typeface, make_engine, open_window


def test_the_bundled_typeface_is_the_one_that_is_drawn(qapp):
    load_typeface()
    assert QFontInfo(QFont(FAMILY)).family() == FAMILY
    assert qapp.font().family() == FAMILY


def test_an_icon_comes_in_the_size_and_colour_asked_for(qapp):
    image = IconProvider().requestImage("check/07534e", QSize(), QSize(48, 48))
    colours = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert (image.width(), image.height()) == (48, 48)
    assert colours == {"#07534e"}


def test_a_colour_with_alpha_is_drawn_without_it(qapp):
    solid = IconProvider().requestImage("check/07534e", QSize(), QSize(24, 24))
    assert IconProvider().requestImage("check/ff07534e", QSize(), QSize(24, 24)) == solid


def test_an_icon_that_does_not_exist_is_empty_and_says_so(qapp, expected_log):
    expected_log("WARNING ui.qt: there is no icon named unicorn")
    image = IconProvider().requestImage("unicorn/07534e", QSize(), QSize(2, 2))
    assert image.pixelColor(0, 0).alpha() == 0


def test_a_window_that_does_not_exist_is_a_plain_error(qapp, expected_log):
    expected_log("failed to load component")
    expected_log("no type named .NoSuchWindow")
    engine = make_engine()
    with pytest.raises(SetupError, match="NoSuchWindow"):
        open_window(engine, "NoSuchWindow", {})
    shiboken6.delete(engine)
