"""What a scanner check may come to: fine, poor, and without a camera."""

from collections.abc import Mapping, Sequence

from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict

GOOD, NOTE, BAD = Verdict.GOOD, Verdict.NOTE, Verdict.BAD
SCANNER = "Honeywell Voyager 1470g"

Case = tuple[str, Sequence[CheckFinding], float]


def sample_checks() -> Mapping[str, Case]:
    """Return cases by the end of their name: the stage, what was found, pixels a module."""
    return {
        "": ("measuring", [*_good_camera(), *_good_scanner()], 4.7),
        "-poor": ("measuring", [*_poor_camera(), *_poor_scanner()], 1.6),
        "-begins": ("measuring", [], 0.0),
        "-away": ("away", [*_good_camera(), *_no_scanner()], 0.0),
        "-no-camera": ("no_camera", _nothing(), 0.0),
        "-none": ("scanner_only", _good_scanner(), 0.0),
    }


def _good_camera() -> list[CheckFinding]:
    return [
        CheckFinding(Topic.SIZE, GOOD, Says.SIZE, 1280, 720),
        CheckFinding(Topic.SPEED, GOOD, Says.SPEED, 29.4, 30),
        CheckFinding(Topic.FORMAT, GOOD, Says.FORMAT, name="MJPG"),
        CheckFinding(Topic.LIGHT, GOOD, Says.LIGHT, 58),
        CheckFinding(Topic.SHARPNESS, GOOD, Says.SHARP, 0.2),
        CheckFinding(Topic.READ, GOOD, Says.READ, 41, 45, after_s=0.2),
        CheckFinding(Topic.REACH, GOOD, Says.REACH, 92, 1.8),
    ]


def _poor_camera() -> list[CheckFinding]:
    return [
        CheckFinding(Topic.SIZE, NOTE, Says.SIZE_SMALL, 640, 480),
        CheckFinding(Topic.SPEED, BAD, Says.SPEED_SLOW, 7.2, 30),
        CheckFinding(Topic.FORMAT, NOTE, Says.FORMAT_RAW, name="YUYV"),
        CheckFinding(Topic.LIGHT, BAD, Says.LIGHT_BRIGHT, 52),
        CheckFinding(Topic.SHARPNESS, BAD, Says.BLURRED, 0.7),
        CheckFinding(Topic.READ, NOTE, Says.READ_SELDOM, 6, 45, after_s=1.8),
        CheckFinding(Topic.REACH, BAD, Says.REACH_SHORT, 22, 7.6),
    ]


def _good_scanner() -> list[CheckFinding]:
    return [
        CheckFinding(Topic.SCANNER, GOOD, Says.SCANNER, name=SCANNER),
        CheckFinding(Topic.SCANNER_SPEED, GOOD, Says.SCANNER_FAST, 0.4),
        CheckFinding(Topic.SCANNER_END, GOOD, Says.SCANNER_ENDS, name="enter"),
        CheckFinding(Topic.SCANNER_LAYOUT, GOOD, Says.LAYOUT),
    ]


def _poor_scanner() -> list[CheckFinding]:
    return [
        CheckFinding(Topic.SCANNER, NOTE, Says.SCANNER_OTHER_CODE, name=SCANNER),
        CheckFinding(Topic.SCANNER_SPEED, NOTE, Says.SCANNER_SLOW, 5.9),
        CheckFinding(Topic.SCANNER_END, NOTE, Says.SCANNER_ENDS_SILENT),
        CheckFinding(Topic.SCANNER_LAYOUT, NOTE, Says.LAYOUT_UNDONE, name="fr"),
    ]


def _no_scanner() -> list[CheckFinding]:
    return [CheckFinding(Topic.SCANNER, NOTE, Says.SCANNER_NONE)]


def _nothing() -> list[CheckFinding]:
    return [CheckFinding(Topic.SCANNER, BAD, Says.SCANNER_NEEDED)]
