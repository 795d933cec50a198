"""Every colour of text against every ground it may stand on, computed from the Theme itself."""

from itertools import product

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from ui.application import make_engine
from ui.pictures.contrast import contrast

GROUNDS = ("paper", "card")
TINTS = ("accentTint", "helloTint", "goodTint", "stopTint", "busyTint")
PAIRS = [
    *product(("ink", "soft", "accent", "hello"), GROUNDS),
    *product(("ink",), (*TINTS, "keyboardGround", "heatLow", "heatHigh")),
    ("accent", "accentTint"),
    ("hello", "helloTint"),
    ("good", "goodTint"),
    ("stop", "stopTint"),
    ("busy", "busyTint"),
    ("soft", "headsDown"),
    ("accentInk", "accent"),
    ("helloInk", "hello"),
    *product(("verdictInk",), ("good", "stop", "busy", "accent")),
]


@pytest.fixture(params=["light", "dark"])
def theme(qapp, request):
    engine = make_engine()
    theme = engine.singletonInstance("Lobby", "Theme")
    assert isinstance(theme, QObject)
    theme.setProperty("dark", request.param == "dark")
    yield theme
    shiboken6.delete(engine)


def test_contrast_is_computed_as_it_should_be():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_reaches_seven_to_one_on_what_it_stands_on(theme, text, ground):
    assert contrast(theme.property(text), theme.property(ground)) >= 7


@pytest.mark.parametrize("hue", range(12))
def test_initials_reach_seven_to_one_on_every_hue(theme, hue):
    assert contrast(theme.avatarInk(hue), theme.avatarGround(hue)) >= 7


def test_what_can_be_touched_stands_out_from_its_ground(theme):
    for ground in GROUNDS:
        assert contrast(theme.property("edge"), theme.property(ground)) >= 3


@pytest.mark.parametrize(
    ("width", "height", "unit", "is_portrait"),
    [
        (1280, 800, 8, False),
        (800, 1280, 8, True),
        (1920, 1080, 10.8, False),
        (3840, 2160, 21.6, False),
        (300, 300, 6, True),
        (8000, 4000, 24, False),
    ],
)
def test_the_unit_follows_the_shorter_side_within_limits(theme, width, height, unit, is_portrait):
    theme.setProperty("width", width)
    theme.setProperty("height", height)
    assert theme.property("unit") == pytest.approx(unit)
    assert theme.property("portrait") is is_portrait


def test_reduced_motion_takes_all_motion_away(theme):
    theme.setProperty("reducedMotion", True)
    assert [theme.property(name) for name in ("quick", "enter", "fade")] == [0, 0, 0]
