"""What the camera sees on the pictures of the screens: somebody holds up a phone."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from kiosk.scanning.decoder import find_codes
from kiosk.scanning.frames import Frame
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from ui.bridges.camera import mirrored
from ui.bridges.preview import LatestFrame

# Not a pass: only something for a phone to show.
ON_THE_PHONE = "0" * 195
FRAMES_UNTIL_HELD_UP = 24


def sample_camera(model: QObject) -> tuple[LatestFrame, Callable[[], None]]:
    """Return what shows the camera's picture, and what takes one of the size that it has by now."""
    frames, frame = LatestFrame(model), _lobby_frame()

    def look() -> None:
        if min(frames.size) > 0:
            frames.put(mirrored(frame, *frames.size))

    return frames, look


def _lobby_frame() -> Frame:
    """Return what a camera sees when somebody holds up a phone."""
    rhythm = Rhythm(first_after_s=0.0, paced=False)
    lobby = SimulatedLobby([HeldCode(ON_THE_PHONE)], rhythm=rhythm)
    frames = (lobby.read() for _ in range(FRAMES_UNTIL_HELD_UP))
    *_, held_up = (frame for frame in frames if frame)
    return replace(held_up, sightings=tuple(find_codes(held_up.grey())))
