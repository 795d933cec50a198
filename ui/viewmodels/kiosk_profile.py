"""One person's whole card, which follows them while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.clock import clock_time

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallPerson

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ProfileState:
    """Whom the page shows; nobody while `key` is empty or once they are `gone`."""

    key: str = ""
    is_gone: bool = False
    person: WallPerson | None = None
    since: str = ""


def profile_of(person: WallPerson, timezone: str) -> ProfileState:
    since = clock_time(person.arrived_at, timezone)
    return ProfileState(person.face.key, person=person, since=since)


@QmlElement
class ProfileModel(QObject):
    """Fed by the room, shown by the profile's page."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = ProfileState()

    @property
    def state(self) -> ProfileState:
        return self._state

    def show(self, state: ProfileState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()

    @Property(str, notify=changed)
    def key(self) -> str:
        return self._state.key

    @Property(bool, notify=changed)
    def isGone(self) -> bool:
        """Whether they left, or chose not to be seen any more; then nothing here says who."""
        return self._state.is_gone

    @Property(str, notify=changed)
    def name(self) -> str:
        """The whole name of who shows it, else the first."""
        person = self._state.person
        return (person.full_name or person.face.name) if person else ""

    @Property(str, notify=changed)
    def firstName(self) -> str:
        return self._state.person.face.name if self._state.person else ""

    @Property(str, notify=changed)
    def initials(self) -> str:
        return self._state.person.face.initials if self._state.person else ""

    @Property(int, notify=changed)
    def hue(self) -> int:
        return self._state.person.face.hue if self._state.person else 0

    @Property(str, notify=changed)
    def photo(self) -> str:
        return self._state.person.face.photo if self._state.person else ""

    @Property(str, notify=changed)
    def mode(self) -> str:
        return self._state.person.mode.value if self._state.person else ""

    @Property(bool, notify=changed)
    def isEarlier(self) -> bool:
        return bool(self._state.person and self._state.person.is_earlier)

    @Property(str, notify=changed)
    def since(self) -> str:
        return self._state.since

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._state.person.headline if self._state.person else ""

    @Property(str, notify=changed)
    def seat(self) -> str:
        return self._state.person.seat if self._state.person else ""

    @Property(str, notify=changed)
    def askAbout(self) -> str:
        return self._state.person.ask_about if self._state.person else ""

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def offers(self) -> list[str]:
        return list(self._state.person.offers) if self._state.person else []

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def asks(self) -> list[str]:
        return list(self._state.person.asks) if self._state.person else []

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def languages(self) -> list[str]:
        """Codes, or words where somebody wrote words."""
        return list(self._state.person.languages) if self._state.person else []

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # as QML names it
    def links(self) -> list[str]:
        """Addresses as people read them, without what only browsers need."""
        links = self._state.person.links if self._state.person else ()
        return [link.split("://", 1)[-1].rstrip("/") for link in links]
