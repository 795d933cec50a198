"""What the windows ask of the core. Answers come later, on the UI thread, in the order asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from kiosk.domain.people import Mode, Visibility

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.actions.guests import GuestForm
    from kiosk.actions.own_words import OwnEdit
    from kiosk.actions.staff_door import StaffAnswer
    from kiosk.domain.by_name import BadgeAnswer, NameAnswer
    from kiosk.domain.naming import Found
    from kiosk.domain.views import ScanOutcome
    from kiosk.reports.own_record import OwnRecord

Done: TypeAlias = "Callable[[ScanOutcome], None]"
Told: TypeAlias = "Callable[[OwnRecord | None], None]"
Knocked: TypeAlias = "Callable[[StaffAnswer], None]"
FoundThem: TypeAlias = "Callable[[Found], None]"
Named: TypeAlias = "Callable[[NameAnswer], None]"
Left: TypeAlias = "Callable[[BadgeAnswer], None]"
Failed = Callable[[Exception], None]


class Desk(Protocol):
    """What people do at the kiosk. `person` is the handle that an earlier outcome named."""

    def scan(self, text: str, done: Done, failed: Failed) -> None:
        """Somebody showed this code."""

    def leave(self, person: str, done: Done, failed: Failed) -> None:
        """They say that they are leaving: check out."""

    def stay(self, person: str, done: Done, failed: Failed) -> None:
        """They were asked and are staying."""

    def still_here(self, person: str, done: Done, failed: Failed) -> None:
        """They were checked out and are still here: take that back."""

    def undo(self, person: str, done: Done, failed: Failed) -> None:
        """Take back what their scan did."""

    def set_mode(self, person: str, mode: Mode, done: Done, failed: Failed) -> None:
        """How they are today."""

    def set_visibility(
        self, person: str, choice: tuple[Visibility, str], done: Done, failed: Failed
    ) -> None:
        """What the wall may show of them, and the language in which they were asked."""

    def wave(self, person: str, key: str, done: Done, failed: Failed) -> None:
        """They wave to whoever has the face with this key."""

    def own_record(self, person: str, done: Told, failed: Failed) -> None:
        """What the house knows about them; None where it only knows their signature."""

    def edit(self, person: str, wanted: OwnEdit, done: Told, failed: Failed) -> None:
        """They change what they say about themselves. InputError says what does not fit."""

    def erase(self, person: str, done: Done, failed: Failed) -> None:
        """They want to be forgotten."""

    def personal_link(self, person: str, done: Callable[[str], None], failed: Failed) -> None:
        """They go on on their phone: the server's link to their own page, good once."""

    def staff_door(self, pin: str, done: Knocked, failed: Failed) -> None:
        """Somebody typed the staff's PIN; none at all only asks how the door stands."""

    def find_by_name(self, text: str, done: FoundThem, failed: Failed) -> None:
        """Whom these letters of a name mean, as far as people agreed to be found."""

    def check_in_by_name(self, person: str, pin: str, done: Named, failed: Failed) -> None:
        """They say that this is their name, and their PIN."""

    def find_hosts(self, text: str, done: FoundThem, failed: Failed) -> None:
        """Whom a guest may visit; without letters those who are here and chose to be seen."""

    def register_guest(self, form: GuestForm, done: Done, failed: Failed) -> None:
        """A guest comes in."""

    def leave_by_badge(self, badge: int, done: Left, failed: Failed) -> None:
        """The guest with this badge goes."""
