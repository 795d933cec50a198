"""Controls of a Linux camera by the kernel's own calls, where OpenCV knows no name or no range."""

import os
import struct
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path

QUERY_CAPABILITY, QUERY_CONTROL = 0x80685600, 0xC0445624
GET_CONTROL, SET_CONTROL = 0xC008561B, 0xC008561C
CAPABILITY = struct.Struct("=88xI12x")
"""Of struct v4l2_capability only what this one node of the device can do."""
CAPTURES_VIDEO = 1
RANGE = struct.Struct("=I36x4iI8x")
VALUE = struct.Struct("=Ii")


class Id(IntEnum):
    """Controls of the camera class."""

    EXPOSURE_AUTO = 0x9A0901
    EXPOSURE_ABSOLUTE = 0x9A0902
    """In units of 100 microseconds."""
    EXPOSURE_DYNAMIC_FRAMERATE = 0x9A0903
    FOCUS_ABSOLUTE = 0x9A090A
    FOCUS_AUTO = 0x9A090C
    AUTO_EXPOSURE_BIAS = 0x9A0913


class Exposure(IntEnum):
    """What EXPOSURE_AUTO can be; USB cameras know manual and aperture priority."""

    AUTOMATIC = 0
    MANUAL = 1
    APERTURE_PRIORITY = 3


class _Flag(IntFlag):
    DISABLED = 1
    READ_ONLY = 4


@dataclass(frozen=True, slots=True)
class Range:
    """What a control can be set to."""

    least: int
    most: int
    step: int
    default: int


class Node:
    """One /dev/videoN, open for its controls; another one may be taking pictures from it."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises OSError where that fails."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)

    def captures_video(self) -> bool:
        """False for the nodes beside it that carry only metadata."""
        answer = self._ask(QUERY_CAPABILITY, bytes(CAPABILITY.size))
        return answer is not None and bool(CAPABILITY.unpack(answer)[0] & CAPTURES_VIDEO)

    def range_of(self, control: Id) -> Range | None:
        """What the control can be set to; None where the camera does not offer it."""
        answer = self._ask(QUERY_CONTROL, RANGE.pack(control, 0, 0, 0, 0, 0))
        if answer is None:
            return None
        _, least, most, step, default, flags = RANGE.unpack(answer)
        if flags & (_Flag.DISABLED | _Flag.READ_ONLY):
            return None
        return Range(least, most, step, default)

    def get(self, control: Id) -> int | None:
        answer = self._ask(GET_CONTROL, VALUE.pack(control, 0))
        return None if answer is None else int(VALUE.unpack(answer)[1])

    def set(self, control: Id, value: int) -> bool:
        """Set a control; False where the camera would not have it."""
        return self._ask(SET_CONTROL, VALUE.pack(control, value)) is not None

    def close(self) -> None:
        os.close(self._descriptor)

    def _ask(self, question: int, data: bytes) -> bytes | None:
        import fcntl  # not on every system; the numbers above are read on all

        try:
            return fcntl.ioctl(self._descriptor, question, data)
        except OSError:
            return None
