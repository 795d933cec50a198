"""`lobby doctor --scan` on clips that pose as cameras, good ones and bad ones."""

import re
from collections.abc import Callable
from dataclasses import replace
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


def test_a_good_camera_passes_and_tells_how_often_and_how_soon_a_pass_was_read(
    doctor: Run, card: np.ndarray
) -> None:
    result = doctor(card, per_s=20.0)
    assert result.exit_code == 0
    asked, *lines = result.stdout.splitlines()
    assert asked == "Looking at camera.avi, for 10 seconds at most."
    assert "ok    picture size: 1280 × 720." in lines
    assert "ok    camera speed: 20 pictures a second." in lines
    assert "ok    sharpness: the code's edges are sharp." in lines
    assert any(line.startswith("ok    reach: up to") for line in lines)
    assert any(re.match(r"ok    read: \d+ of 36 pictures, the first after", line) for line in lines)
    assert all(len(line) <= FITS_IN_A_LINE for line in lines)


def test_of_a_slow_dark_and_blurred_clip_no_hardware_is_told_to_be_changed(
    doctor: Run, card: np.ndarray
) -> None:
    spoilt = cv2.GaussianBlur((card * 0.25).astype(np.uint8), (0, 0), 2.4)
    result = doctor(spoilt, per_s=7.0)
    assert "note  camera speed: 7 pictures a second.\n" in result.stdout
    assert "note  light: it is dark.\n" in result.stdout
    assert "sharpness: the code is blurred.\n" in result.stdout


def test_the_distance_that_somebody_measured_counts(doctor: Run, card: np.ndarray) -> None:
    near = doctor(card, per_s=10.0, options=("--distance", "15"))
    assert "note  reach: a printed pass is readable up to" in near.stdout


def test_a_lobby_in_which_nobody_shows_a_pass_is_no_fault(tmp_path: Path) -> None:
    write_queue(tmp_path, [])
    scan = ["doctor", "--scan", "--camera", "simulated", "--seconds", "1"]
    result = CliRunner().invoke(app, [*scan, "--data", str(tmp_path)])
    assert "note  reach: no printed pass was shown" in result.stdout


def test_without_camera_and_scanner_nobody_can_check_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert first_camera() is None, "this test is for machines without a camera"
    scan = ["doctor", "--scan", "--seconds", "1", "--data", str(tmp_path / "kiosk")]
    result = CliRunner().invoke(app, scan)
    assert result.exit_code == 1
    assert "note  camera: There is no camera 0" in result.stdout
    assert "hold a printed pass" not in result.stdout
    assert "BAD   USB scanner: plug in a camera or a USB scanner: nobody can" in result.stdout
    assert not (tmp_path / "kiosk").exists()
    named = CliRunner().invoke(app, [*scan, "--camera", "/dev/video77"])
    assert named.exit_code == 1
    assert "BAD   camera: There is no camera /dev/video77" in named.stdout


def test_whoever_wants_no_camera_is_not_told_that_its_file_is_missing(tmp_path: Path) -> None:
    scan = ["doctor", "--scan", "--seconds", "1", "--data", str(tmp_path), "--camera", "none"]
    result = CliRunner().invoke(app, scan)
    assert "For 1 second, scan a printed pass with the USB scanner." in result.stdout
    assert "note  camera: not looked at" in result.stdout
    assert "USB scanner: plug in" in result.stdout


def test_a_picture_counts_as_shown_and_tells_of_no_hardware(
    tmp_path: Path, card: np.ndarray
) -> None:
    picture = tmp_path / "pass.png"
    cv2.imwrite(str(picture), card)
    scan = ["doctor", "--scan", "--seconds", "5", "--data", str(tmp_path / "kiosk")]
    result = CliRunner().invoke(app, [*scan, "--camera", str(picture)])
    assert result.exit_code == 0
    assert "ok    read: a pass in 1 of 1 picture." in result.stdout
    assert "ok    reach: the code's squares are" in result.stdout
    assert "camera speed" not in result.stdout
    empty = np.full_like(card, 200)
    cv2.imwrite(str(picture), empty)
    result = CliRunner().invoke(app, [*scan, "--camera", str(picture)])
    assert "BAD   read: no pass could be read." in result.stdout


def test_where_the_simulation_finds_its_passes_is_said(tmp_path: Path) -> None:
    scan = ["doctor", "--scan", "--camera", "simulated", "--data", str(tmp_path)]
    result = CliRunner().invoke(app, scan)
    assert result.exit_code == 1
    assert "run lobby demo" in str(result.exception)
    assert str(result.exception).endswith(str(Path("demo", "kiosk")))


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
    assert sentence(replace(speed, value=1.2, other=0)) == "1 picture a second."


def test_every_topic_has_its_name() -> None:
    assert set(TOPICS) == set(Topic)
