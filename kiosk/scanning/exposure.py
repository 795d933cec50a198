"""When to expose shorter: a phone's screen that the camera exposes for the dim room around it."""

from typing import Protocol, runtime_checkable

from kiosk.scanning.brightness import bright_rectangles
from kiosk.scanning.coaching.background import Background
from kiosk.scanning.frames import Corner, Image

EXPOSURES_MS = (10.0, 5.0, 2.5)
"""What the levels above 0, the automatic exposure, stand for."""
DARKEST = len(EXPOSURES_MS)

PATIENCE_S = 0.3
"""The camera's own automatic reacts within this time, where it reacts at all."""
BRIGHT_LASTS_S = 0.2
"""A rectangle missed in a frame or two is still there."""
SETTLES_S = 0.3
"""Before another step: the camera delivers old exposures for some frames, and then it is read."""
HOLDS_S = 2.0
"""The exposure stays short so long after the last step, or the last code that was read."""
RESTS_S = (1.0, 5.0, 20.0, 60.0)
"""Rest after the first, second, ... time in vain: a window is bright all day, and is no phone."""


@runtime_checkable
class Dimmable(Protocol):
    """A source whose exposure can be set from any thread, without waiting for it."""

    def expose(self, level: int) -> None:
        """Expose automatically at 0; the shorter the higher, up to DARKEST."""


class ScreenWatch:
    """Tells a bright screen that somebody holds up from the room's windows and lamps.

    Not for more than one thread.
    """

    def __init__(self) -> None:
        self._background = Background()

    def sees_screen(self, grey: Image, at_s: float, *, is_dimmed: bool) -> bool:
        """Say whether this picture shows a blown-out rectangle that is no part of the room.

        Args:
            grey: the brightness of the picture; an eighth of its size is enough.
            at_s: when it was taken.
            is_dimmed: whether it was exposed shorter than the room is known: all looks new then.
        """
        rectangles = bright_rectangles(grey)
        if is_dimmed:
            return bool(rectangles)
        fresh = self._background.fresh(grey, at_s)
        per_px = fresh.shape[0] / grey.shape[0], fresh.shape[1] / grey.shape[1]
        middles = (_middle(corners) for corners in rectangles)
        return any(fresh[int(y * per_px[0]), int(x * per_px[1])] for x, y in middles)


class ExposureStepper:
    """Decides on the exposure from what each frame shows. Pure in time, for one thread.

    A shorter exposure also makes the rectangle look less bright. That alone is no reason to go
    back: the short one is given its time first, and each time in vain is followed by a longer rest.
    """

    def __init__(self) -> None:
        self.level = 0
        self._bright_since_s: float | None = None
        self._bright_at_s = 0.0
        self._helped_at_s = 0.0
        self._stepped_at_s = 0.0
        self._rests_until_s = 0.0
        self._in_vain = 0

    def step(self, at_s: float, *, is_bright: bool, is_read: bool) -> int:
        """Return the level to expose at now.

        Args:
            at_s: when the frame was taken.
            is_bright: whether it shows a blown-out rectangle.
            is_read: whether a pass was read in it.
        """
        if is_read:
            self._in_vain = 0
            self._helped_at_s = at_s
        if is_bright and not is_read:
            if self._bright_since_s is None:
                self._bright_since_s = at_s
            self._bright_at_s = at_s
        elif is_read or at_s - self._bright_at_s > BRIGHT_LASTS_S:
            self._bright_since_s = None
        if is_bright and self.level < DARKEST and self._is_too_bright(at_s):
            self._darken(at_s)
        elif self.level and at_s - self._helped_at_s >= HOLDS_S:
            self._go_back(at_s)
        return self.level

    def _is_too_bright(self, at_s: float) -> bool:
        since_s = self._bright_since_s
        return (
            since_s is not None
            and at_s - since_s >= PATIENCE_S
            and at_s - self._stepped_at_s >= SETTLES_S
            and at_s >= self._rests_until_s
        )

    def _darken(self, at_s: float) -> None:
        self.level += 1
        self._stepped_at_s = self._helped_at_s = at_s

    def _go_back(self, at_s: float) -> None:
        self.level = 0
        self._bright_since_s = None
        self._stepped_at_s = at_s
        self._rests_until_s = at_s + RESTS_S[min(self._in_vain, len(RESTS_S) - 1)]
        self._in_vain += 1


def _middle(corners: tuple[Corner, ...]) -> Corner:
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
