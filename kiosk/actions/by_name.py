"""Checking in without a code, by one's name, and by a PIN where the house asks for one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.orm import Session

from kiosk.actions.door import Claim, Door, Scan, space_at
from kiosk.actions.limits import Limit
from kiosk.domain.by_name import NameFault
from kiosk.domain.facts import Via
from kiosk.domain.naming import FEWEST_LETTERS, Found, FoundPerson, folded, found_by
from kiosk.domain.people import Member, Visibility
from kiosk.domain.spaces import ByName, Space
from kiosk.domain.verdicts import refusal_of_member
from kiosk.errors import InputError
from kiosk.pins import is_right
from kiosk.reports.faces import HUES, initials
from kiosk.store import directory
from kiosk.store.names import all_names

MOST_FOUND = 8
SEARCHES_A_MINUTE = 60
"""A quick hand types a few letters a second; whoever lists the house needs many more."""
WRONG_PINS_OF_ONE, WRONG_PINS = 5, 15
FOR_SO_LONG = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What came of a name and a PIN, before it is shown."""

    scan: Scan | None = None
    fault: NameFault | None = None
    tries_left: int = 0
    is_on_trust: bool = False  # no PIN was asked for


class NameDesk:
    """Knows people by their names, and counts what was tried.

    Thread contract: belongs to the core worker.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self._searches = Limit(SEARCHES_A_MINUTE, timedelta(minutes=1))
        self._wrong_of_one = Limit(WRONG_PINS_OF_ONE, FOR_SO_LONG)
        self._wrong = Limit(WRONG_PINS, FOR_SO_LONG)

    def find(self, session: Session, text: str, now: datetime) -> Found:
        """Return which members may be meant, as far as they agreed to be found."""
        space = space_at(session)
        typed = folded(text)
        if space.by_name is ByName.OFF or sum(map(str.isalnum, typed)) < FEWEST_LETTERS:
            return Found()
        if not self.may_search(now):
            return Found(is_too_often=True)
        names = found_by(typed, all_names(session), FEWEST_LETTERS)
        let_in = let_in_here(session, space, names, now)
        return Found(tuple(islice(let_in, MOST_FOUND)))

    def may_search(self, now: datetime) -> bool:
        """Count a search; False where there were too many in the last minute."""
        if not self._searches.left(now):
            return False
        self._searches.count(now)
        return True

    def check_in(self, session: Session, person: str, pin: str, now: datetime) -> Recognised:
        """Let in, or ask whether they leave, whoever knows their PIN; all that a scan would do.

        Raises:
            InputError: this house, or this person, is not known by name.
        """
        space, member = space_at(session), directory.member(session, person)
        if space.by_name is ByName.OFF or member is None:
            raise InputError("The desk has to let you in today; please ask there.")
        if space.by_name is ByName.PIN and (fault := self._fault(member, pin, now)):
            left = self._tries_left(person, now)
            too_often = fault is NameFault.WRONG_PIN and not left
            return Recognised(None, NameFault.TOO_OFTEN if too_often else fault, left)
        claim = Claim(person, Via.NAME, refusal=refusal_of_member(member, space, now))
        scan = self._door.admit(session, space, claim, now)
        return Recognised(scan, is_on_trust=space.by_name is ByName.TRUST)

    def _fault(self, member: Member, pin: str, now: datetime) -> NameFault | None:
        if not self._tries_left(member.handle, now):
            return NameFault.TOO_OFTEN
        if not member.pin:
            return NameFault.NO_PIN
        if is_right(member.pin, pin):
            self._wrong_of_one.forget(member.handle)
            return None
        self._wrong_of_one.count(now, member.handle)
        self._wrong.count(now)
        return NameFault.WRONG_PIN

    def _tries_left(self, person: str, now: datetime) -> int:
        return min(self._wrong_of_one.left(now, person), self._wrong.left(now))


def let_in_here(
    session: Session, space: Space, names: Iterable[tuple[str, str]], now: datetime
) -> Iterator[FoundPerson]:
    """Yield those of these people, by handle and name, whose membership opens this door today."""
    for handle, name in names:
        member = directory.member(session, handle)
        if member and refusal_of_member(member, space, now) is None:
            yield found_person(member, name)


def found_person(member: Member, name: str) -> FoundPerson:
    """Return a row of a list, with no more of somebody than this name says."""
    profile, hue = member.profile, int(member.handle, 16) % HUES
    photo = profile.photo if member.visibility is Visibility.PROFILE else ""
    return FoundPerson(member.handle, name, initials(name, profile.first_name), hue, photo)
