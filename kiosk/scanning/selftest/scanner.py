"""Judging a USB scanner by how it sent the last code."""

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType

from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.finders import finders_here
from kiosk.scanning.usb.layouts import AS_TYPED
from kiosk.scanning.usb.listening import Device, Finder, UsbScanners
from kiosk.scanning.usb.reach import Barrier
from kiosk.scanning.usb.reading import BurstReport, IsWanted

DIGITS_OF_A_PASS = 195
LONGEST_S = 2.0
"""Nobody should have to hold a pass still for longer."""
STOPS_WITHIN_S = 2.0
_BARRED = {Barrier.NO_RIGHT: Says.SCANNER_NO_RIGHT, Barrier.TAKEN: Says.SCANNER_TAKEN}


class ScannerCheck:
    """Listens to this machine's USB scanners while somebody scans a pass with them.

    Thread contract: one thread begins, asks and ends it; the scanners are read on another. `heard`
    is for any thread.
    """

    def __init__(self, is_wanted: IsWanted, finders: Sequence[Finder] | None = None) -> None:
        """Begin a check by `with`; without finders those for this machine are used."""
        self._finders = [_Noting(f) for f in (finders_here() if finders is None else finders)]
        # The last pass and the last other code: some scanners never fall silent.
        self._last: dict[bool, BurstReport] = {}
        self._scanners = UsbScanners(self._finders, is_wanted)
        self._scanners.on_burst = self.heard

    def __enter__(self) -> "ScannerCheck":
        self._scanners.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._scanners.stop(STOPS_WITHIN_S)

    def heard(self, report: BurstReport) -> None:
        """Take in what a scanner sent, also one that is read by somebody else."""
        self._last[report.was_wanted] = report

    def findings(self, *, has_camera: bool = True) -> list[CheckFinding]:
        """Return what can be said by now; one of scanner and camera is needed."""
        names = [name for finder in self._finders for name in finder.names]
        barred = [one for finder in self._finders for one in finder.out_of_reach.items()]
        found = scanner_findings(names, tuple(self._last.values()), barred)
        return found if has_camera else [_needed(finding) for finding in found]


class _Noting:
    """A finder that remembers the names of the scanners it found."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._there: dict[int, str] = {}

    @property
    def names(self) -> list[str]:
        return list(self._there.values())

    @property
    def out_of_reach(self) -> Mapping[str, Barrier]:
        return self._finder.out_of_reach

    def find(self) -> Iterator[Device]:
        for device in self._finder.find():
            if device.is_scanner:
                self._there[id(device)] = device.name
            yield device

    def forget(self, device: Device) -> None:
        self._there.pop(id(device), None)
        self._finder.forget(device)


def scanner_findings(
    scanners: Sequence[str],
    reports: Sequence[BurstReport],
    out_of_reach: Sequence[tuple[str, Barrier]] = (),
) -> list[CheckFinding]:
    """Return what can be said of this machine's USB scanners.

    Args:
        scanners: the names of those that are plugged in.
        reports: what was scanned meanwhile, the oldest first.
        out_of_reach: the names of those that cannot be read, and why.
    """
    if reports:
        return _judge(next((r for r in reversed(reports) if r.was_wanted), reports[-1]))
    if scanners:
        silent = CheckFinding(Topic.SCANNER, Verdict.NOTE, Says.SCANNER_SILENT, name=scanners[0])
        return [silent]
    if out_of_reach:
        name, barrier = out_of_reach[0]
        return [CheckFinding(Topic.SCANNER, Verdict.NOTE, _BARRED[barrier], name=name)]
    return [CheckFinding(Topic.SCANNER, Verdict.NOTE, Says.SCANNER_NONE)]


def _needed(finding: CheckFinding) -> CheckFinding:
    """What was found where there is no camera."""
    if finding.says is not Says.SCANNER_NONE:
        return finding
    return CheckFinding(Topic.SCANNER, Verdict.BAD, Says.SCANNER_NEEDED)


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
