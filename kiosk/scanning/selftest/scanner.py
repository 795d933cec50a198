"""Judging a USB scanner by how it sent the last code."""

from collections.abc import Sequence

from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.layouts import AS_TYPED
from kiosk.scanning.usb.reading import BurstReport

DIGITS_OF_A_PASS = 195
LONGEST_S = 2.0
"""Nobody should have to hold a pass still for longer."""


def scanner_findings(scanners: Sequence[str], reports: Sequence[BurstReport]) -> list[CheckFinding]:
    """Return what can be said of this machine's USB scanners.

    Args:
        scanners: the names of those that are plugged in.
        reports: what was scanned meanwhile, the oldest first.
    """
    if reports:
        return _judge(next((r for r in reversed(reports) if r.was_wanted), reports[-1]))
    if scanners:
        silent = CheckFinding(Topic.SCANNER, Verdict.NOTE, Says.SCANNER_SILENT, name=scanners[0])
        return [silent]
    return [CheckFinding(Topic.SCANNER, Verdict.NOTE, Says.SCANNER_NONE)]


def _judge(report: BurstReport) -> list[CheckFinding]:
    if not report.was_wanted and report.layout == AS_TYPED:
        verdict, says = Verdict.NOTE, Says.SCANNER_OTHER_CODE
    else:
        verdict, says = Verdict.GOOD, Says.SCANNER
    scanner = CheckFinding(Topic.SCANNER, verdict, says, name=report.device)
    return [scanner, _speed(report), _end(report), _layout(report)]


def _speed(report: BurstReport) -> CheckFinding:
    takes_s = DIGITS_OF_A_PASS / report.characters_per_s if report.characters_per_s else 0.0
    if takes_s <= LONGEST_S:
        return CheckFinding(Topic.SCANNER_SPEED, Verdict.GOOD, Says.SCANNER_FAST, takes_s)
    return CheckFinding(Topic.SCANNER_SPEED, Verdict.NOTE, Says.SCANNER_SLOW, takes_s)


def _end(report: BurstReport) -> CheckFinding:
    if report.suffix is Suffix.NONE:
        return CheckFinding(Topic.SCANNER_END, Verdict.NOTE, Says.SCANNER_ENDS_SILENT)
    return CheckFinding(
        Topic.SCANNER_END, Verdict.GOOD, Says.SCANNER_ENDS, name=report.suffix.value
    )


def _layout(report: BurstReport) -> CheckFinding:
    if report.layout == AS_TYPED:
        return CheckFinding(Topic.SCANNER_LAYOUT, Verdict.GOOD, Says.LAYOUT)
    if report.layout:
        return CheckFinding(
            Topic.SCANNER_LAYOUT, Verdict.NOTE, Says.LAYOUT_UNDONE, name=report.layout
        )
    return CheckFinding(Topic.SCANNER_LAYOUT, Verdict.BAD, Says.LAYOUT_UNKNOWN)
