"""The staff's way behind a kiosk's pages: a PIN, and waiting after wrong ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.actions.door import space_at
from kiosk.pins import is_right
from kiosk.store.tables import StationRow

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class KioskStanding:
    """What the staff want to know of a kiosk, and its screens do not know already."""

    version: str
    heard_at: datetime | None
    """When the server last answered; None where it never did."""


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """How the door of this space stands; `standing` is only for whoever knows the PIN."""

    space: str
    has_pin: bool
    waits_s: int = 0
    standing: KioskStanding | None = None


class StaffDoor:
    """Knows the staff by their PIN, and counts wrong ones for as long as this program runs.

    Thread contract: belongs to the core worker.
    """

    def __init__(self) -> None:
        self._wrong = 0
        self._wrong_at: datetime | None = None

    def knock(self, session: Session, pin: str, now: datetime) -> StaffAnswer:
        """Open for the right PIN. None at all is no try: it only asks how the door stands."""
        space = space_at(session)
        if not space.staff_pin:
            return StaffAnswer(space.id, has_pin=False)
        waits_s = self._waits_s(now)
        if not pin or waits_s:
            return StaffAnswer(space.id, has_pin=True, waits_s=waits_s)
        if is_right(space.staff_pin, pin):
            self._wrong = 0
            return StaffAnswer(space.id, has_pin=True, standing=_standing(session))
        self._wrong, self._wrong_at = self._wrong + 1, now
        return StaffAnswer(space.id, has_pin=True, waits_s=self._waits_s(now))

    def _waits_s(self, now: datetime) -> int:
        """Return for how long no PIN is looked at, in whole seconds."""
        if self._wrong < FREE_TRIES or self._wrong_at is None:
            return 0
        # Capped before it is doubled: somebody may go on for weeks.
        doublings = min(self._wrong - FREE_TRIES, 10)
        wait: timedelta = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        # A clock that was set back keeps nobody waiting for longer than that.
        self._wrong_at = min(self._wrong_at, now)
        return max(0, ceil((wait - (now - self._wrong_at)) / timedelta(seconds=1)))


def _standing(session: Session) -> KioskStanding:
    heard_at = session.scalars(select(StationRow.last_contact_at)).one_or_none()
    return KioskStanding(version("hello-lobby"), heard_at)
