"""lobby doctor --scan: how well this machine's camera and USB scanner read passes."""

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
from kiosk.scanning.frames import FrameSource
from kiosk.scanning.selftest.check import CameraCheck, settings_of
from kiosk.scanning.selftest.findings import CheckFinding
from kiosk.scanning.selftest.scanner import ScannerCheck
from kiosk.scanning.selftest.watching import Watch
from kiosk.scanning.simulated import read_queue
from kiosk.scanning.sources import SIMULATED, open_source
from kiosk.settings import DataFolder

FIRST_CAMERA = "0"
SECONDS, DISTANCE_CM = 6.0, 50.0
STEP_S = 0.1


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
        if source is not None:
            found += _worded(_watch(source, options))
        else:
            for left_s in _counting_down(options.seconds):
                time.sleep(min(STEP_S, left_s))
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


def _watch(source: FrameSource, options: ScanOptions) -> list[CheckFinding]:
    """Look at a source for the seconds that were asked for, or until it ends."""
    check, settings = CameraCheck(is_pass_text, options.distance_cm), settings_of(source)
    with Watch(source, is_pass_text) as watch:
        for left_s in _counting_down(options.seconds):
            frame = watch.next(min(STEP_S, left_s))
            if watch.is_over:
                break
            if frame is not None:
                with suppress(PictureError):  # the next one comes at once
                    check.look(frame)
                settings = settings_of(source) or settings
    return check.findings(settings)


def _counting_down(seconds: float) -> Iterator[float]:
    """Yield how much time is left as long as there is some, and show it."""
    until_s = time.monotonic() + seconds
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Measuring", total=seconds)
        while (left_s := until_s - time.monotonic()) > 0:
            progress.update(bar, completed=seconds - left_s)
            yield left_s


def _worded(findings: Iterable[CheckFinding]) -> list[Finding]:
    return [
        Finding(TOPICS[found.topic], Health(found.verdict.value), sentence(found))
        for found in findings
    ]
