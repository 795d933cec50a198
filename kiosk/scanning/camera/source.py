"""A camera as a source of frames, which outlives unplugging, hanging and freezing."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.errors import CameraError
from kiosk.scanning.camera.capture import OpenCapture, open_device
from kiosk.scanning.camera.devices import Device
from kiosk.scanning.camera.freeze import FreezeWatch
from kiosk.scanning.camera.reading import Reading
from kiosk.scanning.camera.settings import CameraSettings
from kiosk.scanning.frames import Frame

CAMERAS_TRIED = 8

log = logging.getLogger("kiosk.scanning")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a driver may take before its thread is left behind, and how often."""

    stalls_after_s: float = 2.4
    """Seventy times what a picture takes. OpenCV itself gives up after 2 seconds, in good order."""
    opens_within_s: float = 5.0 if sys.platform == "linux" else 25.0
    """Windows takes up to twenty seconds."""
    releases_within_s: float = 0.5
    most_stuck: int = 4
    """With so many threads left behind, we wait until the driver lets one of them go."""


class Camera:
    """A live source that outlives its camera: while it is away, `read` answers None.

    Thread contract: one thread reads; `close`, `expose` and `settings` are for any thread. The
    device itself is opened, read and released on a thread of its own, so that nothing here waits
    for a driver that hangs. `close` ends a `read` that waits.
    """

    live = True

    def __init__(
        self,
        device: Device,
        *,
        open_capture: OpenCapture = open_device,
        patience: Patience | None = None,
        on_trouble: Callable[[CameraError], None] | None = None,
    ) -> None:
        """Open the camera.

        Args:
            device: once it was open, it is looked for under its stable name.
            open_capture: what opens it.
            patience: with its driver.
            on_trouble: told by `read` why the camera cannot be opened: each sentence once, until
                it gives pictures again. With it, a camera may be away from the first, and nothing
                waits for it here.

        Raises:
            CameraError: there is no such camera, or it cannot be opened.
        """
        self.name = f"camera {device}"
        self.ended = False
        self._on_trouble = on_trouble
        self._told: set[str] = set()
        self._open_capture = open_capture
        self._patience = patience or Patience()
        self._number = 0
        self._exposure = 0
        self._frozen = FreezeWatch()
        self._stuck: list[Reading] = []
        self._begin(device)
        if on_trouble is None:
            self._wait_until_open()

    @property
    def settings(self) -> CameraSettings | None:
        """What the camera was set to; None while it is away."""
        return self._reading.settings

    def read(self) -> Frame | None:
        """Wait for the next picture; None while the camera is away. Each call tries to open it."""
        if not self._is_reading():
            return None
        shot = self._reading.next_shot(self._patience.stalls_after_s)
        if shot is None:
            if self._is_stuck():
                log.warning("%s does not answer any more: it is opened anew.", self.name)
                self._leave()
            return None
        if self._frozen.is_frozen(shot.picture, shot.taken_at_s):
            self._leave()
            return None
        self._told.clear()
        frame = Frame(shot.picture, self._number, shot.taken_at_s)
        self._number += 1
        return frame

    def expose(self, level: int) -> None:
        """Expose automatically at 0; the shorter the higher above it. Does not wait."""
        self._exposure = level
        self._reading.expose(level)

    def close(self) -> None:
        """Give the camera back, or leave it to the thread that hangs in its driver."""
        self.ended = True
        self._reading.give_up()
        self._reading.join(self._patience.releases_within_s)

    def _wait_until_open(self) -> None:
        if trouble := self._reading.trouble_in_opening(self._patience.opens_within_s):
            self._reading.give_up()
            raise trouble

    def _begin(self, device: Device) -> None:
        self._reading = Reading(device, self._open_capture)
        # From here on `close` and `expose` are for this one; what they said before is made up for.
        self._reading.expose(self._exposure)
        if self.ended:
            self._reading.give_up()
        else:
            self._reading.start()

    def _is_stuck(self) -> bool:
        patience = self._patience
        return self._reading.is_stuck(patience.opens_within_s, patience.stalls_after_s)

    def _is_reading(self) -> bool:
        """Whether there is a thread reading now; one is begun where the last one is over."""
        if self.ended:
            return False
        if self._reading.is_over:
            self._leave()
            if len(self._stuck) >= self._patience.most_stuck:
                return False
            self._begin(self._reading.device)
        return not self.ended

    def _leave(self) -> None:
        """Let go of the last thread; what still hangs is counted until it ends."""
        self._tell(self._reading.trouble_in_opening(timeout_s=0.0))
        self._reading.give_up()
        self._reading.join(self._patience.releases_within_s)
        self._stuck = [reading for reading in self._stuck if reading.is_alive()]
        if self._reading.is_alive() and self._reading not in self._stuck:
            self._stuck.append(self._reading)

    def _tell(self, trouble: CameraError | None) -> None:
        if trouble and self._on_trouble and str(trouble) not in self._told:
            self._told.add(str(trouble))
            self._on_trouble(trouble)


def first_camera(*, open_capture: OpenCapture = open_device) -> int | None:
    """The number of the first camera that delivers a picture; None if there is none."""
    for index in range(CAMERAS_TRIED):
        try:
            camera = Camera(index, open_capture=open_capture)
        except CameraError:
            continue
        works = camera.read() is not None
        camera.close()
        if works:
            return index
    return None
