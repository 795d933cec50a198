"""From what stands behind `--camera` to an open source."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.scanning.camera import Camera, stable_device
from kiosk.scanning.files import open_file
from kiosk.scanning.frames import FrameSource
from kiosk.scanning.simulated import HeldCode, SimulatedLobby

SIMULATED = "simulated"


def open_source(spec: str, *, cards: Sequence[HeldCode] = ()) -> FrameSource:
    """Open a camera by number or device path, a file, a folder, or the simulated lobby.

    Args:
        spec: `0`, `/dev/v4l/by-id/...`, `queue.mp4`, `pictures/` or `simulated`.
        cards: what members hold up in the simulated lobby, over and over.

    Raises:
        CameraError: no such camera.
        PictureError: no such file, or not one that can be read.
    """
    if spec == SIMULATED:
        return SimulatedLobby(cards)
    if spec.isdecimal():
        return Camera(stable_device(int(spec)))
    if spec.startswith("/dev/"):
        return Camera(stable_device(spec))
    return open_file(Path(spec))
