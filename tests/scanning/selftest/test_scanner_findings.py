"""A USB scanner is judged by how it sent a code."""

import time
from dataclasses import replace

import pytest

from kiosk.scanning.selftest.findings import Says, Verdict
from kiosk.scanning.selftest.scanner import ScannerCheck, scanner_findings
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.reach import Barrier
from kiosk.scanning.usb.reading import BurstReport

FINE = BurstReport("Honeywell 1470g", 195, 500.0, Suffix.ENTER, "us", was_wanted=True)


def found(*reports):
    return {f.topic.value: (f.verdict, f.says) for f in scanner_findings(["1470g"], reports)}


def test_a_scanner_that_is_set_up_well_is_good_in_everything():
    assert {verdict for verdict, _ in found(FINE).values()} == {Verdict.GOOD}
    assert list(found(FINE)) == ["scanner", "scanner_speed", "scanner_end", "scanner_layout"]


def test_no_scanner_is_no_fault():
    (finding,) = scanner_findings([], [])
    assert (finding.verdict, finding.says) == (Verdict.NOTE, Says.SCANNER_NONE)


def test_without_a_camera_a_scanner_is_needed():
    with ScannerCheck(bool, []) as check:
        (finding,) = check.findings(has_camera=False)
        assert (finding.verdict, finding.says) == (Verdict.BAD, Says.SCANNER_NEEDED)
        check.heard(FINE)
        assert check.findings(has_camera=False) == check.findings()


def test_a_scanner_with_which_nothing_was_scanned_is_named():
    (finding,) = scanner_findings(["Honeywell 1470g"], [])
    assert (finding.says, finding.name) == (Says.SCANNER_SILENT, "Honeywell 1470g")


@pytest.mark.parametrize(
    ("barrier", "says"),
    [(Barrier.NO_RIGHT, Says.SCANNER_NO_RIGHT), (Barrier.TAKEN, Says.SCANNER_TAKEN)],
)
def test_a_scanner_that_is_there_but_cannot_be_read_is_not_said_to_be_missing(barrier, says):
    finder = PluggedIn(None)
    finder.out_of_reach = {"Honeywell 1470g": barrier}
    with ScannerCheck(bool, [finder]) as check:
        (finding,) = check.findings()
    assert (finding.verdict, finding.says) == (Verdict.NOTE, says)
    assert finding.name == "Honeywell 1470g"


@pytest.mark.parametrize(
    ("changes", "topic", "says", "verdict"),
    [
        ({"characters_per_s": 30.0}, "scanner_speed", Says.SCANNER_SLOW, Verdict.NOTE),
        ({"characters_per_s": 0.0}, "scanner_speed", Says.SCANNER_FAST, Verdict.GOOD),
        ({"suffix": Suffix.TAB}, "scanner_end", Says.SCANNER_ENDS, Verdict.GOOD),
        ({"suffix": Suffix.NONE}, "scanner_end", Says.SCANNER_ENDS_SILENT, Verdict.NOTE),
        ({"layout": "fr"}, "scanner_layout", Says.LAYOUT_UNDONE, Verdict.NOTE),
        (
            {"layout": "", "was_wanted": False},
            "scanner_layout",
            Says.LAYOUT_UNKNOWN,
            Verdict.BAD,
        ),
        ({"was_wanted": False}, "scanner", Says.SCANNER_OTHER_CODE, Verdict.NOTE),
    ],
)
def test_what_is_not_as_it_should_be_is_told(changes, topic, says, verdict):
    assert found(replace(FINE, **changes))[topic] == (verdict, says)


def test_a_pass_counts_more_than_the_bottle_scanned_after_it():
    bottle = replace(FINE, length=13, was_wanted=False)
    assert found(FINE, bottle) == found(FINE)


class Scanner:
    """A scanner that has just been plugged in and sends one code."""

    name, is_scanner, has_times = "1470g", True, True

    def __init__(self, text: str) -> None:
        self._waiting = [(sign, at / 500) for at, sign in enumerate(f"{text}\r")]

    def fileno(self):
        return None

    def read(self):
        waiting, self._waiting = self._waiting, []
        return waiting

    def prove(self):
        """It needs no proof."""

    def close(self):
        """Nothing to give back."""


class PluggedIn:
    """Finds one scanner once."""

    def __init__(self, scanner: Scanner | None) -> None:
        self._scanners = [] if scanner is None else [scanner]
        self.out_of_reach = {}

    def find(self):
        found, self._scanners = self._scanners, []
        return found

    def forget(self, device):
        """It stays."""


def wait_for(condition):
    until_s = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until_s
        time.sleep(0.01)


def test_what_is_scanned_during_a_check_is_judged():
    code = "1" * 195
    with ScannerCheck(code.__eq__, [PluggedIn(Scanner(code))]) as check:
        wait_for(lambda: len(check.findings()) == 4)
        scanner, speed, end, layout = check.findings()
    assert (scanner.says, scanner.name) == (Says.SCANNER, "1470g")
    assert (speed.says, round(speed.value, 1)) == (Says.SCANNER_FAST, 0.4)
    assert (end.name, layout.says) == ("enter", Says.LAYOUT)


def test_a_scanner_that_is_there_and_silent_is_named():
    with ScannerCheck(bool, [PluggedIn(Scanner(""))]) as check:
        wait_for(lambda: check.findings()[0].says is Says.SCANNER_SILENT)
        assert check.findings()[0].name == "1470g"


def test_a_scanner_that_never_falls_silent_fills_no_memory():
    with ScannerCheck(bool, []) as check:
        check.heard(FINE)
        for _ in range(1000):
            check.heard(replace(FINE, was_wanted=False))
        kept = [value for value in vars(check).values() if isinstance(value, list | dict)]
        assert max(map(len, kept)) <= 2
        assert check.findings()[0].says is Says.SCANNER
