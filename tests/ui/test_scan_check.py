"""The check on its thread: frames in, findings and pictures out, and the camera given back."""

import pytest
from PySide6.QtCore import QSize

from kiosk.errors import CameraError, NoSuchCameraError, PictureError, SetupError
from kiosk.scanning.selftest.findings import Says, Topic
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.reading import BurstReport
from ui.bridges.preview import LatestFrame
from ui.bridges.scan_check import ScanCheck

PASS = "1" * 195
STOPS_WITHIN_S = 5.0
WITHIN_MS = 20_000


class Unplugged(SimulatedLobby):
    """A camera that was opened, and is away."""

    def read(self):
        return None


@pytest.fixture
def sources():
    """The cameras that were opened, in order."""
    return []


@pytest.fixture
def begin(qtbot, sources):
    """Begin a check; it ends with the test at the latest."""
    checks = []

    def begun(open_source):
        def opened():
            sources.append(open_source())
            return sources[-1]

        frames = LatestFrame()
        frames.show_at(QSize(320, 180))
        check = ScanCheck(opened, lambda text: text == PASS, frames)
        check.frames, check.findings, check.stages, check.codes = frames, {}, [], []
        check.found.connect(lambda found: check.findings.update({f.topic: f for f in found}))
        check.stageChanged.connect(check.stages.append)
        check.codeSeen.connect(check.codes.append)
        checks.append(check)
        check.start()
        return check

    yield begun
    assert all(check.stop(STOPS_WITHIN_S) for check in checks)


def lobby_with_a_card():
    rhythm = Rhythm(first_after_s=0.0, hold_s=60.0, paced=False)
    return SimulatedLobby([HeldCode(PASS, "card")], rhythm=rhythm)


def test_everything_about_the_camera_is_measured_and_shown(begin, qtbot):
    check = begin(lobby_with_a_card)
    wanted = {Topic.SIZE, Topic.SPEED, Topic.LIGHT, Topic.SHARPNESS, Topic.REACH, Topic.SCANNER}
    qtbot.waitUntil(lambda: wanted <= set(check.findings), timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: max(check.codes, default=0) > 2, timeout=WITHIN_MS)
    assert check.stages[-1] == "measuring"
    assert check.frames.look().image.width() == 320


def test_stopping_gives_the_camera_back_and_a_new_check_opens_it_again(begin, qtbot, sources):
    check = begin(lobby_with_a_card)
    qtbot.waitUntil(lambda: bool(check.findings), timeout=WITHIN_MS)
    check.stop()
    check.start()
    qtbot.waitUntil(lambda: len(sources) == 2, timeout=WITHIN_MS)
    assert sources[0].ended  # before the second was opened
    check.stop(STOPS_WITHIN_S)
    assert sources[1].ended


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NoSuchCameraError("There is no camera 0"), Says.SCANNER_NEEDED),
        (CameraError("Another has camera 0"), Says.SCANNER_NONE),
    ],
)
def test_without_a_camera_the_scanners_are_checked(begin, qtbot, expected_log, error, says):
    expected_log(f"WARNING ui.scan_check: {error}")

    def no_camera():
        raise error

    check = begin(no_camera)
    qtbot.waitUntil(lambda: Topic.SCANNER in check.findings, timeout=WITHIN_MS)
    assert check.stages == ["no_camera"]
    assert check.findings[Topic.SCANNER].says is says


@pytest.mark.parametrize("error", [PictureError("no such file"), SetupError("no passes")])
def test_a_word_that_names_no_camera_keeps_the_scanners_checked(begin, qtbot, expected_log, error):
    expected_log(f"WARNING ui.scan_check: {error}")

    def mistyped():
        raise error

    check = begin(mistyped)
    qtbot.waitUntil(lambda: Topic.SCANNER in check.findings, timeout=WITHIN_MS)
    assert check.stages == ["unknown_camera"]


def test_where_no_camera_is_wanted_the_scanners_are_checked_alone(begin, qtbot):
    check = begin(lambda: None)
    qtbot.waitUntil(lambda: Topic.SCANNER in check.findings, timeout=WITHIN_MS)
    assert check.stages == ["scanner_only"]
    assert check.findings[Topic.SCANNER].says is Says.SCANNER_NEEDED


def test_a_camera_that_is_unplugged_is_waited_for(begin, qtbot):
    check = begin(Unplugged)
    qtbot.waitUntil(lambda: "away" in check.stages, timeout=WITHIN_MS)


def test_what_a_scanner_typed_into_the_window_counts(begin, qtbot):
    check = begin(Unplugged)
    qtbot.waitUntil(lambda: Topic.SCANNER in check.findings, timeout=WITHIN_MS)
    check.heard(BurstReport("keyboard", 195, 300.0, Suffix.ENTER, "fr", was_wanted=True))
    qtbot.waitUntil(lambda: Topic.SCANNER_LAYOUT in check.findings, timeout=WITHIN_MS)
    assert check.findings[Topic.SCANNER_LAYOUT].name == "fr"


def test_a_defect_does_not_leave_the_page_measuring_for_ever(begin, qtbot, expected_log):
    expected_log("ERROR ui.scan_check: the scanner's check ended unexpectedly")
    check = begin(lambda: 1 / 0)
    qtbot.waitUntil(lambda: check.stages == ["no_camera"], timeout=WITHIN_MS)


def test_stopping_what_never_began_is_no_trouble(qapp):
    assert ScanCheck(SimulatedLobby, bool, LatestFrame()).stop()
