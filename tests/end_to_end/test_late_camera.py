"""A kiosk whose camera is not there yet, or never was."""

import os
import re
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Programs, SampleHouse, assert_plain, film, wait_for

ANA, ALVARO = "Ana Beltrán Soto", "Álvaro Núñez"
AWAY = "There is no camera {}: plug it in or choose another one with --camera."


@pytest.fixture
def socket() -> Iterator[Path]:
    """Where a camera can be plugged in."""
    path = Path(f"/dev/shm/lobby-camera-{os.getpid()}.avi")
    yield path
    path.unlink(missing_ok=True)


@pytest.fixture
def scanner() -> Iterator[tuple[str, Callable[[str], None]]]:
    """A serial scanner: its port, and what it does with a code."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield os.ttyname(theirs), lambda text: bool(os.write(ours, text.encode() + b"\r"))
    os.close(theirs)
    os.close(ours)


def test_a_kiosk_starts_before_its_camera_and_hears_its_scanner_meanwhile(
    sample: SampleHouse, socket: Path, scanner: tuple[str, Callable[[str], None]]
) -> None:
    port, scan = scanner
    kiosk = sample.programs.start(
        "kiosk", "--data", sample.data, "--camera", socket, "--scanner", port,
        module="tests.end_to_end.filmed_camera",
    )  # fmt: skip

    away = AWAY.format(socket)
    assert kiosk.stderr is not None
    assert kiosk.stderr.readline() == f"{away}\n"
    # What a log says later is a surprise.
    sample.programs.run("status", "--data", sample.data, expecting=re.escape(away))

    def present_after_a_scan() -> bool:
        # What comes before the port is open is lost, as it is on a desk.
        scan(sample.code(ANA))
        return bool(sample.status()["present"] == 1)

    wait_for(present_after_a_scan, "Ana present, by the scanner")
    film(socket.with_suffix(".cut.avi"), sample.code(ALVARO)).rename(socket)
    wait_for(lambda: sample.status()["present"] == 2, "Álvaro present, by the camera")
    stopped = sample.programs.stop(kiosk)
    assert (stopped.code, stopped.err) == (0, "")


def test_a_wrong_file_ends_the_kiosk_with_a_sentence(sample: SampleHouse) -> None:
    kiosk = sample.programs.start("kiosk", "--data", sample.data, "--camera", "queue.mp4")
    assert_plain(sample.programs.ended(kiosk), "queue.mp4 was not found")


def test_a_kiosk_with_neither_camera_nor_scanner_says_so(programs: Programs) -> None:
    ended = programs.run("kiosk", "--camera", "none", "--scanner", "none")
    assert_plain(ended, "leave out --camera or --scanner none")
