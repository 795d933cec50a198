"""One's own page at one moment, and what each thing written on it asks of the core."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.actions.own_words import OwnEdit
    from kiosk.reports.own_record import OwnRecord
    from ui.viewmodels.states import KioskState

NEW = -1
"""The place of an offer or ask that is not there yet."""


class Stage(StrEnum):
    """What of the page is up."""

    OVERVIEW = "overview"
    OFFERS = "offers"
    ASKS = "asks"
    WRITING = "writing"  # one text, with the keyboard
    READING = "reading"  # language and size of text
    PIN = "pin"
    PHONE = "phone"
    STORED = "stored"
    ERASE = "erase"
    ERASE_SURELY = "erase_surely"


class Writing(StrEnum):
    """What somebody can write of themselves."""

    HEADLINE = "headline"
    SEAT = "seat"
    ASK_ABOUT = "ask_about"
    OFFER = "offer"
    ASK = "ask"


LIST_OF = {Writing.OFFER: Stage.OFFERS, Writing.ASK: Stage.ASKS}
"""Where offers and asks stand together; the other texts stand alone."""


class PinStep(StrEnum):
    """How far somebody is with choosing a PIN."""

    HAS_ONE = "has_one"
    CHOOSE = "choose"
    AGAIN = "again"
    DIFFERS = "differs"  # the second was another one: choose anew


@dataclass(frozen=True, slots=True)
class MeState:
    """Empty until the record is there, and again as soon as somebody else is."""

    stage: Stage = Stage.OVERVIEW
    record: OwnRecord | None = None
    is_unknown: bool = False  # the house knows them by their signature alone
    writing: Writing = Writing.HEADLINE
    place: int = NEW  # of the offer or ask that is written
    pin_step: PinStep = PinStep.CHOOSE
    is_saved: bool = False
    link: str = ""
    link_fault: str = ""  # away: the server cannot be reached; closed: by phones it never can

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(phrase.text for phrase in self.record.profile.offers) if self.record else ()

    @property
    def asks(self) -> tuple[str, ...]:
        return tuple(phrase.text for phrase in self.record.profile.asks) if self.record else ()

    @property
    def has_pin(self) -> bool:
        return self.record is not None and self.record.has_pin

    @property
    def written(self) -> str:
        """What stands there now of what is being written."""
        if self.record is None or (self.writing in LIST_OF and self.place == NEW):
            return ""
        if self.writing in LIST_OF:
            return self._texts[self.place]
        return str(getattr(self.record.profile, self.writing.value))

    def edit_to(self, words: str) -> OwnEdit:
        """Return the edit that puts these words there; no words take an offer or ask away."""
        if self.writing not in LIST_OF:
            return own_edit(**{self.writing.value: words})
        texts = [*self._texts, words]
        if self.place != NEW:
            texts[self.place] = texts.pop()
        return own_edit(**{LIST_OF[self.writing].value: tuple(texts)})

    @property
    def _texts(self) -> tuple[str, ...]:
        return self.offers if self.writing is Writing.OFFER else self.asks


def own_edit(**changes: Any) -> OwnEdit:
    """Return an edit of one's own record; with it come the core's modules."""
    from kiosk.actions.own_words import OwnEdit

    return OwnEdit(**changes)


def after_edit(state: KioskState, wanted: OwnEdit, me: MeState) -> KioskState:
    """Return the page to which they go back: as they read now, without what they say no longer."""
    return replace(
        state,
        language=wanted.language or state.language,
        text_size=wanted.text_size.value if wanted.text_size else state.text_size,
        offer=me.offers[0] if me.offers else "",
        ask=me.asks[0] if me.asks else "",
        hellos=tuple(card for card in state.hellos if card.own_phrase in me.offers + me.asks),
    )
