"""The kiosk's window while the camera is away, and in a house that has none."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtQml import qmlEngine

from kiosk.domain.verdicts import Answer
from tests.ui.conftest import RULES, TWELVE_PAST_NINE, house_of, outcome, someone
from ui import translation
from ui.bridges.preview import LatestFrame, PreviewFrame
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import HouseRules

SIZES = [(1280, 800), (800, 1280), (1920, 1080)]
CARMEN = someone("Carmen", offers=("Reading your grant application",))


@pytest.fixture
def without_camera(model, desk):
    """Casa Norte, where a scanner alone reads codes."""
    model.openHouse(desk, replace(RULES, has_camera=False))
    model.showHouse(house_of(CARMEN))


def test_with_the_camera_away_there_is_no_picture_to_wait_for(screen, model):
    model.showHouse(house_of())
    model.cameraLost()
    assert screen.window.property("page") == "idle"


def test_with_the_camera_away_the_idle_page_says_what_to_do_instead(screen, model):
    model.cameraLost()
    assert screen.says("The camera is away")
    assert screen.says("Please check in at the desk")
    model.showHouse(house_of())
    model.cameraFound()
    assert screen.says("Hold your code to the camera")


def test_a_camera_that_comes_after_the_kiosk_shows_its_picture(screen, model):
    model.showHouse(house_of())
    model.cameraLost()
    assert not screen.says("Camera picture")
    model.cameraFound()
    model.findChild(LatestFrame).put(PreviewFrame(QImage(4, 4, QImage.Format.Format_RGB32)))
    assert screen.says("Camera picture")
    assert not screen.says("The camera is away")


def test_a_code_misread_by_a_scanner_while_the_camera_is_away_is_not_looked_for_in_its_picture(
    screen, model, scan
):
    model.cameraLost()
    scan(outcome(Answer.MISREAD))
    assert screen.says("Hold the whole code in front of the scanner")
    assert not screen.says("picture")


def test_a_kiosk_knows_from_its_start_that_it_has_no_camera(qapp, desk):
    model = KioskModel(HouseRules(has_camera=False), now=lambda: TWELVE_PAST_NINE)
    assert not model.house.hasCamera
    model.openHouse(desk, RULES)
    assert model.house.hasCamera


@pytest.mark.usefixtures("without_camera")
def test_a_house_without_a_camera_invites_to_the_scanner(screen):
    assert screen.window.property("page") == "idle", "there is no picture to wait for"
    assert screen.says("Hold your code to the scanner")
    assert not any("camera" in name.lower() for name in screen.names())


@pytest.mark.usefixtures("without_camera")
def test_a_house_without_a_camera_asks_for_patience_until_it_is_open(screen, model):
    view = replace(house_of(), space_name="")
    model.showHouse(view)
    assert screen.says("One moment, please")
    assert not screen.says("Hold your code")


@pytest.mark.usefixtures("without_camera")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("screen", SIZES, indirect=True)
@pytest.mark.parametrize("answer", [Answer.NOT_A_PASS, Answer.MISREAD])
def test_without_a_camera_nothing_is_cut_either(screen, scan, qapp, language, answer):
    translation.install(qapp, qmlEngine(screen.window), language)
    scan(outcome(answer))
    screen.assert_nothing_is_cut()
