"""The core's news on the UI thread, and the kiosk's touches on the core worker."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk.actions.by_name import Recognised
from kiosk.actions.door import Scan
from kiosk.actions.guests import GuestForm
from kiosk.actions.own_words import OwnEdit
from kiosk.app import Core, News
from kiosk.domain.by_name import NameAnswer
from kiosk.domain.people import Mode, Visibility
from ui.bridges.background import Background
from ui.viewmodels.ports import Done, Failed, FoundThem, Knocked, Left, Named, Told

T = TypeVar("T")


class CoreNews(QObject):
    """Signals that the core's threads emit; Qt delivers them on the receiver's."""

    house = Signal(object)
    sync = Signal(str, int, int)
    photo = Signal()

    def news(self) -> News:
        """Return what the core calls."""
        return News(
            on_house=self.house.emit,
            on_sync=lambda state, waiting: self.sync.emit(
                state.status.value, waiting.unsent, waiting.quarantined
            ),
            on_photo=self.photo.emit,
        )


class CoreDesk:
    """The port `Desk` over a running core: record first, then show, then tell the others."""

    def __init__(self, core: Core, background: Background) -> None:
        self._core, self._background = core, background
        self._told: tuple[int, int] | None = None
        self._asking: Background | None = None  # of the server, which not everybody needs

    def scan(self, text: str, done: Done, failed: Failed) -> None:
        def recorded(scan: Scan) -> None:
            self._show(scan, done, failed)

        self._background.run(lambda session: self._core.desk.scan(session, text), recorded, failed)

    def leave(self, person: str, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.leave(session, person), done, failed)

    def stay(self, person: str, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.stay(session, person), done, failed)

    def still_here(self, person: str, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.still_here(session, person), done, failed)

    def undo(self, person: str, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.undo(session, person), done, failed)

    def set_mode(self, person: str, mode: Mode, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.set_mode(session, person, mode), done, failed)

    def set_visibility(
        self, person: str, choice: tuple[Visibility, str], done: Done, failed: Failed
    ) -> None:
        self._run(
            lambda session: self._core.desk.set_visibility(session, person, choice), done, failed
        )

    def wave(self, person: str, key: str, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.wave(session, person, key), done, failed)

    def own_record(self, person: str, done: Told, failed: Failed) -> None:
        self._background.run(
            lambda session: self._core.desk.own_record(session, person), done, failed
        )

    def edit(self, person: str, wanted: OwnEdit, done: Told, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.edit(session, person, wanted), done, failed)

    def erase(self, person: str, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.erase(session, person), done, failed)

    def staff_door(self, pin: str, done: Knocked, failed: Failed) -> None:
        self._background.run(lambda session: self._core.desk.staff_door(session, pin), done, failed)

    def find_by_name(self, text: str, done: FoundThem, failed: Failed) -> None:
        self._background.run(
            lambda session: self._core.desk.find_by_name(session, text), done, failed
        )

    def check_in_by_name(self, person: str, pin: str, done: Named, failed: Failed) -> None:
        desk = self._core.desk

        def recognised(result: Recognised) -> None:
            scan = result.scan
            if scan is None:
                done(NameAnswer(None, result.fault, result.tries_left))
            else:
                self._show(scan, lambda outcome: done(NameAnswer(outcome)), failed)

        self._background.run(
            lambda session: desk.check_in_by_name(session, person, pin), recognised, failed
        )

    def find_hosts(self, text: str, done: FoundThem, failed: Failed) -> None:
        self._background.run(
            lambda session: self._core.desk.find_hosts(session, text), done, failed
        )

    def register_guest(self, form: GuestForm, done: Done, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.register_guest(session, form), done, failed)

    def leave_by_badge(self, badge: int, done: Left, failed: Failed) -> None:
        self._run(lambda session: self._core.desk.leave_by_badge(session, badge), done, failed)

    def personal_link(self, person: str, done: Callable[[str], None], failed: Failed) -> None:
        if self._asking is None:
            self._asking = Background(self._core.asking)
        self._asking.run(lambda link: link.personal_link(person), done, failed)

    def _show(self, scan: Scan, done: Done, failed: Failed) -> None:
        """Show what came of a scan: it is recorded, and told, whatever becomes of its page."""

        def without_page(error: Exception) -> None:
            try:
                failed(error)
            finally:
                self._core.recorded()

        self._run(lambda session: self._core.desk.outcome(session, scan), done, without_page)

    def _run(self, job: Callable[..., T], done: Callable[[T], None], failed: Failed) -> None:
        def shown(answer: tuple[T, tuple[int, int]]) -> None:
            outcome, standing = answer
            try:
                done(outcome)
            finally:
                # A pass that lies in view is read once a second, and nothing comes of it.
                if standing != self._told:
                    self._told = standing
                    self._core.recorded()

        self._background.run(
            lambda session: (job(session), self._core.desk.standing(session)), shown, failed
        )
