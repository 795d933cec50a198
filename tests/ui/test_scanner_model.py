"""The scanner check's page: what it shows, and when the camera is opened and given back."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from ui.viewmodels.staff_scanner import STILL_OPEN, ScannerModel

SLOW = CheckFinding(Topic.SPEED, Verdict.BAD, Says.SPEED_SLOW, 7.04, 30.0)
SILENT = CheckFinding(Topic.SCANNER, Verdict.NOTE, Says.SCANNER_SILENT, name="1470g")


@pytest.fixture
def model(qapp):
    model = ScannerModel()
    fail = QAbstractItemModelTester.FailureReportingMode.Fatal
    for rows in (model.camera, model.scanner):
        QAbstractItemModelTester(rows, fail, model)
    return model


@pytest.fixture
def told(model):
    told = []
    model.opened.connect(lambda: told.append("opened"))
    model.left.connect(lambda: told.append("left"))
    return told


def test_the_camera_is_asked_for_when_the_page_opens_and_given_back_when_it_is_left(model, told):
    assert (model.isOpen, told) == (False, [])
    model.checkAsked()
    model.checkAsked()
    assert (model.isOpen, model.stage, told) == (True, "measuring", ["opened"])
    model.backAsked()
    model.backAsked()
    assert (model.isOpen, told) == (False, ["opened", "left"])


def test_findings_are_rows_of_the_camera_or_of_the_scanner(model):
    model.checkAsked()
    model.showFindings([SLOW, SILENT])
    (speed,), (scanner,) = model.camera.rows, model.scanner.rows
    assert (speed.key, speed.verdict, speed.says) == ("speed", "bad", "speed_slow")
    assert (speed.value, speed.other) == (7.0, 30.0)
    assert (scanner.key, scanner.name) == ("scanner", "1470g")


FINE = CheckFinding(Topic.SIZE, Verdict.GOOD, Says.SIZE, 1280.0, 720.0)
RAW = CheckFinding(Topic.FORMAT, Verdict.NOTE, Says.FORMAT_RAW, name="YUYV")
NO_CODE = CheckFinding(Topic.REACH, Verdict.NOTE, Says.REACH_NO_CODE)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], ""),
        ([FINE], "good"),
        ([FINE, NO_CODE], ""),
        ([FINE, RAW, NO_CODE], "note"),
        ([FINE, RAW, SLOW], "bad"),
    ],
)
def test_a_device_is_as_good_as_its_worst_finding(model, findings, verdict):
    model.checkAsked()
    model.showFindings(findings)
    assert model.cameraVerdict == verdict
    assert model.scannerVerdict == ""


def test_a_camera_that_is_away_is_not_good(model):
    model.checkAsked()
    model.showFindings([FINE])
    model.showStage("away")
    assert (model.cameraVerdict, model.camera.rows) == ("", ())
    model.showFindings([FINE, SILENT])
    assert (model.camera.rows, len(model.scanner.rows)) == ((), 1)
    model.showStage("measuring")
    model.showFindings([FINE])
    assert model.cameraVerdict == "good"


def test_a_scanner_that_sent_nothing_yet_is_neither_good_nor_bad(model):
    model.checkAsked()
    model.showFindings([SILENT])
    assert model.scannerVerdict == ""
    model.showFindings([replace(SILENT, verdict=Verdict.GOOD, says=Says.SCANNER)])
    assert model.scannerVerdict == "good"


def test_what_is_still_open_is_known_to_the_check(model):
    assert set(STILL_OPEN) < set(Says)


def test_what_differs_by_less_than_is_shown_changes_no_row(model):
    model.checkAsked()
    model.showFindings([CheckFinding(Topic.SPEED, Verdict.GOOD, Says.SPEED, 29.6, 30.0)])
    changes = []
    model.camera.dataChanged.connect(lambda *_: changes.append("changed"))
    model.showFindings([CheckFinding(Topic.SPEED, Verdict.GOOD, Says.SPEED, 30.3, 30.0)])
    assert changes == []


def test_a_new_check_begins_without_the_last_ones_findings(model):
    model.checkAsked()
    model.showFindings([SLOW])
    model.showCode(4.7)
    model.backAsked()
    model.checkAsked()
    assert (model.camera.rows, model.modulePx) == ((), 0.0)


def test_the_code_in_view_is_told_to_a_tenth_of_a_pixel(model):
    model.checkAsked()
    model.showCode(4.6821)
    assert model.modulePx == 4.7
    model.showCode(0.0)
    assert model.modulePx == 0.0


def test_a_check_that_ends_late_does_not_open_the_page_again(model):
    model.checkAsked()
    model.backAsked()
    model.showStage("measuring")
    assert not model.isOpen
