"""Lobby frames as a webcam would deliver them, good ones and spoilt ones."""

import itertools
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.scanning.frames import Image
from kiosk.scanning.simulated import HeldCode, Medium, Rhythm, SimulatedLobby

AT_ONCE = Rhythm(
    frames_per_s=10, hold_s=0.5, pause_s=0.2, first_after_s=0.2, loop=False, paced=False
)
HELD_STILL = 12
"""The frame of such a lobby in which the first member holds the code still."""

DIGITS_OF_A_PASS = 195


@pytest.fixture(scope="session")
def digits() -> str:
    """A text of a pass's size and alphabet."""
    return "".join(random.Random(5).choices("0123456789", k=DIGITS_OF_A_PASS))


@pytest.fixture(scope="session")
def other_digits() -> str:
    return "".join(random.Random(6).choices("0123456789", k=DIGITS_OF_A_PASS))


@pytest.fixture(scope="session")
def lobby_frames() -> Callable[..., list[Image]]:
    """Everything the simulated lobby shows while these codes are held up."""

    def frames(*codes: HeldCode, rhythm: Rhythm = AT_ONCE) -> list[Image]:
        lobby = SimulatedLobby(codes, rhythm=rhythm)
        return [frame.bgr() for frame in iter(lobby.read, None)]

    return frames


@pytest.fixture(scope="session")
def held_still() -> Callable[[str, Medium], Image]:
    """One sharp frame with this text on a phone or card. Not to be written into."""

    @cache
    def frame(text: str, kind: Medium = "phone") -> Image:
        lobby = SimulatedLobby([HeldCode(text, kind, "Ada")], rhythm=AT_ONCE)
        frames = itertools.islice(iter(lobby.read, None), HELD_STILL + 1)
        *_, still = frames
        image = still.bgr()
        image.setflags(write=False)
        return image

    return frame


@pytest.fixture(scope="session")
def symbol() -> Callable[[str], Image]:
    """A bare printed symbol, black on white, of any text."""
    import qrcode

    def render(text: str) -> Image:
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, border=4)
        code.add_data(text)
        code.make(fit=True)
        grey = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
        large = grey.repeat(5, axis=0).repeat(5, axis=1)
        return cv2.cvtColor(large, cv2.COLOR_GRAY2BGR)

    return render


@pytest.fixture
def clip(tmp_path: Path) -> Callable[..., Path]:
    """Writes frames as a clip and returns its path."""

    def write(frames: Sequence[Image], name: str = "queue.avi") -> Path:
        path = tmp_path / name
        codec = "MJPG" if path.suffix == ".avi" else "mp4v"
        height, width = frames[0].shape[:2]
        fourcc = cv2.VideoWriter.fourcc(*codec)
        writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, fourcc, 10.0, (width, height))
        for frame in frames:
            writer.write(frame)
        writer.release()
        return path

    return write
