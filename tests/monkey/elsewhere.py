"""What happens at the house's other doors while somebody stands at this one."""

import random

from kiosk.actions.guests import GuestForm
from kiosk.actions.own_words import OwnEdit
from kiosk.domain.facts import Purpose
from kiosk.domain.guests import Guest
from kiosk.domain.people import Member, Mode, Visibility
from kiosk.store.directory import all_members
from kiosk.store.guests import guests_of_day
from tests.monkey.house import Lobby, member
from tests.monkey.words import NewWords

AGREED = (Visibility.FIRST_NAME, Visibility.PROFILE)


class Elsewhere:
    """Changes who is in, and what may be seen of them; the kiosk is told at once."""

    def __init__(self, lobby: Lobby, words: NewWords, dice: random.Random) -> None:
        self._lobby, self._house = lobby, lobby.house
        self._words, self._random = words, dice

    def members(self) -> list[int]:
        """Return the numbers of all who are members still."""
        with self._house.session() as session:
            return [int(who.handle, 16) for who in all_members(session)]

    def guests(self) -> list[Guest]:
        """Return all who registered today."""
        with self._house.session() as session:
            today = self._house.space.day_of(self._house.now)
            return guests_of_day(session, self._house.space.id, today)

    def somebody(self) -> Member:
        """Return a member as they were once imported."""
        return member(self._random.choice(self.members()))

    def let_somebody_in(self) -> Member:
        """Somebody comes in who wants to be seen."""
        who = self.somebody()
        self._house.scan(self._house.code(who.handle))
        self._house.touch("set_visibility", who.handle, (Visibility.PROFILE, "en"))
        self._house.touch("set_mode", who.handle, Mode.HELLO)
        self._lobby.desk.publish()
        return who

    def hide(self, person: str) -> None:
        """Somebody does not want to be seen any more."""
        self._house.touch("set_visibility", person, (Visibility.HIDDEN, "en"))
        self._lobby.desk.publish()

    def let_guest_in(self, host: str) -> None:
        """A guest of somebody comes in."""
        form = GuestForm(self._words.new("G"), Purpose.MEETING, host)
        with self._house.session() as session:
            self._house.desk.register_guest(session, form)
            session.commit()
        self._lobby.desk.publish()

    def change_somebody(self) -> None:
        """Somebody who is in chooses how they are, or what may be seen."""
        if present := self._house.present():
            person = self._random.choice(present)
            if self._random.random() < 0.4:
                self._house.touch("set_mode", person, self._random.choice(list(Mode)))
            else:
                choice = (self._random.choice(list(Visibility)), "en")
                self._house.touch("set_visibility", person, choice)
            self._lobby.desk.publish()

    def hide_somebody(self) -> None:
        """Hide one of those who are in and can be seen."""
        with self._house.session() as session:
            agreed = {who.handle for who in all_members(session) if who.visibility in AGREED}
        if seen := [person for person in self._house.present() if person in agreed]:
            self.hide(self._random.choice(seen))

    def write_something(self) -> None:
        """Somebody who was imported once more says what they are looking for."""
        who = self.somebody()
        self._house.join(who)
        self._house.touch("edit", who.handle, OwnEdit(asks=(self._words.new("T"),)))
        self._lobby.desk.publish()
