"""Judging a camera by some seconds of its pictures and by what it says of itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import median, quantiles

from kiosk.scanning.camera import CameraSettings
from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from kiosk.scanning.selftest.measuring import PASS_MODULES, Code, Look
from kiosk.scanning.selftest.reading import Reading

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

OFTEN_SHARE, SOON_S = 0.5, 1.0

_OF_FILES = {
    Says.SIZE_SMALL: Says.SIZE,
    Says.SPEED_SLOW: Says.SPEED,
    Says.SPEED_SLOW_DARK: Says.SPEED,
    Says.LIGHT_DARK: Says.LIGHT_DARK_FILE,
    Says.LIGHT_BRIGHT: Says.LIGHT_BRIGHT_FILE,
    Says.BLURRED: Says.BLURRED_FILE,
    Says.BLURRED_ROOM: Says.BLURRED_ROOM_FILE,
}
"""What is said of pictures that no lamp, lens or port can change any more."""

Judge = Callable[["Measured"], CheckFinding | None]


class Kind(StrEnum):
    """Where pictures come from, and so what can be said of them."""

    CAMERA = "camera"
    FILM = "film"  # a clip or the simulation
    STILLS = "stills"  # pictures that were made to be shown, from no distance, at no speed


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a camera. A file or a simulation has no settings."""

    looks: Sequence[Look]
    codes: Sequence[Code]
    settings: CameraSettings | None = None
    distance_cm: float = ARM_CM
    """How far away the printed pass is held."""
    kind: Kind = Kind.CAMERA
    reading: Reading = field(default_factory=Reading)

    @property
    def has_codes(self) -> bool:
        """Enough to say something about them."""
        return len(self.codes) >= (1 if self.kind is Kind.STILLS else FEWEST_CODES)


def camera_findings(measured: Measured) -> list[CheckFinding]:
    """Return what can be said by now; nothing before the first picture."""
    return list(_found(measured)) if measured.looks else []


def _found(measured: Measured) -> Iterator[CheckFinding]:
    judges: tuple[Judge, ...] = (_size, _speed, _format, _light, _sharpness, _read, _reach)
    for judge in judges:
        finding = judge(measured)
        if finding is not None:
            is_file = measured.kind is not Kind.CAMERA
            yield _without_advice(finding) if is_file else finding


def _without_advice(finding: CheckFinding) -> CheckFinding:
    verdict = finding.verdict
    if finding.topic is Topic.SPEED and verdict is Verdict.BAD:
        verdict = Verdict.NOTE  # how fast it is played says little of any camera
    return replace(finding, verdict=verdict, says=_OF_FILES.get(finding.says, finding.says))


def _size(measured: Measured) -> CheckFinding:
    width, height = measured.looks[-1].size
    # A camera may stand upright.
    is_large = max(width, height) >= WIDTH_PX and min(width, height) >= HEIGHT_PX
    verdict, says = (Verdict.GOOD, Says.SIZE) if is_large else (Verdict.NOTE, Says.SIZE_SMALL)
    return CheckFinding(Topic.SIZE, verdict, says, width, height)


def _speed(measured: Measured) -> CheckFinding | None:
    per_s = pictures_per_s(measured.looks)
    if per_s is None or measured.kind is Kind.STILLS:
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
    spread_px = _code_blur_px(measured)
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


def _read(measured: Measured) -> CheckFinding | None:
    reading = measured.reading
    read, seen = reading.read, reading.seen
    if measured.kind is Kind.STILLS:
        if not read:
            return CheckFinding(Topic.READ, Verdict.BAD, Says.READ_STILLS_NONE)
        verdict = Verdict.GOOD if read == reading.pictures else Verdict.NOTE
        return CheckFinding(Topic.READ, verdict, Says.READ_STILLS, read, reading.pictures)
    if not read:  # what can be said then, the reach says
        return None
    is_good = read >= OFTEN_SHARE * seen and reading.after_s <= SOON_S
    verdict, says = (Verdict.GOOD, Says.READ) if is_good else (Verdict.NOTE, Says.READ_SELDOM)
    return CheckFinding(Topic.READ, verdict, says, read, seen, after_s=reading.after_s)


def _reach(measured: Measured) -> CheckFinding | None:
    codes = measured.codes
    if not measured.has_codes:
        if measured.kind is Kind.STILLS:
            return None
        return CheckFinding(Topic.REACH, Verdict.NOTE, Says.REACH_NO_CODE)
    module_px = _module_px(codes)
    if not any(code.is_read for code in codes):
        return CheckFinding(Topic.REACH, Verdict.BAD, Says.REACH_UNREAD, module_px)
    if measured.kind is Kind.STILLS:
        verdict = Verdict.GOOD if module_px >= LEAST_MODULE_PX else Verdict.NOTE
        return CheckFinding(Topic.REACH, verdict, Says.CODE_SIZE, module_px)
    needed_px = max(LEAST_MODULE_PX, (_code_blur_px(measured) or 0.0) / BLURRED_MODULES)
    reach_cm = measured.distance_cm * module_px / needed_px
    smallest_cm = PASS_MODULES * MODULE_CM * ARM_CM / reach_cm
    if reach_cm >= FAR_CM:
        return CheckFinding(Topic.REACH, Verdict.GOOD, Says.REACH, reach_cm, smallest_cm)
    verdict = Verdict.NOTE if reach_cm >= NEAR_CM else Verdict.BAD
    return CheckFinding(Topic.REACH, verdict, Says.REACH_SHORT, reach_cm, smallest_cm)


def _module_px(codes: Sequence[Code]) -> float:
    return median(code.module_px for code in codes)


def _code_blur_px(measured: Measured) -> float | None:
    """The lens's share: in the sharper pictures, in which the hand was still."""
    spreads = [code.blur_px for code in measured.codes if code.blur_px is not None]
    if len(spreads) >= FEWEST_CODES:
        return quantiles(spreads, n=4)[0]
    return min(spreads, default=None) if measured.kind is Kind.STILLS else None
