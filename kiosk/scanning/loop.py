"""The camera's threads: read a source, have its frames examined and tell its owner."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec

from kiosk.errors import LobbyError, PictureError
from kiosk.scanning.coaching import Advice
from kiosk.scanning.coaching.coach import Coach
from kiosk.scanning.examining import Adviser, Examiner, Finding, Reader
from kiosk.scanning.exposure import Dimmable
from kiosk.scanning.frames import Frame, FrameSource, any_text
from kiosk.scanning.newest import NewestFrame
from kiosk.scanning.pulse import Pulse
from kiosk.scanning.reader import CodeReader
from kiosk.scanning.tracking import OutlineTracker

LOOKS_PER_S = 40
"""More than a camera's 30 frames: at just its pace a frame would wait a whole turn in the slot."""
PREVIEWS_PER_S = 20
"""Makes every second frame of a 30 fps camera a preview, and every frame of a 15 fps one."""
FIRST_RETRY_S = 0.25
LONGEST_RETRY_S = 1.0

P = ParamSpec("P")

log = logging.getLogger("kiosk.scanning")


def _ignore(*_: object) -> None:
    """Nobody is listening."""


class ScanLoop:
    """Scans one source until it ends or is stopped.

    Thread contract: the callables are set before `start`; they are called on this loop's own
    threads, never on the caller's, and must only hand over. What they raise is logged.
    A live source is read without pause on the thread "camera", which decodes nothing; the newest
    frame goes to "camera-decoder", which tells codes, advice and exposure, and to "camera-preview",
    which tells `on_frame`. Of any other source every frame is decoded, on "camera" alone.
    """

    def __init__(
        self,
        source: FrameSource,
        *,
        is_wanted: Callable[[str], bool] = any_text,
        reader: Reader | None = None,
        coach: Adviser | None = None,
    ) -> None:
        """Make a loop.

        Args:
            source: closed by this loop.
            is_wanted: tells the texts worth searching on for from a poster's.
            reader: instead of a CodeReader of its own.
            coach: instead of a Coach of its own.
        """
        self.on_frame: Callable[[Frame], None] = _ignore
        """A frame for the preview, with the outlines of the codes where they are in it."""
        self.on_codes: Callable[[list[str]], None] = _ignore
        """The texts of one frame, at least one, each once, from left to right as the preview shows
        them. Repeats as long as they are in view."""
        self.on_advice: Callable[[Advice | None], None] = _ignore
        """What would help whoever shows a code, or that nothing does. Told when it changes."""
        self.on_lost: Callable[[], None] = _ignore
        """The camera went away, and its advice with it. Called once; the loop keeps trying."""
        self.on_found: Callable[[], None] = _ignore
        """The camera that was lost is back."""
        self.on_end: Callable[[], None] = _ignore
        """The file, folder or simulation is over and all of it was decoded. Not after `stop`."""
        self._source = source
        self._examiner = Examiner(
            reader or CodeReader(is_wanted), coach or Coach(is_wanted), is_wanted
        )
        self._tracker = OutlineTracker()
        self._stopping = threading.Event()
        self._to_decode, self._to_show = NewestFrame(), NewestFrame()
        self._pulses = self._reads, self._decodes, self._shows = Pulse(), Pulse(), Pulse()
        self._advice: Advice | None = None
        self._exposure = 0
        self._retry_s = 0.0
        self._preview_due_s = 0.0
        self._camera = _thread(self._run, "camera")
        self._others = (
            _thread(self._decode_newest, "camera-decoder"),
            _thread(self._show_newest, "camera-preview"),
        )

    def start(self) -> None:
        """Start scanning; once only."""
        self._camera.start()

    def stop(self, timeout_s: float) -> bool:
        """Stop scanning and give the source back; safe to repeat. False if it takes longer."""
        self._stopping.set()
        if self._source.live:
            self._source.close()  # ends a read that waits for a camera
        if self._camera.ident is not None:
            self._camera.join(timeout_s)
        return not self._camera.is_alive()

    @property
    def is_stuck(self) -> bool:
        """Whether a thread hangs in one frame, or a camera's own is gone; not that it is away."""
        if self._camera.ident is None or self._stopping.is_set():
            return False
        is_gone = self._source.live and not self._camera.is_alive()
        return is_gone or any(pulse.is_stuck for pulse in self._pulses)

    def _run(self) -> None:
        others = self._others if self._source.live else ()
        for thread in others:
            thread.start()
        try:
            while not self._stopping.is_set() and not self._source.ended:
                with self._reads:
                    self._step()
        except Exception:
            log.exception("scanning %s ended unexpectedly", self._source.name)
        finally:
            self._to_decode.close()
            self._to_show.close()
            for thread in others:
                thread.join()
            self._source.close()
        if not self._stopping.is_set():
            self._tell(self.on_end)

    def _step(self) -> None:
        """Read one frame, or wait a little for the camera to return."""
        frame: Frame | None = None
        try:
            frame = self._source.read()
        except LobbyError as error:
            log.warning("%s", error)
            return
        except Exception:
            if not self._source.live:
                raise
            # Nobody is there to start the kiosk again: a camera is tried again, whatever it was.
            log.exception("reading %s failed", self._source.name)
        if frame is None:
            if not self._source.ended:
                self._wait_for_return()
            return
        if self._retry_s:
            self._retry_s = 0.0
            log.info("%s is back", self._source.name)
            self._tell(self.on_found)
        if self._source.live:
            self._hand_on(frame)
        else:
            finding = self._examine(frame, always=True) or Finding()
            self._tell(self.on_frame, replace(frame, sightings=finding.sightings))

    def _wait_for_return(self) -> None:
        if not self._retry_s:
            self._retry_s = FIRST_RETRY_S
            log.info("%s is away", self._source.name)
            self._forget()
            self._advice = None
            self._tell(self.on_lost)
        self._stopping.wait(self._retry_s)
        self._retry_s = min(2 * self._retry_s, LONGEST_RETRY_S)

    def _forget(self) -> None:
        """Keep no texts of codes, nor their places, while there is no picture."""
        self._tracker.forget()
        self._examiner.forget()

    def _hand_on(self, frame: Frame) -> None:
        self._to_decode.put(frame)
        now_s = time.monotonic()
        if now_s >= self._preview_due_s:
            self._preview_due_s = now_s + 1 / PREVIEWS_PER_S
            self._to_show.put(frame)

    def _decode_newest(self) -> None:
        while (frame := self._to_decode.take()) is not None:
            started_s = time.monotonic()
            with self._decodes:
                self._decode(frame)
            self._stopping.wait(max(0.0, started_s + 1 / LOOKS_PER_S - time.monotonic()))

    def _decode(self, frame: Frame) -> None:
        finding = self._examine(frame, always=False)
        if finding is not None:
            self._tracker.see(frame, finding.sightings)
        if self._retry_s:  # the camera went away meanwhile
            self._forget()

    def _show_newest(self) -> None:
        while (frame := self._to_show.take()) is not None:
            with self._shows:
                self._show(frame)

    def _show(self, frame: Frame) -> None:
        try:
            sightings = self._tracker.follow(frame)
        except PictureError:
            return
        except Exception:
            log.exception("nothing can be followed in frame %d", frame.number)
            sightings = ()
        self._tell(self.on_frame, replace(frame, sightings=sightings))

    def _examine(self, frame: Frame, *, always: bool) -> Finding | None:
        """Examine a frame and tell what is new; one that is garbled is as if it never came."""
        try:
            finding = self._examiner.examine(frame, always=always)
        except PictureError:
            return None
        except Exception:
            log.exception("frame %d of %s could not be decoded", frame.number, self._source.name)
            return None
        if finding is not None:
            self._tell_of(finding)
        return finding

    def _tell_of(self, finding: Finding) -> None:
        if texts := finding.texts:
            self._tell(self.on_codes, texts)
        if finding.advice is not self._advice:
            self._advice = finding.advice
            self._tell(self.on_advice, finding.advice)
        if finding.exposure != self._exposure and isinstance(self._source, Dimmable):
            self._exposure = finding.exposure
            self._source.expose(finding.exposure)

    def _tell(self, callback: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(*args, **kwargs)
        except PictureError:
            log.debug("a garbled picture was not shown")
        except Exception:
            log.exception("a listener of %s failed", self._source.name)


def _thread(target: Callable[[], None], name: str) -> threading.Thread:
    return threading.Thread(target=target, name=name, daemon=True)
