"""Rooms in which people are found by the letters of their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ui.viewmodels.kiosk_room import Counter, Room
from ui.viewmodels.people_list import PeopleList
from ui.viewmodels.ports import Desk, Failed

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.naming import Found
    from kiosk.domain.views import WallView

PAUSE_MS = 150
"""So long no further letter comes before the core is asked."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Somebody who may be meant; the key is what the core knows them by."""

    key: str
    name: str
    initials: str
    hue: int
    photo: str


class FindingRoom(Room):
    """Asks the core whom letters mean: once the hand pauses, and one search at a time."""

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(counter, parent)
        self._search = self._answered = ""
        self._is_too_often = self._is_looking = False
        self._found = PeopleList(FoundRow, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)

    def closed(self) -> None:
        super().closed()
        self._begin_anew()

    def see(self, view: WallView) -> None:
        """Take from a list that is up whoever does not want to be seen any more."""
        if self._found.rows:
            self._ask(self._answered, self._keep)

    def _begin_anew(self) -> None:
        """Forget what was typed, and whoever was found by that."""
        self._drop_question()
        self._pause.stop()
        self._search = self._answered = ""
        self._is_too_often = False
        self._found.show([])

    def _find(self, desk: Desk, text: str, done: Callable[[Found], None], failed: Failed) -> None:
        """Ask the core; every such room in its own way."""
        raise NotImplementedError

    def _changed(self) -> None:
        """Tell the page."""
        raise NotImplementedError

    def _type(self, text: str) -> None:
        if text != self._search:
            self._search = text
            self._counter.touched()
            self._pause.start()
            self._changed()

    @Slot()
    def look(self) -> None:
        """Ask whom the letters mean that were typed until now."""
        self._ask(self._search, self._show)

    def _ask(self, text: str, show: Callable[[str, Found], None]) -> None:
        self._is_looking = self._is_looking or not self._is_asking

        def told(found: Found) -> None:
            self._is_looking = False
            show(text, found)
            self._changed()
            if self._search != self._answered and not self._pause.isActive():
                self.look()

        self.ask(lambda desk, *answer: self._find(desk, text, *answer), told)

    def _show(self, text: str, found: Found) -> None:
        self._answered, self._is_too_often = text, found.is_too_often
        self._found.show(_rows(found))

    def _keep(self, text: str, found: Found) -> None:
        """Show who is still found, and nobody else: no row comes in under a finger."""
        if not found.is_too_often:
            rows = {row.key: row for row in _rows(found)}
            self._found.show([rows[row.key] for row in self._found.rows if row.key in rows])

    def _name_of(self, key: str) -> FoundRow | None:
        return next((row for row in self._found.rows if row.key == key), None)

    def _drop_question(self) -> None:
        """Wait no longer for whom the letters mean; whatever else was asked is under way."""
        if self._is_looking:
            self._visit += 1
            self._is_asking = self._is_looking = False


def _rows(found: Found) -> list[FoundRow]:
    return [
        FoundRow(who.person, who.name, who.initials, who.hue, who.photo) for who in found.people
    ]
