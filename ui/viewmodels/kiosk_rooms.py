"""The kiosk's rooms: which page belongs to which, and who hears of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.viewmodels.kiosk_by_name import ByNameRoom
from ui.viewmodels.kiosk_guest import GuestRoom
from ui.viewmodels.kiosk_me import MeRoom
from ui.viewmodels.kiosk_room import Counter, Room
from ui.viewmodels.kiosk_staff import StaffRoom
from ui.viewmodels.kiosk_whos_here import WhosHereRoom
from ui.viewmodels.states import HouseRules, KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Rooms(QObject):
    """Opens and closes rooms as the pages change."""

    changed = Signal()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whos_here = WhosHereRoom(counter, self)
        self._me, self._staff = MeRoom(counter, self), StaffRoom(counter, self)
        self._guest = GuestRoom(counter, self)
        self._by_name = ByNameRoom(counter, self)
        self._rooms: tuple[Room, ...] = (
            self._whos_here,
            self._guest,
            self._by_name,
            self._me,
            self._staff,
        )

    @Property(WhosHereRoom, notify=changed)
    def whosHere(self) -> WhosHereRoom:
        return self._whos_here

    @Property(MeRoom, notify=changed)
    def me(self) -> MeRoom:
        return self._me

    @Property(StaffRoom, notify=changed)
    def staff(self) -> StaffRoom:
        return self._staff

    @Property(GuestRoom, notify=changed)
    def guest(self) -> GuestRoom:
        return self._guest

    @Property(ByNameRoom, notify=changed)
    def byName(self) -> ByNameRoom:
        return self._by_name

    def turn(self, before: Page, state: KioskState) -> None:
        """Close the room that is left, then open the one that is entered with this page."""
        left, entered = self._of(before), self._of(state.page)
        if left is entered:
            return
        if left is not None:
            left.closed()
        if entered is not None:
            entered.opened(state)

    def adopt(self, rules: HouseRules) -> None:
        for room in self._rooms:
            room.adopt(rules)

    def see(self, view: WallView) -> None:
        for room in self._rooms:
            room.see(view)

    def _of(self, page: Page) -> Room | None:
        return next((room for room in self._rooms if page in room.PAGES), None)
