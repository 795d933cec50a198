"""The staff's window with sample people, for pictures and for the check of every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.domain.views import StaffView
from kiosk.scanning.selftest.findings import CheckFinding
from ui.pictures.sample_camera import sample_camera
from ui.pictures.sample_checks import sample_checks
from ui.pictures.sample_views import long_staff_view, staff_view
from ui.pictures.scenes import Scene, Show, code_of
from ui.viewmodels.staff import StaffModel
from ui.viewmodels.staff_scanner import ScannerModel


def staff_show(language: str) -> Show:
    """Return the staff's window in this language."""
    model = StaffModel(code_of(language))
    scanner = ScannerModel(model)
    frames, look_into_the_lobby = sample_camera(model)
    stage = _Stage(model, scanner)
    scenes = (*_today_scenes(stage), *_check_scenes(stage))
    properties: dict[str, object] = {"model": model, "scanner": scanner, "frames": frames}
    return Show("StaffWindow", properties, scenes, look_into_the_lobby)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A staff's window and what it may show."""

    model: StaffModel
    scanner: ScannerModel

    def today(self, view: StaffView) -> None:
        self.scanner.backAsked()
        self.model.showView(view)

    def check(self, stage: str, findings: Sequence[CheckFinding], module_px: float) -> None:
        self.scanner.backAsked()
        self.scanner.checkAsked()
        self.scanner.showStage(stage)
        self.scanner.showFindings(findings)
        self.scanner.showCode(module_px)


def _today_scenes(stage: _Stage) -> tuple[Scene, ...]:
    today = partial(partial, stage.today)
    return (
        Scene("staff", today(staff_view(31))),
        Scene("staff-calm", today(staff_view(31, is_calm=True))),
        Scene("staff-nobody", today(staff_view(0, is_calm=True))),
        Scene("staff-one", today(staff_view(1, is_calm=True))),
        Scene("staff-200", today(staff_view(200))),
        Scene("staff-long", today(long_staff_view())),
    )


def _check_scenes(stage: _Stage) -> tuple[Scene, ...]:
    checks = sample_checks().items()
    return tuple(Scene(f"staff-check{n}", partial(stage.check, *case)) for n, case in checks)
