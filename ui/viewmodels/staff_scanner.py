"""The staff's page that checks this computer's camera and USB scanner while somebody watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.people_list import PeopleList

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

SCANNER = "scanner"
WORST_LAST = ("good", "note", "bad")
STILL_OPEN = ("reach_no_code", "scanner_none", "scanner_silent")
"""What asks for something to be shown or plugged in: neither good nor bad so far."""


class CheckStage(StrEnum):
    """How far the check is."""

    CLOSED = "closed"
    MEASURING = "measuring"
    NO_CAMERA = "no_camera"
    UNKNOWN_CAMERA = "unknown_camera"  # what was named is neither camera nor file
    SCANNER_ONLY = "scanner_only"  # no camera is wanted
    AWAY = "away"  # unplugged; the check waits for it


class Found(Protocol):
    """What the check found, as values from closed lists; the page has the words."""

    @property
    def topic(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def other(self) -> float: ...
    @property
    def name(self) -> str: ...
    @property
    def after_s(self) -> float: ...


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One thing that was measured. `key` is its topic."""

    key: str
    verdict: str
    says: str
    value: float
    other: float
    name: str
    afterS: float


@QmlElement
class ScannerModel(QObject):
    """The check's findings as rows; opening the page begins it, leaving gives the camera back."""

    changed = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, parent: QObject | None = None, camera_name: str = "") -> None:
        super().__init__(parent)
        self._camera_name = camera_name
        self._stage = CheckStage.CLOSED
        self._module_px = 0.0
        self._camera = PeopleList(CheckRow, self)
        self._scanner = PeopleList(CheckRow, self)

    # What the composition tells.

    @Slot(object)
    def showFindings(self, findings: Sequence[Found]) -> None:
        """Show what is known by now."""
        rows = [_row(found) for found in findings]
        # What was measured before it went away says nothing of it now.
        is_away = self._stage is CheckStage.AWAY
        self._camera.show([] if is_away else [r for r in rows if not r.key.startswith(SCANNER)])
        self._scanner.show([row for row in rows if row.key.startswith(SCANNER)])
        self.changed.emit()

    @Slot(float)
    def showCode(self, module_px: float) -> None:
        """Show how large a module of the code in view appears; 0 without one."""
        if round(module_px, 1) != self._module_px:
            self._module_px = round(module_px, 1)
            self.changed.emit()

    @Slot(str)
    def showStage(self, stage: str) -> None:
        if self._stage is not CheckStage.CLOSED and stage != self._stage:
            self._stage = CheckStage(stage)
            if self._stage is CheckStage.AWAY:
                self._camera.show([])
            self.changed.emit()

    # What people do.

    @Slot()
    def checkAsked(self) -> None:
        """Open the page, and the camera with it."""
        if self._stage is CheckStage.CLOSED:
            self.showFindings([])
            self._stage, self._module_px = CheckStage.MEASURING, 0.0
            self.changed.emit()
            self.opened.emit()

    @Slot()
    def backAsked(self) -> None:
        """Leave the page; others may use the camera."""
        if self._stage is not CheckStage.CLOSED:
            self._stage = CheckStage.CLOSED
            self.changed.emit()
            self.left.emit()

    # What the page shows.

    @Property(bool, notify=changed)
    def isOpen(self) -> bool:
        return self._stage is not CheckStage.CLOSED

    @Property(str, notify=changed)
    def stage(self) -> str:
        return self._stage.value

    @Property(str, notify=changed)
    def cameraName(self) -> str:
        """As it was named behind --camera."""
        return self._camera_name

    @Property(float, notify=changed)
    def modulePx(self) -> float:
        return self._module_px

    @Property(QObject, notify=changed)
    def camera(self) -> QObject:
        return self._camera

    @Property(QObject, notify=changed)
    def scanner(self) -> QObject:
        return self._scanner

    @Property(str, notify=changed)
    def cameraVerdict(self) -> str:
        """The worst of its findings; empty while it is away or too early to call it good."""
        return _summary(self._camera.rows)

    @Property(str, notify=changed)
    def scannerVerdict(self) -> str:
        return _summary(self._scanner.rows)


def _row(found: Found) -> CheckRow:
    return CheckRow(
        str(found.topic),
        str(found.verdict),
        str(found.says),
        _settled(found.value),
        _settled(found.other),
        found.name,
        _settled(found.after_s),
    )


def _summary(rows: Sequence[CheckRow]) -> str:
    told = [row.verdict for row in rows if row.says not in STILL_OPEN]
    worst = max(told, key=WORST_LAST.index, default="")
    is_open = any(row.says in STILL_OPEN for row in rows)
    return "" if worst == "good" and is_open else worst


def _settled(value: float) -> float:
    """Round to what is shown: between two looks nothing on the page should tremble."""
    return round(value, 1) if value < 10 else float(round(value))
