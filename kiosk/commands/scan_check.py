"""lobby doctor --scan: how well this machine's camera and USB scanner read passes."""

import queue
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress

from kiosk.commands.findings import Finding, Health
from kiosk.commands.scan_words import TOPICS, sentence
from kiosk.domain.passes import is_pass_text
from kiosk.errors import CameraError, PictureError, StoreError
from kiosk.scanning.frames import Frame, FrameSource
from kiosk.scanning.loop import ScanLoop
from kiosk.scanning.selftest.check import CameraCheck, settings_of
from kiosk.scanning.selftest.findings import CheckFinding
from kiosk.scanning.selftest.scanner import ScannerCheck
from kiosk.scanning.simulated import read_queue
from kiosk.scanning.sources import SIMULATED, open_source
from kiosk.settings import DataFolder

FIRST_CAMERA = "0"
SECONDS, DISTANCE_CM = 6.0, 50.0
STOPS_WITHIN_S = 3.0
STEP_S = 0.1
FRAMES_WAITING = 4


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """What to look at, and for how long."""

    camera: str = ""
    """As in `lobby kiosk --camera`; empty: the first one, if there is one."""
    seconds: float = SECONDS
    distance_cm: float = DISTANCE_CM


def check_scanning(folder: DataFolder, options: ScanOptions) -> list[Finding]:
    """Measure for some seconds, with a line that says how far it is.

    Raises:
        PictureError: there is no such file, or it is none.
        SetupError: nobody prepared passes for the simulated camera.
    """
    source: FrameSource | None = None
    found: list[Finding] = []
    try:
        source = _open(folder, options)
    except CameraError as error:
        found.append(_without_camera(folder, options, error))
    with ScannerCheck(is_pass_text) as scanners:
        found += _worded(_watch(source, options))
        found += _worded(scanners.findings())
    return found


def what_to_do(options: ScanOptions) -> str:
    """Return what the person at the machine is asked to do meanwhile."""
    return (
        f"For {options.seconds:.0f} seconds, hold a printed pass still, {options.distance_cm:.0f} "
        "cm from the camera; with a USB scanner, scan it too."
    )


def _open(folder: DataFolder, options: ScanOptions) -> FrameSource:
    spec = options.camera or FIRST_CAMERA
    return open_source(spec, cards=read_queue(folder.path) if spec == SIMULATED else ())


def _without_camera(folder: DataFolder, options: ScanOptions, error: CameraError) -> Finding:
    if _is_in_use(folder):
        words = "the kiosk that runs on this machine has it; close the kiosk for this check."
        return Finding("camera", Health.BAD, words)
    # Where nobody named one, a scanner alone may be all there is.
    return Finding("camera", Health.BAD if options.camera else Health.NOTE, str(error))


def _is_in_use(folder: DataFolder) -> bool:
    if not folder.path.exists():
        return False
    try:
        folder.lock().release()
    except StoreError:
        return True
    return False


def _watch(source: FrameSource | None, options: ScanOptions) -> list[CheckFinding]:
    """Look at a source for the seconds that were asked for, or until it ends."""
    check, settings = CameraCheck(is_pass_text, options.distance_cm), None
    for frame in _frames(source, options.seconds):
        with suppress(PictureError):  # the next one comes at once
            check.look(frame)
        settings = settings_of(source) or settings if source else None
    return check.findings(settings)


def _frames(source: FrameSource | None, seconds: float) -> Iterator[Frame]:
    frames: queue.Queue[Frame | None] = queue.Queue(FRAMES_WAITING)

    def hand_over(frame: Frame) -> None:
        with suppress(queue.Full):  # this thread is behind; the newest comes soon enough
            frames.put_nowait(frame)

    loop = ScanLoop(source) if source else None
    if loop:
        loop.on_frame = hand_over
        loop.on_end = lambda: frames.put(None)
        loop.start()
    until_s = time.monotonic() + seconds
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Measuring", total=seconds)
            while (left_s := until_s - time.monotonic()) > 0:
                progress.update(bar, completed=seconds - left_s)
                try:
                    frame = frames.get(timeout=min(STEP_S, left_s))
                except queue.Empty:
                    continue
                if frame is None:
                    return
                yield frame
    finally:
        if loop:
            loop.stop(STOPS_WITHIN_S)


def _worded(findings: Iterable[CheckFinding]) -> list[Finding]:
    return [
        Finding(TOPICS[found.topic], Health(found.verdict.value), sentence(found))
        for found in findings
    ]
