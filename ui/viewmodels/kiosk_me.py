"""One's own page: what they say of themselves, how they read, and what is kept about them."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.people import TextSize
from kiosk.errors import SetupError
from ui.viewmodels.kiosk_me_record import MeRecord
from ui.viewmodels.kiosk_me_state import (
    LIST_OF,
    NEW,
    MeState,
    PinStep,
    Stage,
    Writing,
    after_edit,
    own_edit,
)
from ui.viewmodels.kiosk_room import Counter, Room
from ui.viewmodels.states import KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.actions.own_words import OwnEdit
    from kiosk.domain.views import ScanOutcome
    from kiosk.reports.own_record import OwnRecord

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST, MOST = 120, 8
"""As the core has them; its module would cost the first frame, so a test compares."""

log = logging.getLogger("ui.kiosk")


@QmlElement
class MeRoom(Room):
    """Somebody's own page, in stages. Whoever comes after them finds nothing of it."""

    PAGES: ClassVar[frozenset[Page]] = frozenset({Page.ME})

    changed = Signal()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(counter, parent)
        self._state = MeState()
        self._record = MeRecord(self)
        self._first_pin = ""
        self._awaits_link = False

    def opened(self, state: KioskState) -> None:
        self.ask(lambda desk, *told: desk.own_record(state.person, *told), self._known)

    def closed(self) -> None:
        super().closed()
        self._first_pin, self._awaits_link = "", False
        self._show(MeState())

    # What the page shows.

    @Property(str, notify=changed)
    def stage(self) -> str:
        return self._state.stage.value

    @Property(MeRecord, notify=changed)
    def record(self) -> MeRecord:
        """What is known of them; nothing is drawn before it is there."""
        return self._record

    @Property(bool, notify=changed)
    def isUnknown(self) -> bool:
        """Whether the house knows them by their signature alone."""
        return self._state.is_unknown

    @Property(int, notify=changed)
    def most(self) -> int:
        """How many offers there may be, and how many asks."""
        return MOST

    @Property(str, notify=changed)
    def writing(self) -> str:
        """What is being written: headline, seat, ask_about, offer or ask."""
        return self._state.writing.value

    @Property(str, notify=changed)
    def written(self) -> str:
        """What stands there until they save; empty for something new."""
        return self._state.written

    @Property(int, notify=changed)
    def longest(self) -> int:
        """How many letters there may be; what came longer with an import stays whole."""
        return max(LONGEST, len(self._state.written))

    @Property(bool, notify=changed)
    def isSaved(self) -> bool:
        """Whether what they chose or wrote was kept a moment ago."""
        return self._state.is_saved

    @Property(str, notify=changed)
    def pinStep(self) -> str:
        return self._state.pin_step.value

    @Property(str, notify=changed)
    def link(self) -> str:
        """Their personal link, good once; empty until the server has made it."""
        return self._state.link

    @Property(str, notify=changed)
    def linkFault(self) -> str:
        """Why there is no link: away (the server, now), closed (to phones); empty for neither."""
        return self._state.link_fault

    # What they do.

    @Slot(str)
    def stageAsked(self, stage: str) -> None:
        """They opened a part of the page."""
        step = PinStep.HAS_ONE if self._state.has_pin else PinStep.CHOOSE
        self._turn_to(replace(self._state, stage=Stage(stage), pin_step=step, link_fault=""))
        if self._state.stage is Stage.PHONE:
            self._ask_for_link()

    @Slot(str, int)
    def writingAsked(self, what: str, place: int) -> None:
        """They want to write one text: of offers and asks the one at this place, or a new one."""
        writing = Writing(what)
        self._turn_to(replace(self._state, stage=Stage.WRITING, writing=writing, place=place))

    @Slot()
    def backAsked(self) -> None:
        """One step back, and from the whole page to the welcome."""
        if self._state.stage is Stage.OVERVIEW or self._state.record is None:
            self._counter.backAsked()
        elif self._state.stage is Stage.WRITING:
            self._turn_to(replace(self._state, stage=self._after_writing()))
        else:
            self._turn_to(replace(self._state, stage=Stage.OVERVIEW))

    @Slot(str)
    def textGiven(self, words: str) -> None:
        """These are the words; where there are none, an offer or ask is taken away."""
        if " ".join(words.split()) == self._state.written:
            self.backAsked()
        else:
            self._edit(self._state.edit_to(words), self._after_writing())

    @Slot(str)
    def languageChosen(self, language: str) -> None:
        """They want to read this language, now and at every visit."""
        self._edit(own_edit(language=language), Stage.READING)

    @Slot(str)
    def textSizeChosen(self, size: str) -> None:
        """They want to read letters of this size, now and at every visit."""
        self._edit(own_edit(text_size=TextSize(size)), Stage.READING)

    @Slot()
    def otherPinAsked(self) -> None:
        """They have a PIN and want another one."""
        self._turn_to(replace(self._state, pin_step=PinStep.CHOOSE))

    @Slot(str)
    def pinGiven(self, pin: str) -> None:
        """They typed a PIN: for the first time, or again to be sure of it."""
        first, self._first_pin = self._first_pin, ""
        if self._state.pin_step is not PinStep.AGAIN:
            self._first_pin = pin
            self._turn_to(replace(self._state, pin_step=PinStep.AGAIN))
        elif pin == first:
            self._edit(own_edit(pin=pin), Stage.OVERVIEW)
        else:
            self._turn_to(replace(self._state, pin_step=PinStep.DIFFERS))

    @Slot()
    def noPinChosen(self) -> None:
        """They want no PIN any more."""
        self._edit(own_edit(pin=""), Stage.OVERVIEW)

    @Slot()
    def eraseChosen(self) -> None:
        """They were asked once more: they want to be forgotten."""
        person = self._counter.state.person
        self.ask(lambda desk, *ask: desk.erase(person, *ask), self._erased)

    # What the core answers.

    def _known(self, record: OwnRecord | None) -> None:
        self._show(replace(self._state, record=record, is_unknown=record is None))

    def _edit(self, wanted: OwnEdit, then: Stage) -> None:
        person = self._counter.state.person

        def kept(record: OwnRecord | None) -> None:
            # At once: the place that was written at may be gone.
            known = replace(self._state, record=record, is_unknown=record is None)
            self._turn_to(replace(known, stage=then, place=NEW), is_saved=True)
            # On the page as it is now: its mode may have been chosen meanwhile.
            self._counter.show(after_edit(self._counter.state, wanted, self._state))

        self.ask(lambda desk, *ask: desk.edit(person, wanted, *ask), kept)

    def _erased(self, outcome: ScanOutcome) -> None:
        # Of the page nothing is left but how they read.
        state = self._counter.state
        self._counter.show(
            KioskState(Page.ERASED, state.language, state.text_size, state.low_reach)
        )

    def _ask_for_link(self) -> None:
        """Ask the server, however long it takes; the page can be used meanwhile."""
        desk, visit = self._counter.desk, self._visit
        if desk is None or self._awaits_link or self._state.link:
            return
        self._awaits_link = True

        def done(link: str) -> None:
            if visit == self._visit:
                self._awaits_link = False
                self._show(replace(self._state, link=link))

        def failed(error: Exception) -> None:
            log.info("there is no personal link now: %s", error)
            if visit == self._visit:
                self._awaits_link = False
                fault = "closed" if isinstance(error, SetupError) else "away"
                self._show(replace(self._state, link_fault=fault))

        desk.personal_link(self._counter.state.person, done, failed)

    def _after_writing(self) -> Stage:
        return LIST_OF.get(self._state.writing, Stage.OVERVIEW)

    def _turn_to(self, state: MeState, *, is_saved: bool = False) -> None:
        self._counter.touched()
        self._show(replace(state, is_saved=is_saved))

    def _show(self, state: MeState) -> None:
        self._state = state
        self._record.show(state.record)
        self.changed.emit()
