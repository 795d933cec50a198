"""What the wall shows: fed with wall views, turned by its window's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.clock import clock_time
from ui.viewmodels.daylight import is_night
from ui.viewmodels.people_list import PeopleList
from ui.viewmodels.wall_rotation import Rotation
from ui.viewmodels.wall_state import (
    AwaitedRow,
    CardRow,
    FaceRow,
    FeaturedRow,
    WallState,
    featurable,
    state_of,
)

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

# Younger news is simply now.
STALE_AFTER_MIN = 2


@QmlElement
class WallModel(QObject):
    """The wall's page. It knows a WallView and the time, and nothing else."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self, language: str, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._now = language, now
        self._view: WallView | None = None
        self._is_over = False
        self._rotation = Rotation()
        self._stories: dict[str, FeaturedRow] = {}
        self._told = ""
        self._stories_told = 0
        self._is_telling = False
        self._state = WallState()
        self._cards = PeopleList(CardRow, self)
        self._faces = PeopleList(FaceRow, self)
        self._panel = PeopleList(FeaturedRow, self)
        self._awaited = PeopleList(AwaitedRow, self)
        self._at: datetime | None = None

    # What comes in.

    @Slot(object)
    def showView(self, view: WallView) -> None:
        """Take in who is here now; people come and go in place."""
        self._take_in(view)
        self._at = self._minute()
        self.ticked.emit()
        self._show()

    @Slot()
    def forget(self) -> None:
        """Show nobody any more: this wall has no place at the house."""
        if self._view is not None:
            self.showView(replace(self._view, day_ends_at=self._now()))

    @Slot()
    def turn(self) -> None:
        """Let others have the large cards, and everybody their next words."""
        self._rotation.turn()
        self._is_telling = False
        self._show()

    @Slot()
    def turnFeatured(self) -> None:
        """Tell the next thing on the panel."""
        self._stories_told += 1
        self._is_telling = True
        if self._stories:
            keys = list(self._stories)
            self._told = keys[(keys.index(self._told) + 1) % len(keys)]
        self._show()

    @Slot(int, int, bool)
    def roomIsFor(self, cards: int, faces: int, says_both: bool) -> None:
        """Take in what the window has room for, and whether a card has for an offer and an ask."""
        self._rotation.fit(cards, faces)
        self._rotation.says_both = says_both
        self._show()

    @Slot()
    def tick(self) -> None:
        """Look at the clock."""
        if self._at != (minute := self._minute()):
            self._at = minute
            if self._view is not None and not self._is_over:
                self._take_in(self._view)
            self.ticked.emit()
            self._show()

    def _take_in(self, view: WallView) -> None:
        # Without newer news, yesterday's people would stay on the wall all night.
        self._is_over = view.day_ends_at is not None and view.day_ends_at <= self._now()
        if self._is_over:
            view = replace(view, present=0, people=(), featured=(), awaited=())
        self._view = view
        self._rotation.see(view.people)
        self._stories = {row.key: row for row in featurable(view)}
        if self._told not in self._stories:
            self._told = next(iter(self._stories), "")

    def _minute(self) -> datetime:
        at = self._now()
        if self._view is not None:
            at = at.astimezone(ZoneInfo(self._view.timezone))
        return at.replace(second=0, microsecond=0)

    def _show(self) -> None:
        if self._view is None:
            return
        told = self._stories.get(self._told)
        state = state_of(self._view, self._rotation, told, self._language)
        state = replace(
            state,
            has_news=not self._is_over,
            stories_told=self._stories_told,
            is_telling=self._is_telling,
        )
        if state != self._state:
            self._state = state
            self._cards.show(state.cards)
            self._faces.show(state.faces)
            self._panel.show(state.featured)
            self._awaited.show(state.awaited)
            self.changed.emit()

    # What the page reads.

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._language

    @Property(bool, notify=changed)
    def hasNews(self) -> bool:
        """Whether anything is known of today."""
        return self._state.has_news

    @Property(str, notify=changed)
    def spaceName(self) -> str:
        return self._state.space_name

    @Property(int, notify=changed)
    def present(self) -> int:
        return self._state.present

    @Property(int, notify=changed)
    def visible(self) -> int:
        return self._state.visible

    @Property(str, notify=changed)
    def longestName(self) -> str:
        return self._state.longest_name

    @Property(str, notify=changed)
    def longestWord(self) -> str:
        """The longest word of any name."""
        return self._state.longest_word

    @Property(bool, notify=changed)
    def hasEarlier(self) -> bool:
        """Whether somebody was here only earlier today."""
        return self._state.has_earlier

    @Property(str, notify=changed)
    def welcomeLine(self) -> str:
        return self._state.welcome_line

    @Property(QObject, notify=changed)
    def cards(self) -> QObject:
        return self._cards

    @Property(QObject, notify=changed)
    def faces(self) -> QObject:
        return self._faces

    @Property(QObject, notify=changed)
    def featured(self) -> QObject:
        return self._panel

    @Property(int, notify=changed)
    def storiesTold(self) -> int:
        """How often the panel has changed."""
        return self._state.stories_told

    @Property(bool, notify=changed)
    def isTelling(self) -> bool:
        """Whether it is the panel's turn, where panel and people share one place."""
        return self._state.is_telling

    @Property(QObject, notify=changed)
    def awaited(self) -> QObject:
        """Hosts whose guest has come."""
        return self._awaited

    @Property(bool, notify=ticked)
    def isNight(self) -> bool:
        """Whether the house is closed now."""
        view = self._view
        return view is not None and is_night(self._now(), view.opens_at, view.closes_at)

    @Property(str, notify=ticked)
    def clock(self) -> str:
        return clock_time(self._at, self._view.timezone) if self._view else ""

    @Property(int, notify=ticked)
    def minute(self) -> int:
        """Whole minutes since 1970."""
        return int(self._at.timestamp() // 60) if self._at else 0

    @Property(int, notify=ticked)
    def weekday(self) -> int:
        """Monday is 1."""
        return self._at.isoweekday() if self._at else 1

    @Property(int, notify=ticked)
    def day(self) -> int:
        return self._at.day if self._at else 1

    @Property(int, notify=ticked)
    def month(self) -> int:
        return self._at.month if self._at else 1

    @Property(int, notify=ticked)
    def ageMinutes(self) -> int:
        """How old the news is, in whole minutes; 0 while it is fresh enough to be now."""
        if self._view is None or self._at is None:
            return 0
        minutes = int((self._now() - self._view.as_of).total_seconds() // 60)
        return minutes if minutes >= STALE_AFTER_MIN else 0

    @Property(str, notify=ticked)
    def asOf(self) -> str:
        """When the news was made, on the space's clock."""
        return clock_time(self._view.as_of, self._view.timezone) if self._view else ""
