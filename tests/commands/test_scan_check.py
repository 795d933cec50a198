"""`lobby doctor --scan` on clips that pose as cameras, good ones and bad ones."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from kiosk.commands.scan_words import TOPICS, sentence
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.scanning.camera import first_camera
from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby, write_queue
from kiosk.settings import DataFolder
from tests.house import ANA, KEY, MONDAY_NINE, OPERATOR

HELD_STILL = 12
SECONDS = 1.8
FITS_IN_A_LINE = 100

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def card() -> np.ndarray:
    """Filmed by a good camera: somebody holds up a real pass."""
    claims = PassClaims(handle=ANA, key_id=1, generation=0, expires_at=MONDAY_NINE)
    held = HeldCode(sign_pass(claims, key=KEY, operator=OPERATOR), "card")
    rhythm = Rhythm(frames_per_s=10, first_after_s=0.2, loop=False, paced=False)
    lobby = SimulatedLobby([held], rhythm=rhythm)
    for _ in range(HELD_STILL):
        lobby.read()
    frame = lobby.read()
    assert frame is not None
    return frame.bgr()


@pytest.fixture
def doctor(tmp_path: Path) -> Run:
    """Run `lobby doctor --scan` on a clip of one picture, so many a second."""

    def run(picture: np.ndarray, *, per_s: float, options: tuple[str, ...] = ()) -> Result:
        clip = tmp_path / "camera.avi"
        height, width = picture.shape[:2]
        code = cv2.VideoWriter.fourcc(*"MJPG")
        writer = cv2.VideoWriter(str(clip), cv2.CAP_FFMPEG, code, per_s, (width, height))
        for _ in range(round(SECONDS * per_s)):
            writer.write(picture)
        writer.release()
        scan = ["doctor", "--scan", "--camera", str(clip), "--seconds", "10"]
        return CliRunner().invoke(app, [*scan, "--data", str(tmp_path / "kiosk"), *options])

    return run


def test_a_good_camera_passes_and_the_person_is_told_what_to_do(
    doctor: Run, card: np.ndarray
) -> None:
    result = doctor(card, per_s=20.0)
    assert result.exit_code == 0
    asked, *lines = result.stdout.splitlines()
    assert asked.startswith("For 10 seconds, hold a printed pass still, 50 cm from the camera")
    assert "ok    picture size: 1280 × 720." in lines
    assert "ok    camera speed: 20 pictures a second." in lines
    assert "ok    sharpness: the code's edges are sharp." in lines
    assert any(line.startswith("ok    reach: a printed pass can be") for line in lines)
    assert all(len(line) <= FITS_IN_A_LINE for line in lines)


def test_a_slow_dark_and_blurred_camera_fails_with_what_to_change(
    doctor: Run, card: np.ndarray
) -> None:
    spoilt = cv2.GaussianBlur((card * 0.25).astype(np.uint8), (0, 0), 2.4)
    result = doctor(spoilt, per_s=7.0)
    assert result.exit_code == 1
    assert "BAD   camera speed: 7 pictures a second, for want of light; put a lamp" in result.stdout
    assert "note  light: it is dark; put a lamp" in result.stdout
    assert "sharpness: edges spread over" in result.stdout


def test_the_distance_that_somebody_measured_counts(doctor: Run, card: np.ndarray) -> None:
    near = doctor(card, per_s=10.0, options=("--distance", "15"))
    assert "hold a printed pass still, 15 cm from the camera" in near.stdout
    assert "note  reach: a printed pass is readable up to" in near.stdout


def test_a_lobby_in_which_nobody_shows_a_pass_is_no_fault(tmp_path: Path) -> None:
    write_queue(tmp_path, [])
    scan = ["doctor", "--scan", "--camera", "simulated", "--seconds", "1"]
    result = CliRunner().invoke(app, [*scan, "--data", str(tmp_path)])
    assert "note  reach: no printed pass was shown" in result.stdout


def test_without_a_camera_a_scanner_alone_may_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert first_camera() is None, "this test is for machines without a camera"
    scan = ["doctor", "--scan", "--seconds", "1", "--data", str(tmp_path / "kiosk")]
    result = CliRunner().invoke(app, scan)
    assert result.exit_code == 0
    assert "note  camera: There is no camera 0" in result.stdout
    assert not (tmp_path / "kiosk").exists()
    named = CliRunner().invoke(app, [*scan, "--camera", "/dev/video77"])
    assert named.exit_code == 1
    assert "BAD   camera: There is no camera /dev/video77" in named.stdout


def test_a_camera_that_a_kiosk_has_is_said_to_be_busy(tmp_path: Path) -> None:
    lock = DataFolder(tmp_path).lock()
    try:
        scan = ["doctor", "--scan", "--camera", "/dev/video77", "--seconds", "1"]
        result = CliRunner().invoke(app, [*scan, "--data", str(tmp_path)])
    finally:
        lock.release()
    assert "BAD   camera: the kiosk that runs on this machine has it; close" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("says", list(Says))
def test_every_sentence_fits_in_a_line_of_a_terminal(says: Says) -> None:
    name = {"layout": "ru-typewriter", "format": "YUYV"}.get(says.split("_")[0], "Honeywell 1470g")
    finding = CheckFinding(Topic.SCANNER_SPEED, Verdict.NOTE, says, 1280.0, 720.0, name)
    words = sentence(finding)
    assert "{" not in words
    assert words.endswith(".")
    assert len(f"note  {TOPICS[finding.topic]}: {words}") <= FITS_IN_A_LINE


def test_what_the_camera_promises_stands_beside_what_it_gives() -> None:
    speed = CheckFinding(Topic.SPEED, Verdict.GOOD, Says.SPEED, 24.6, 30.0)
    assert sentence(speed) == "25 pictures a second; the camera promises 30."


def test_every_topic_has_its_name() -> None:
    assert set(TOPICS) == set(Topic)
