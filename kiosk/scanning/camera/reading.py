"""One opening of a camera, read without pause on a thread that may be left behind."""

import logging
import threading
import time
from dataclasses import dataclass

from kiosk.errors import CameraError, PictureError
from kiosk.scanning.camera.capture import Capture, OpenCapture
from kiosk.scanning.camera.devices import Device
from kiosk.scanning.camera.settings import CameraSettings
from kiosk.scanning.picture import Picture

log = logging.getLogger("kiosk.scanning")


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """A picture, and when it came by `time.monotonic()`."""

    picture: Picture
    taken_at_s: float


class Reading:
    """Opens a camera and keeps its newest picture, until it is gone or given up.

    Thread contract: only the thread "camera-reader" touches the device; whatever of it hangs, hangs
    there. The methods are for other threads and wait no longer than they are told to.
    """

    def __init__(self, device: Device, open_capture: OpenCapture) -> None:
        self.device = device
        """Once it is open, the name under which it is found again."""
        self.settings: CameraSettings | None = None
        self._open_capture = open_capture
        self._changed = threading.Condition()
        self._shot: Shot | None = None
        self._trouble: CameraError | None = None
        self._is_open = self._is_over = False
        self._is_given_up = threading.Event()
        self._exposure = 0
        self._since_s = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="camera-reader", daemon=True)

    def start(self) -> None:
        """Open the camera and read; once only."""
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether the camera is gone and its last picture taken, or it was given up."""
        return (self._is_over and self._shot is None) or self._is_given_up.is_set()

    def is_alive(self) -> bool:
        """Whether the thread still holds the device."""
        return self._thread.is_alive()

    def trouble_in_opening(self, timeout_s: float) -> CameraError | None:
        """Wait until the camera is open; what to say where it is not, or opened in vain."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_open or self._is_over, timeout_s)
            if self._is_open and self._trouble is None:
                return None
            silent = f"Camera {self.device} does not answer: unplug it and plug it in again."
            return self._trouble or CameraError(silent)

    def next_shot(self, timeout_s: float) -> Shot | None:
        """Wait for a picture not taken before; None when there is none in time, or ever."""
        with self._changed:
            self._changed.wait_for(lambda: self._shot is not None or self.is_over, timeout_s)
            shot, self._shot = self._shot, None
            return shot

    def is_stuck(self, opens_within_s: float, stalls_after_s: float) -> bool:
        """Whether opening takes too long, or no picture came for too long since then."""
        with self._changed:
            allowed_s = stalls_after_s if self._is_open else opens_within_s
            return not self.is_over and time.monotonic() - self._since_s >= allowed_s

    def expose(self, level: int) -> None:
        """Set the exposure before the next picture."""
        self._exposure = level

    def give_up(self) -> None:
        """Want no more of it: the thread releases the camera as soon as it can."""
        with self._changed:
            self._is_given_up.set()
            self._changed.notify_all()

    def join(self, timeout_s: float) -> None:
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            capture = self._open_capture(self.device)
        except CameraError as error:
            self._tell_over(error)
            return
        except Exception:
            log.exception("opening camera %s failed", self.device)
            self._tell_over(None)
            return
        trouble: CameraError | None = None
        try:
            self._tell_open(capture)
            self._read_on(capture)
        except CameraError as error:
            trouble = error
        except Exception:
            log.exception("reading camera %s failed", self.device)
        finally:
            # Told before the release: that may hang too.
            self._tell_over(trouble)
            capture.release()

    def _read_on(self, capture: Capture) -> None:
        exposure, has_shown = 0, False
        while not self._is_given_up.is_set():
            if exposure != self._exposure:
                exposure = self._exposure
                capture.expose(exposure)
            try:
                picture = capture.read()
            except PictureError:
                continue  # Garbled on the cable; nothing but such for too long is a stall.
            if picture is None:
                if has_shown:
                    return
                raise CameraError(
                    f"Camera {self.device} opens but gives no pictures: "
                    "plug it in again, into this machine itself and not into a hub."
                )
            has_shown = True
            with self._changed:
                self._since_s = time.monotonic()
                self._shot = Shot(picture, self._since_s)
                self._changed.notify_all()

    def _tell_open(self, capture: Capture) -> None:
        # Asked before the lock is taken: a driver may hang in its answer.
        device, settings = capture.device, capture.settings
        with self._changed:
            self.device, self.settings = device, settings
            self._is_open, self._since_s = True, time.monotonic()
            self._changed.notify_all()

    def _tell_over(self, trouble: CameraError | None) -> None:
        with self._changed:
            self.settings = None
            self._trouble = trouble
            self._is_over = True
            self._changed.notify_all()
