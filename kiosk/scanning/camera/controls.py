"""What we set of a camera: how long it exposes, and that darkness never slows it down."""

import contextlib
import sys
from pathlib import Path
from typing import Protocol

from kiosk.scanning.camera.settings import Control
from kiosk.scanning.camera.v4l2 import Exposure, Id, Range
from kiosk.scanning.exposure import EXPOSURES_MS

UNITS_A_MS = 10

OFFERED = {
    Control.EXPOSURE: Id.EXPOSURE_ABSOLUTE,
    Control.EXPOSURE_COMPENSATION: Id.AUTO_EXPOSURE_BIAS,
    Control.DYNAMIC_FRAME_RATE: Id.EXPOSURE_DYNAMIC_FRAMERATE,
    Control.FOCUS: Id.FOCUS_ABSOLUTE,
    Control.AUTOFOCUS: Id.FOCUS_AUTO,
}


class Node(Protocol):
    """A camera's node, see `v4l2.Node`."""

    def range_of(self, control: Id) -> Range | None: ...
    def get(self, control: Id) -> int | None: ...
    def set(self, control: Id, value: int) -> bool: ...
    def close(self) -> None: ...


class Controls:
    """The controls of one opened camera. What it does not offer is left alone.

    The focus stays as it is, which is automatic unless somebody fixed it for this place: no
    standard says what a camera's focus numbers mean in centimetres, and one fixed at the wrong
    distance reads nothing at all.
    """

    def __init__(self, node: Node) -> None:
        self._node = node
        ranges = {control: node.range_of(number) for control, number in OFFERED.items()}
        self._ranges = {control: found for control, found in ranges.items() if found is not None}

    @property
    def offered(self) -> frozenset[Control]:
        return frozenset(self._ranges)

    @property
    def exposure_ms(self) -> float | None:
        units = self._node.get(Id.EXPOSURE_ABSOLUTE) if Control.EXPOSURE in self._ranges else None
        return None if units is None else units / UNITS_A_MS

    @property
    def focus(self) -> int | None:
        return self._node.get(Id.FOCUS_ABSOLUTE) if Control.FOCUS in self._ranges else None

    def settle(self) -> None:
        """Begin as a kiosk needs it, whatever exposure a program before has left behind."""
        if Control.DYNAMIC_FRAME_RATE in self._ranges:
            self._node.set(Id.EXPOSURE_DYNAMIC_FRAMERATE, 0)
        self.expose(0)

    def expose(self, level: int) -> None:
        """Set the exposure: 0 automatic, above it the shorter the higher."""
        if Control.EXPOSURE in self._ranges:
            if level and self._node.set(Id.EXPOSURE_AUTO, Exposure.MANUAL):
                units = round(EXPOSURES_MS[level - 1] * UNITS_A_MS)
                self._node.set(Id.EXPOSURE_ABSOLUTE, self._fitting(Control.EXPOSURE, units))
            elif not level and not self._node.set(Id.EXPOSURE_AUTO, Exposure.APERTURE_PRIORITY):
                self._node.set(Id.EXPOSURE_AUTO, Exposure.AUTOMATIC)
        elif Control.EXPOSURE_COMPENSATION in self._ranges:
            bias = self._ranges[Control.EXPOSURE_COMPENSATION]
            # The steps in between are the camera's: a third of the way down each time.
            down = (bias.default - bias.least) * level // len(EXPOSURES_MS)
            self._node.set(Id.AUTO_EXPOSURE_BIAS, bias.default - down)

    def close(self) -> None:
        """Leave the camera to others with its exposure automatic."""
        self.expose(0)
        self._node.close()

    def _fitting(self, control: Control, value: int) -> int:
        allowed = self._ranges[control]
        return min(allowed.most, max(allowed.least, value))


def controls_of(path: Path) -> Controls | None:
    """The controls of the camera at this node; None where they cannot be had."""
    if sys.platform != "linux":
        return None
    from kiosk.scanning.camera import v4l2

    with contextlib.suppress(OSError):
        return Controls(v4l2.Node(path))
    return None
