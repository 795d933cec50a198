"""Whoever looks over the monkey's shoulder: is anything on the screen that must not be there?"""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.monkey.house import Lobby
from tests.monkey.knowing import NOBODYS, Known, found_in, known_of
from tests.monkey.reading import Control, control_of, nodes_of, texts_of
from ui.viewmodels.states import KioskState

GUESTS_BUTTON = {"en": "I'm a guest", "es": "Estoy de visita"}
_ROOM = {"profile": "whos_here"}  # of other pages, each is a room of its own


class LeakError(AssertionError):
    """Somebody's words stand where they must not."""


class Onlooker:
    """Looks through all that stands on the screen, and all that can be heard of it."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby, self._page = lobby, lobby.model.page
        self.controls: list[Control] = []
        """What there was to touch when it looked last."""
        self.pages: dict[str, int] = {}
        self.stages: dict[str, int] = {}
        """How often it saw which page, and which part of those that have parts."""
        self._typed: set[str] = set()
        self._told = Known()
        self._when_named: Known | None = None
        """What was known when a guest's page came up, which names a host."""
        self._room, self._place = ("idle", ""), "idle"
        self._nodes_before: set[int] = set()
        self._nodes: set[int] = set()
        self._page.changed.connect(self._turned)

    def typed(self, written: str) -> None:
        """Hear of a word that was written into a field of this page."""
        self._typed.add(written.casefold())

    def look(self) -> None:
        """Look.

        Raises:
            LeakError: the screen shows somebody's words to others.
        """
        window = self._lobby.window
        self._count()
        assert window.isVisible(), "the window is gone"
        is_full = window.visibility() == QQuickWindow.Visibility.FullScreen
        assert is_full == self._lobby.is_full, "the kiosk fills the screen no more"
        assert self._is_fresh() or self._runs_out(), f"{self._page.kind} would stay for ever"
        nodes = list(nodes_of(window))
        found = (control_of(node, window) for node in nodes)
        self.controls = [control for control in found if control is not None]
        self._look_for_nodes_of_an_earlier_page(nodes)
        self._look_for_words(nodes)
        if self._page.kind == "idle":
            speaks = GUESTS_BUTTON[self._page.language]
            assert self.find({speaks}), "the screen speaks another language"

    def find(self, names: set[str]) -> Control | None:
        """Return the first control that is called so."""
        return next((control for control in self.controls if control.name in names), None)

    def is_idle(self) -> bool:
        """Say whether nothing at all is left of anybody."""
        return self._is_fresh() and not self._typed

    def _count(self) -> None:
        page, rooms = self._page.kind, self._lobby.model.rooms
        self.pages[page] = self.pages.get(page, 0) + 1
        parts = {
            "me": rooms.me.stage,
            "guest": rooms.guest.step,
            "staff": rooms.staff.stage,
            "by_name": "pin" if rooms.byName.isChosen else "names",
        }
        if page in parts:
            stage = f"{page}/{parts[page]}"
            self.stages[stage] = self.stages.get(stage, 0) + 1

    def _turned(self) -> None:
        kind = self._page.kind
        # Also when somebody else's page of the same kind comes up.
        room = (_ROOM.get(kind, kind), self._page.person)
        if room != self._room:
            self._room = room
            self._typed.clear()
            self._when_named = known_of(self._lobby) if kind == "day_pass" else None

    def _is_fresh(self) -> bool:
        return self._page.state == KioskState(language=self._lobby.model.rules.language)

    def _runs_out(self) -> bool:
        timers = self._lobby.model.countdown.findChildren(QTimer)
        return any(timer.isSingleShot() and timer.isActive() for timer in timers)

    def _look_for_words(self, nodes: list[QAccessibleInterface]) -> None:
        page, person = self._page.kind, self._page.person
        known, answers = known_of(self._lobby), self._lobby.desk.answers
        # While the core is slow, nobody has told the screen yet what is so by now; and a host who
        # hides a moment after they were chosen was read by their guest before.
        then = [self._told] if answers else []
        then += [self._when_named] if self._when_named else []
        for text in texts_of(self._lobby.window, nodes):
            for found in found_in(text):
                if found in self._typed and page not in NOBODYS:
                    continue
                if not any(k.may_be_read(found, page, person) for k in (known, *then)):
                    raise LeakError(f"page {page} of {person or 'nobody'} shows {text!r}")
        if not answers:
            self._told = known

    def _look_for_nodes_of_an_earlier_page(self, nodes: list[QAccessibleInterface]) -> None:
        items = {QAccessible.uniqueId(n): n for n in nodes if isinstance(n.object(), QQuickItem)}
        if self._page.kind != self._place:
            self._place, self._nodes_before = self._page.kind, self._nodes
        if stale := items.keys() & self._nodes_before:
            names = [items[node].text(QAccessible.Text.Name) for node in stale]
            raise LeakError(f"page {self._page.kind} still holds {names} of the last page")
        self._nodes = set(items)
