"""One check under way: pictures and scanned codes go in, findings come out at any time."""

from collections import deque
from collections.abc import Callable

from kiosk.scanning.camera import Camera, CameraSettings
from kiosk.scanning.files import Pictures
from kiosk.scanning.frames import Frame, FrameSource
from kiosk.scanning.selftest.camera import ARM_CM, Kind, Measured, camera_findings
from kiosk.scanning.selftest.findings import CheckFinding
from kiosk.scanning.selftest.measuring import Code, Look, measure
from kiosk.scanning.selftest.reading import ReadingCount

LOOK_EVERY_S = 0.15
LOOKS_KEPT, CODES_KEPT = 40, 40
"""About the last six seconds: what is changed at the camera shows soon."""


class CameraCheck:
    """Looks at the frames of one camera. Not for more than one thread."""

    def __init__(
        self,
        is_wanted: Callable[[str], bool],
        distance_cm: float = ARM_CM,
        kind: Kind = Kind.CAMERA,
    ) -> None:
        """Begin a check.

        Args:
            is_wanted: tells the text of a pass from that of a poster.
            distance_cm: how far from the camera the printed pass is held up.
            kind: where the frames come from.
        """
        self._is_wanted, self._distance_cm, self._kind = is_wanted, distance_cm, kind
        self._count = ReadingCount(is_wanted)
        self._looks: deque[Look] = deque(maxlen=LOOKS_KEPT)
        self._codes: deque[Code] = deque(maxlen=CODES_KEPT)

    @property
    def module_px(self) -> float:
        """How large a module of the code appears that is in view now; 0 without one."""
        code = self._looks[-1].code if self._looks else None
        return code.module_px if code else 0.0

    def look(self, frame: Frame) -> bool:
        """Count a frame with its sightings, and measure it unless one was measured just before.

        Returns whether it was measured.

        Raises:
            PictureError: the frame's bytes are garbled.
        """
        self._count.look(frame)
        last = self._looks[-1] if self._looks else None
        if last and 0 < frame.taken_at_s - last.taken_at_s < LOOK_EVERY_S:
            return False
        look = measure(frame, self._is_wanted)
        self._looks.append(look)
        if look.code:
            self._codes.append(look.code)
        return True

    def findings(self, settings: CameraSettings | None) -> list[CheckFinding]:
        """Return what can be said by now."""
        reading = self._count.reading
        return camera_findings(
            Measured(
                self._looks, self._codes, settings, self._distance_cm, self._kind, reading=reading
            )
        )


def kind_of(source: FrameSource) -> Kind:
    """Return what can be said of the pictures of a source."""
    if isinstance(source, Camera):
        return Kind.CAMERA
    return Kind.STILLS if isinstance(source, Pictures) else Kind.FILM


def settings_of(source: FrameSource) -> CameraSettings | None:
    """Return what a camera says of itself; None of everything else, and while it is away."""
    return source.settings if isinstance(source, Camera) else None
