"""From what stands behind `--camera` to an open source."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.errors import CameraError
from kiosk.scanning.camera import Camera
from kiosk.scanning.files import open_file
from kiosk.scanning.frames import FrameSource
from kiosk.scanning.simulated import HeldCode, SimulatedLobby

SIMULATED = "simulated"
NO_CAMERA = "none"
"""Only USB scanners are used; whoever opens sources asks for it before."""


def open_source(
    spec: str,
    *,
    cards: Sequence[HeldCode] = (),
    on_trouble: Callable[[CameraError], None] | None = None,
) -> FrameSource:
    """Open a camera by number or device path, a file, a folder, or the simulated lobby.

    Args:
        spec: `0`, `/dev/v4l/by-id/...`, `queue.mp4`, `pictures/` or `simulated`.
        cards: what members hold up in the simulated lobby, over and over.
        on_trouble: makes a camera one that may come later: told why it is away, see `Camera`.

    Raises:
        CameraError: no such camera, where nobody is told by `on_trouble`.
        PictureError: no such file, or not one that can be read.
    """
    if spec == SIMULATED:
        return SimulatedLobby(cards)
    if spec.isdecimal():
        return Camera(int(spec), on_trouble=on_trouble)
    if spec.startswith("/dev/"):
        return Camera(spec, on_trouble=on_trouble)
    return open_file(Path(spec))
