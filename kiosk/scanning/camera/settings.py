"""What a camera was really set to: drivers round, and some leave out what others offer."""

from dataclasses import dataclass
from enum import StrEnum


class Control(StrEnum):
    """What of a camera can be set by us, where it offers it."""

    EXPOSURE = "exposure"
    EXPOSURE_COMPENSATION = "exposure_compensation"
    DYNAMIC_FRAME_RATE = "dynamic_frame_rate"
    FOCUS = "focus"
    AUTOFOCUS = "autofocus"


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """Read back from a camera after it was opened."""

    pixel_format: str
    """Four letters such as MJPG or YUYV; empty where the system does not tell."""
    width: int
    height: int
    frames_per_s: float
    """As the driver promises; in the dark a camera may give fewer."""
    is_compressed: bool
    """Whether its pictures come to us as the JPEGs that it makes."""
    exposure_ms: float | None = None
    """None where it is automatic and not told, or not offered."""
    focus: int | None = None
    """In the camera's own unit, which no standard fixes."""
    controls: frozenset[Control] = frozenset()
