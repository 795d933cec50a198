"""Rooms: pages with a model of their own, opened by a touch and emptied when they close."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from ui.viewmodels.ports import Desk, Failed
from ui.viewmodels.states import HouseRules, KioskState, Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import ScanOutcome, WallView

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")

log = logging.getLogger("ui.kiosk")


class Counter(Protocol):
    """What a room may do with the kiosk it belongs to."""

    @property
    def desk(self) -> Desk | None: ...

    @property
    def rules(self) -> HouseRules: ...

    @property
    def state(self) -> KioskState: ...

    def go(self, page: Page) -> None:
        """Bring up another page for whoever is there."""

    def show(self, state: KioskState) -> None:
        """Bring up another state of the page, or another page."""

    def answer(self, outcome: ScanOutcome) -> None:
        """Bring up the page that a scan with this outcome would, with its sound."""

    def trouble(self) -> None:
        """Say that it did not work, and to ask at the desk."""

    def touched(self) -> None:
        """Somebody is there; the page stays."""

    def backAsked(self) -> None:
        """They closed the page: back to their own, if they have one."""


@QmlElement  # the linter follows a room to its base
class Room(QObject):
    """One or more pages that share a model. What was typed there ends with them."""

    PAGES: ClassVar[frozenset[Page]] = frozenset()

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._visit = 0
        self._is_asking = False

    def opened(self, state: KioskState) -> None:
        """One of these pages is coming up, after one that is not among them."""

    def closed(self) -> None:
        """Another page is coming up: forget who was here and what they typed."""
        self._visit += 1
        self._is_asking = False

    def adopt(self, rules: HouseRules) -> None:
        """Go by these rules of the house from now on."""

    def see(self, view: WallView) -> None:
        """Take in who is here now; the view holds nobody who did not choose to be seen."""

    def ask(
        self,
        request: Callable[[Desk, Callable[[T], None], Failed], None],
        show: Callable[[T], None],
    ) -> None:
        """Ask the core for one thing at a time; an answer that comes after `closed` is dropped."""
        desk, visit = self._counter.desk, self._visit
        if desk is None or self._is_asking:
            return
        self._is_asking = True

        def done(result: T) -> None:
            if visit == self._visit:
                self._is_asking = False
                show(result)

        def failed(error: Exception) -> None:
            log.error("the core could not answer", exc_info=error)
            if visit == self._visit:
                self._is_asking = False
                self._counter.trouble()

        request(desk, done, failed)
