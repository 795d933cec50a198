"""Judging a camera by some seconds of its pictures and by what it says of itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from kiosk.scanning.camera import CameraSettings
from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from kiosk.scanning.selftest.measuring import PASS_MODULES, Code, Look

MODULE_CM = 0.09
"""Of our printed passes, whose code is 3.3 cm wide."""
ARM_CM = 50.0

WIDTH_PX, HEIGHT_PX = 1280, 720
FAST_PER_S, SLOW_PER_S = 12.5, 9.0
LEAST_SPAN_S = 1.0
DARK, TOO_DARK = 0.22, 0.12
"""Middle brightness, of all there is."""
BRIGHT_SHARE, TOO_BRIGHT_SHARE = 0.2, 0.45
SHARP_ROOM_PX = 2.0
SHARP_MODULES, BLURRED_MODULES = 0.33, 0.5
"""Spread of a code's edges: up to the second, codes were read in measurements."""
LEAST_MODULE_PX = 2.0
FAR_CM, NEAR_CM = 40.0, 25.0
FEWEST_CODES = 3
"""Pictures in which a code was seen, before anything is said about it."""

Judge = Callable[["Measured"], CheckFinding | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a camera. A file or a simulation has no settings."""

    looks: Sequence[Look]
    codes: Sequence[Code]
    settings: CameraSettings | None = None
    distance_cm: float = ARM_CM
    """How far away the printed pass is held."""


def camera_findings(measured: Measured) -> list[CheckFinding]:
    """Return what can be said by now; nothing before the first picture."""
    return list(_found(measured)) if measured.looks else []


def _found(measured: Measured) -> Iterator[CheckFinding]:
    for judge in (_size, _speed, _format, _light, _sharpness, _reach):
        finding = judge(measured)
        if finding is not None:
            yield finding


def _size(measured: Measured) -> CheckFinding:
    width, height = measured.looks[-1].size
    # A camera may stand upright.
    is_large = max(width, height) >= WIDTH_PX and min(width, height) >= HEIGHT_PX
    verdict, says = (Verdict.GOOD, Says.SIZE) if is_large else (Verdict.NOTE, Says.SIZE_SMALL)
    return CheckFinding(Topic.SIZE, verdict, says, width, height)


def _speed(measured: Measured) -> CheckFinding | None:
    per_s = pictures_per_s(measured.looks)
    if per_s is None:
        return None
    settings = measured.settings
    promised = settings.frames_per_s if settings else 0.0
    if per_s >= FAST_PER_S:
        return CheckFinding(Topic.SPEED, Verdict.GOOD, Says.SPEED, per_s, promised)
    verdict = Verdict.NOTE if per_s >= SLOW_PER_S else Verdict.BAD
    if _brightness(measured) < DARK:
        says = Says.SPEED_SLOW_DARK
    elif settings and settings.pixel_format == "MJPG":
        says = Says.SPEED_SLOW_COMPRESSED
    else:
        says = Says.SPEED_SLOW
    return CheckFinding(Topic.SPEED, verdict, says, per_s, promised)


def pictures_per_s(looks: Sequence[Look]) -> float | None:
    """Return how many pictures came a second, also those that nobody looked at.

    None while it is too early to tell, and for pictures without times.
    """
    first, last = looks[0], looks[-1]
    span_s = last.taken_at_s - first.taken_at_s
    return (last.number - first.number) / span_s if span_s >= LEAST_SPAN_S else None


def _format(measured: Measured) -> CheckFinding | None:
    settings = measured.settings
    if settings is None:
        return None
    is_compressed = settings.pixel_format == "MJPG"
    verdict, says = (
        (Verdict.GOOD, Says.FORMAT) if is_compressed else (Verdict.NOTE, Says.FORMAT_RAW)
    )
    return CheckFinding(Topic.FORMAT, verdict, says, name=settings.pixel_format)


def _light(measured: Measured) -> CheckFinding:
    blown = median(look.blown_share for look in measured.looks)
    if blown > BRIGHT_SHARE:
        verdict = Verdict.BAD if blown > TOO_BRIGHT_SHARE else Verdict.NOTE
        return CheckFinding(Topic.LIGHT, verdict, Says.LIGHT_BRIGHT, 100 * blown)
    brightness = _brightness(measured)
    if brightness < DARK:
        verdict = Verdict.BAD if brightness < TOO_DARK else Verdict.NOTE
        return CheckFinding(Topic.LIGHT, verdict, Says.LIGHT_DARK, 100 * brightness)
    return CheckFinding(Topic.LIGHT, Verdict.GOOD, Says.LIGHT, 100 * brightness)


def _brightness(measured: Measured) -> float:
    return median(look.middle_grey for look in measured.looks) / 255


def _sharpness(measured: Measured) -> CheckFinding | None:
    spread_px = _code_blur_px(measured.codes)
    if spread_px is not None:
        modules = spread_px / _module_px(measured.codes)
        if modules <= SHARP_MODULES:
            return CheckFinding(Topic.SHARPNESS, Verdict.GOOD, Says.SHARP, modules)
        verdict = Verdict.NOTE if modules <= BLURRED_MODULES else Verdict.BAD
        return CheckFinding(Topic.SHARPNESS, verdict, Says.BLURRED, modules)
    rooms = [look.room_blur_px for look in measured.looks if look.room_blur_px is not None]
    if not rooms:
        return None
    # A room may well lie out of focus where a code held up would not: no more than a note.
    room_px = median(rooms)
    if room_px <= SHARP_ROOM_PX:
        return CheckFinding(Topic.SHARPNESS, Verdict.GOOD, Says.SHARP_ROOM, room_px)
    return CheckFinding(Topic.SHARPNESS, Verdict.NOTE, Says.BLURRED_ROOM, room_px)


def _reach(measured: Measured) -> CheckFinding:
    codes = measured.codes
    if len(codes) < FEWEST_CODES:
        return CheckFinding(Topic.REACH, Verdict.NOTE, Says.REACH_NO_CODE)
    module_px = _module_px(codes)
    if not any(code.is_read for code in codes):
        return CheckFinding(Topic.REACH, Verdict.BAD, Says.REACH_UNREAD, module_px)
    needed_px = max(LEAST_MODULE_PX, (_code_blur_px(codes) or 0.0) / BLURRED_MODULES)
    reach_cm = measured.distance_cm * module_px / needed_px
    smallest_cm = PASS_MODULES * MODULE_CM * ARM_CM / reach_cm
    if reach_cm >= FAR_CM:
        return CheckFinding(Topic.REACH, Verdict.GOOD, Says.REACH, reach_cm, smallest_cm)
    verdict = Verdict.NOTE if reach_cm >= NEAR_CM else Verdict.BAD
    return CheckFinding(Topic.REACH, verdict, Says.REACH_SHORT, reach_cm, smallest_cm)


def _module_px(codes: Sequence[Code]) -> float:
    return median(code.module_px for code in codes)


def _code_blur_px(codes: Sequence[Code]) -> float | None:
    """The lens's share: in the sharper pictures, in which the hand was still."""
    spreads = [code.blur_px for code in codes if code.blur_px is not None]
    return quantiles(spreads, n=4)[0] if len(spreads) >= FEWEST_CODES else None
