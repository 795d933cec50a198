"""lobby doctor --scan: how well this machine's camera and USB scanner read passes."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress

from kiosk.commands.findings import Finding, Health
from kiosk.commands.scan_words import TOPICS, sentence
from kiosk.domain.codes import is_our_text
from kiosk.errors import CameraError, NoSuchCameraError, PictureError, StoreError
from kiosk.scanning.frames import FrameSource
from kiosk.scanning.selftest.camera import Kind
from kiosk.scanning.selftest.check import CameraCheck, kind_of, settings_of
from kiosk.scanning.selftest.findings import CheckFinding
from kiosk.scanning.selftest.scanner import ScannerCheck
from kiosk.scanning.selftest.watching import Watch
from kiosk.scanning.simulated import read_queue
from kiosk.scanning.sources import NO_CAMERA, SIMULATED, open_source
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


def check_scanning(
    folder: DataFolder, options: ScanOptions, ask: Callable[[str], None]
) -> list[Finding]:
    """Measure for some seconds, with a line that says how far it is.

    Args:
        folder: whose simulated passes are shown, and whose kiosk may have the camera.
        options: what to look at.
        ask: told what whoever is there should do meanwhile.

    Raises:
        PictureError: there is no such file, or it is none.
        SetupError: nobody prepared passes for the simulated camera.
    """
    source: FrameSource | None = None
    found: list[Finding] = []
    has_camera = False
    try:
        source = _opened(folder, options)
        has_camera = source is not None
    except CameraError as error:
        found.append(_without_camera(folder, options, error))
        # One that cannot be opened need not be plugged in.
        has_camera = not isinstance(error, NoSuchCameraError) or _is_in_use(folder)
    if options.camera == NO_CAMERA:
        found.append(Finding("camera", Health.NOTE, "not looked at, as you asked."))
    ask(what_to_do(options, source))
    with ScannerCheck(is_our_text) as scanners:
        if source is not None:
            found += _worded(_watch(source, options))
        else:
            for left_s in _counting_down(options.seconds):
                time.sleep(min(STEP_S, left_s))
        found += _worded(scanners.findings(has_camera=has_camera))
    return found


def what_to_do(options: ScanOptions, source: FrameSource | None) -> str:
    """Return what the person at the machine is asked to do meanwhile."""
    duration = f"{options.seconds:.0f} second{'' if round(options.seconds) == 1 else 's'}"
    if source is None:
        return f"For {duration}, scan a printed pass with the USB scanner."
    if kind_of(source) is not Kind.CAMERA:
        return f"Looking at {source.name}, for {duration} at most."
    return (
        f"For {duration}, hold a printed pass still, {options.distance_cm:.0f} "
        "cm from the camera; with a USB scanner, scan it too."
    )


def _opened(folder: DataFolder, options: ScanOptions) -> FrameSource | None:
    """Return the source; None where none is wanted."""
    spec = options.camera or FIRST_CAMERA
    if spec == NO_CAMERA:
        return None
    return open_source(spec, cards=read_queue(folder.path) if spec == SIMULATED else ())


def _without_camera(folder: DataFolder, options: ScanOptions, error: CameraError) -> Finding:
    if _is_in_use(folder):
        words = "the kiosk that runs on this machine has it; close the kiosk for this check."
        return Finding("camera", Health.BAD, words)
    # Where nobody named one, a scanner alone may be all there is.
    is_fine = isinstance(error, NoSuchCameraError) and not options.camera
    return Finding("camera", Health.NOTE if is_fine else Health.BAD, str(error))


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
    check = CameraCheck(is_our_text, options.distance_cm, kind_of(source))
    settings = settings_of(source)
    with Watch(source, is_our_text) as watch:
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
