"""Which cameras there are, and the names by which they are found again after a replug."""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import CameraError, NoSuchCameraError

Device = int | str
"""A number, or a path such as /dev/v4l/by-id/..., which stays the same after a restart."""

DEV = Path("/dev")
STABLE = ("v4l/by-id", "v4l/by-path")
"""By the camera's own serial number first; without one, by the socket it is plugged into."""


def captures_video(node: Path) -> bool:
    """False for the nodes beside a camera's own that carry only metadata."""
    if sys.platform != "linux":
        return True
    from kiosk.scanning.camera import v4l2

    with contextlib.suppress(OSError), contextlib.closing(v4l2.Node(node)) as opened:
        return opened.captures_video()
    return True


def stable_device(
    device: Device, *, dev: Path = DEV, captures: Callable[[Path], bool] = captures_video
) -> Device:
    """The name under which this camera will be found again when its number has changed.

    What is given stays as it is where the system knows no better, or no such camera.
    """
    if isinstance(device, str) and not device.startswith(f"{dev}/video"):
        return device
    node = dev / f"video{device}" if isinstance(device, int) else Path(device)
    for folder in STABLE:
        for link in sorted((dev / folder).glob("*")):
            if link.resolve() == node.resolve():
                return str(link if captures(node) else _first_node(link))
    return device


def _first_node(link: Path) -> Path:
    """The node that carries pictures, of the camera one of whose other nodes this is."""
    first = link.with_name(link.name.rpartition("-index")[0] + "-index0")
    return first if first.exists() else link


def node_of(device: Device, *, dev: Path = DEV) -> Path:
    """Where the camera's node is now; it need not exist."""
    path = dev / f"video{device}" if isinstance(device, int) else Path(device)
    with contextlib.suppress(OSError, RuntimeError):
        return path.resolve()
    return path


def may_exist(device: Device) -> bool:
    """False only where the system says that there is no such camera."""
    return sys.platform != "linux" or node_of(device).exists()


def why_not(device: Device) -> CameraError:
    """What to say of a camera that could not be opened."""
    if not may_exist(device):
        return NoSuchCameraError(
            f"There is no camera {device}: plug it in or choose another one with --camera."
        )
    return CameraError(
        f"Camera {device} cannot be opened: close other programs that use it, "
        "and let this account use cameras (on Linux the group video)."
    )
