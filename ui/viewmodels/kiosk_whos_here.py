"""Who's here: everybody who chose to be seen, found as one types, and one of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.people import Mode
from ui.viewmodels.clock import clock_time
from ui.viewmodels.kiosk_profile import ProfileModel, ProfileState, profile_of
from ui.viewmodels.kiosk_room import Counter, Room
from ui.viewmodels.people_list import PeopleList, PlaceList
from ui.viewmodels.people_search import Chip, Entry, chips_of, entry_of, find, having, phrase_for
from ui.viewmodels.states import KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallPerson, WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

CARDS_AT_ONCE = 120
"""So many cards are made at first, and so many more whenever somebody comes to the end of them."""
GONE_STAYS_MS = 6000


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One card. Of somebody who is gone only the place is left, so that no other card moves."""

    key: str
    name: str = ""
    initials: str = ""
    hue: int = 0
    photo: str = ""
    headline: str = ""
    mode: str = ""
    since: str = ""
    is_earlier: bool = False
    offer: str = ""
    ask: str = ""
    is_gone: bool = False


@QmlElement
class WhosHereRoom(Room):
    """Two pages: everybody, and one person. What was typed stays while somebody goes between them.

    While the page is open, people change and come and go without moving anybody else's card; a
    new search puts them in order again.
    """

    PAGES: ClassVar[frozenset[Page]] = frozenset({Page.WHOS_HERE, Page.PROFILE})

    changed = Signal()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(counter, parent)
        self._view: WallView | None = None
        self._entries: dict[str, Entry] = {}
        self._search = self._chosen = ""
        self._has_list, self._place = False, 0.0
        self._most, self._count = CARDS_AT_ONCE, 0
        self._people = PlaceList(PersonRow, self)
        self._chips = PeopleList(Chip, self)
        self._profile = ProfileModel(self)
        self._goodbye = QTimer(self, singleShot=True, interval=GONE_STAYS_MS)
        self._goodbye.timeout.connect(self.back)

    @Property(QObject, notify=changed)
    def people(self) -> QObject:
        return self._people

    @Property(QObject, notify=changed)
    def chips(self) -> QObject:
        return self._chips

    @Property(ProfileModel, notify=changed)
    def profile(self) -> ProfileModel:
        return self._profile

    @Property(int, notify=changed)
    def present(self) -> int:
        """How many are in the house, seen or not."""
        return self._view.present if self._view else 0

    @Property(int, notify=changed)
    def visible(self) -> int:
        """How many of them chose to be seen."""
        return len(self._view.people) if self._view else 0

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many the search found."""
        return self._count

    @Property(int, notify=changed)
    def cards(self) -> int:
        """How many cards there are, with the places of those who are gone."""
        return len(self._people.rows)

    @Property(str, notify=changed)
    def search(self) -> str:
        return self._search

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The key of the chip that is chosen; empty for everybody."""
        return self._chosen

    @Property(bool, notify=changed)
    def hasList(self) -> bool:
        """Whether there is a list to go back to."""
        return self._has_list

    @Property(float, notify=changed)
    def place(self) -> float:
        """How far the list was scrolled when somebody was opened."""
        return self._place

    @Slot(float)
    def placeLeft(self, place: float) -> None:
        """They go from this place of the list, and may come back to it."""
        self._place = place

    @Slot(str)
    def searchTyped(self, text: str) -> None:
        """Show whom the text finds."""
        if text != self._search:
            self._search = text
            self._counter.touched()
            self._arrange()

    @Slot(str)
    def chipChosen(self, key: str) -> None:
        """Show who offers, or looks for, this; chosen again, everybody."""
        self._chosen = "" if key == self._chosen else key
        self._counter.touched()
        self._arrange()

    @Slot()
    def moreAsked(self) -> None:
        """They came to the end of the cards; there may be more people than that."""
        if self._most < self._count:
            self._most += CARDS_AT_ONCE
            self._keep_in_place()
            self.changed.emit()

    @Slot(str)
    def openPerson(self, key: str) -> None:
        """Show one person whole, from the list or from wherever their card is."""
        if (person := self._person(key)) is not None and self._view is not None:
            self._profile.show(profile_of(person, self._view.timezone))
            self._counter.go(Page.PROFILE)

    @Slot()
    def back(self) -> None:
        """Close a person's page, or else the list."""
        if self._profile.state.key and self._has_list:
            self._counter.go(Page.WHOS_HERE)
            self._close_profile()
        else:
            self._counter.backAsked()

    def opened(self, state: KioskState) -> None:
        self._has_list = state.page is Page.WHOS_HERE
        if self._has_list and self._view is not None:
            self._read_in(self._view)
            self._arrange()
        self.changed.emit()

    def closed(self) -> None:
        super().closed()
        self._search = self._chosen = ""
        self._has_list, self._place = False, 0.0
        self._most, self._count = CARDS_AT_ONCE, 0
        self._entries = {}
        self._close_profile()
        self._people.show([])
        self._chips.show([])
        self.changed.emit()

    def see(self, view: WallView) -> None:
        self._view = view
        self._follow_profile(view)
        if self._has_list:
            self._read_in(view)
            self._keep_in_place()
        self.changed.emit()

    def _read_in(self, view: WallView) -> None:
        """Take in who is there now; of those who did not change, everything is known."""
        known = self._entries
        self._entries = {
            person.face.key: entry
            if (entry := known.get(person.face.key)) and entry.person == person
            else entry_of(person)
            for person in sorted(view.people, key=_turn)
        }
        entries = list(self._entries.values())
        # No chip moves under a finger; but nobody's words stay once they are not to be read.
        said = [chip for chip in self._chips.rows if having(entries, chip)]
        self._chips.show(said or chips_of(entry.person for entry in entries))
        if self._chip() is None:
            self._chosen = ""

    def _arrange(self) -> None:
        """Show in the best order whoever is looked for."""
        self._most = CARDS_AT_ONCE
        self._show(self._found())

    def _show(self, found: Sequence[Entry]) -> None:
        self._count = len(found)
        self._people.show([self._row(entry) for entry in found[: self._most]])
        self.changed.emit()

    def _keep_in_place(self) -> None:
        """Show who is there now, in the places where they are; newcomers come last."""
        before, found = self._people.rows, self._found()
        rows = [
            self._row(entry)
            if (entry := self._entries.get(row.key))
            else PersonRow(row.key, is_gone=True)
            for row in before
        ]
        while rows and rows[-1].is_gone:
            rows.pop()
        known = {row.key for row in before}
        newcomers = [entry for entry in found if entry.person.face.key not in known]
        rows += [self._row(entry) for entry in newcomers[: max(0, self._most - len(rows))]]
        self._count = len(found)
        self._people.show(rows)

    def _found(self) -> list[Entry]:
        entries: Sequence[Entry] = list(self._entries.values())
        if chip := self._chip():
            entries = having(entries, chip)
        return find(entries, self._search)

    def _chip(self) -> Chip | None:
        return next((chip for chip in self._chips.rows if chip.key == self._chosen), None)

    def _row(self, entry: Entry) -> PersonRow:
        """Return a card with the phrases that say why this person was found."""
        chip, person = self._chip(), entry.person
        wanted = f"{self._search} {chip.words if chip else ''}"
        return PersonRow(
            key=person.face.key,
            name=entry.name,
            initials=person.face.initials,
            hue=person.face.hue,
            photo=person.face.photo,
            headline=person.headline,
            mode=person.mode.value,
            since=clock_time(person.arrived_at, self._view.timezone if self._view else "UTC"),
            is_earlier=person.is_earlier,
            offer=phrase_for(person.offers, wanted),
            ask=phrase_for(person.asks, wanted),
        )

    def _person(self, key: str) -> WallPerson | None:
        people = self._view.people if self._view else ()
        return next((person for person in people if person.face.key == key), None)

    def _follow_profile(self, view: WallView) -> None:
        shown = self._profile.state
        if not shown.key or shown.is_gone:
            return
        if (person := self._person(shown.key)) is not None:
            self._profile.show(profile_of(person, view.timezone))
        else:
            self._profile.show(ProfileState(shown.key, is_gone=True))
            self._goodbye.start()

    def _close_profile(self) -> None:
        self._goodbye.stop()
        self._profile.show(ProfileState())


def _turn(person: WallPerson) -> tuple[bool, bool, float]:
    """Return what puts people in order: who comes and talks first, then the longest here."""
    return person.is_earlier, person.mode is not Mode.HELLO, person.arrived_at.timestamp()
