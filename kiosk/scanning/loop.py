"""The camera thread: reads a source, has its frames decoded and tells its owner."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ParamSpec, Protocol

from kiosk.errors import LobbyError
from kiosk.scanning.decoder import find_codes
from kiosk.scanning.frames import Frame, FrameSource, Image, Sighting
from kiosk.scanning.scene import Attention, SceneWatch

DECODES_PER_S = 20
"""More than a camera's 15 frames: at just its pace a frame would wait a whole turn in the slot."""
PREVIEWS_PER_S = 20
"""Makes every second frame of a 30 fps camera a preview, and every frame of a 15 fps one."""
OUTLINE_LASTS_S = 0.35
FIRST_RETRY_S = 0.25
LONGEST_RETRY_S = 2.0

P = ParamSpec("P")

log = logging.getLogger("kiosk.scanning")


class FindCodes(Protocol):
    """What decodes a frame; `quick` asks for the first look only."""

    def __call__(self, frame: Image, *, quick: bool = False) -> Sequence[Sighting]: ...


def _ignore(*_: object) -> None:
    """Nobody is listening."""


class ScanLoop:
    """Scans one source until it ends or is stopped.

    Thread contract: the callables are set before `start`; they are called on this loop's own
    threads, never on the caller's, and must only hand over. What they raise is logged.
    A live source is read without pause on the thread "camera" while "camera-decoder" takes the
    newest frame; of any other source every frame is decoded, on "camera" alone.
    """

    def __init__(self, source: FrameSource, *, find: FindCodes = find_codes) -> None:
        self.on_frame: Callable[[Frame], None] = _ignore
        """A frame for the preview, with the outlines of the codes last seen."""
        self.on_codes: Callable[[list[str]], None] = _ignore
        """The texts of one decoded frame, at least one. Repeats as long as the code is in view."""
        self.on_lost: Callable[[], None] = _ignore
        """The camera went away. Called once; the loop keeps trying."""
        self.on_found: Callable[[], None] = _ignore
        """The camera that was lost is back."""
        self.on_end: Callable[[], None] = _ignore
        """The file, folder or simulation is over and all of it was decoded. Not after `stop`."""
        self._source = source
        self._find = find
        self._stopping = threading.Event()
        self._newest = _Newest()
        self._seen: tuple[float, tuple[Sighting, ...]] = (0.0, ())
        self._retry_s = 0.0
        self._preview_due_s = 0.0
        self._camera = threading.Thread(target=self._run, name="camera", daemon=True)
        self._decoder = threading.Thread(
            target=self._decode_newest, name="camera-decoder", daemon=True
        )

    def start(self) -> None:
        """Start scanning; once only."""
        self._camera.start()

    def stop(self, timeout_s: float) -> bool:
        """Stop scanning and give the source back; safe to repeat. False if it takes longer."""
        self._stopping.set()
        if self._camera.ident is not None:
            self._camera.join(timeout_s)
        return not self._camera.is_alive()

    def _run(self) -> None:
        if self._source.live:
            self._decoder.start()
        try:
            while not self._stopping.is_set() and not self._source.ended:
                self._step()
        except Exception:
            log.exception("scanning %s ended unexpectedly", self._source.name)
        finally:
            self._newest.close()
            if self._decoder.ident is not None:
                self._decoder.join()
            self._source.close()
        if not self._stopping.is_set():
            self._tell(self.on_end)

    def _step(self) -> None:
        """Read one frame, or wait a little for the camera to return."""
        try:
            frame = self._source.read()
        except LobbyError as error:
            log.warning("%s", error)
            return
        if frame is None:
            if not self._source.ended:
                self._wait_for_return()
            return
        if self._retry_s:
            self._retry_s = 0.0
            self._tell(self.on_found)
        if self._source.live:
            self._newest.put(frame)
            self._preview(frame)
        else:
            self._tell(self.on_frame, replace(frame, sightings=self._decode(frame)))

    def _wait_for_return(self) -> None:
        if not self._retry_s:
            self._retry_s = FIRST_RETRY_S
            self._tell(self.on_lost)
        self._stopping.wait(self._retry_s)
        self._retry_s = min(2 * self._retry_s, LONGEST_RETRY_S)

    def _preview(self, frame: Frame) -> None:
        now_s = time.monotonic()
        if now_s < self._preview_due_s:
            return
        self._preview_due_s = now_s + 1 / PREVIEWS_PER_S
        seen_at_s, sightings = self._seen
        if now_s - seen_at_s > OUTLINE_LASTS_S:
            sightings = ()
        self._tell(self.on_frame, replace(frame, sightings=sightings))

    def _decode_newest(self) -> None:
        watch = SceneWatch()
        while (frame := self._newest.take()) is not None:
            started_s = time.monotonic()
            attention = self._attention(watch, frame, started_s)
            if attention is not Attention.NONE:
                sightings = self._decode(frame, quick=attention is Attention.QUICK)
                if sightings:
                    self._seen = (time.monotonic(), sightings)
            self._stopping.wait(max(0.0, started_s + 1 / DECODES_PER_S - time.monotonic()))

    def _attention(self, watch: SceneWatch, frame: Frame, now_s: float) -> Attention:
        try:
            return watch.attention(frame.bgr(), now_s)
        except Exception:
            log.exception(
                "frame %d of %s could not be compared with the last",
                frame.number,
                self._source.name,
            )
            return Attention.FULL

    def _decode(self, frame: Frame, *, quick: bool = False) -> tuple[Sighting, ...]:
        try:
            sightings = tuple(self._find(frame.grey(), quick=quick))
        except Exception:
            log.exception("frame %d of %s could not be decoded", frame.number, self._source.name)
            return ()
        texts = list(dict.fromkeys(s.text for s in sightings if s.text))
        if texts:
            self._tell(self.on_codes, texts)
        return sightings

    def _tell(self, callback: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(*args, **kwargs)
        except Exception:
            log.exception("a listener of %s failed", self._source.name)


class _Newest:
    """One slot between the reading and the decoding thread; the newest frame wins."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._closed = False

    def put(self, frame: Frame) -> None:
        with self._changed:
            self._frame = frame
            self._changed.notify()

    def close(self) -> None:
        """The frame still waiting can be taken; after it there is nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def take(self) -> Frame | None:
        """Wait for a frame not taken before; None when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._frame is not None or self._closed)
            frame, self._frame = self._frame, None
            return frame
