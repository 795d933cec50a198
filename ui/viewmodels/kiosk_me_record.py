"""What the house knows about somebody, one property each, for their own eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QDateTime, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.kiosk_page import noon_of

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.people import Profile
    from kiosk.reports.own_record import OwnRecord

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class MeRecord(QObject):
    """Holds one record, or none, and replaces it whole."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record: OwnRecord | None = None

    def show(self, record: OwnRecord | None) -> None:
        if record != self._record:
            self._record = record
            self.changed.emit()

    @property
    def _profile(self) -> Profile | None:
        return self._record.profile if self._record else None

    @Property(bool, notify=changed)
    def isThere(self) -> bool:
        return self._record is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._profile.display_name if self._profile else ""

    @Property(str, notify=changed)
    def photo(self) -> str:
        return self._profile.photo if self._profile else ""

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._profile.headline if self._profile else ""

    @Property(str, notify=changed)
    def seat(self) -> str:
        return self._profile.seat if self._profile else ""

    @Property(str, notify=changed)
    def askAbout(self) -> str:
        return self._profile.ask_about if self._profile else ""

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def offers(self) -> list[str]:
        return [phrase.text for phrase in self._profile.offers] if self._profile else []

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def asks(self) -> list[str]:
        return [phrase.text for phrase in self._profile.asks] if self._profile else []

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def speaks(self) -> list[str]:
        """The languages that they say they speak, in their own words."""
        return list(self._profile.languages) if self._profile else []

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def links(self) -> list[str]:
        return list(self._profile.links) if self._profile else []

    @Property(bool, notify=changed)
    def hasPin(self) -> bool:
        return self._record is not None and self._record.has_pin

    @Property(bool, notify=changed)
    def hasEnd(self) -> bool:
        """Whether their membership has a last day."""
        return self._record is not None and self._record.valid_until is not None

    @Property(QDateTime, notify=changed)
    def lastDay(self) -> QDateTime:
        return noon_of(self._record.valid_until if self._record else None)

    @Property(int, notify=changed)
    def visits(self) -> int:
        """How many of their visits this kiosk keeps."""
        return self._record.visits if self._record else 0

    @Property(bool, notify=changed)
    def hasVisits(self) -> bool:
        return self._record is not None and self._record.first_day is not None

    @Property(QDateTime, notify=changed)
    def firstDay(self) -> QDateTime:
        """The day of the oldest of them."""
        return noon_of(self._record.first_day if self._record else None)

    @Property(int, notify=changed)
    def records(self) -> int:
        """How many single things that happened with them this kiosk keeps."""
        return self._record.records if self._record else 0
