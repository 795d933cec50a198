"""Whose each word is, and who may read it on which page: the house's promise, spelt out anew."""

import re
from dataclasses import dataclass, field

from kiosk.domain.guests import Guest, guest_code
from kiosk.domain.people import Member, Mode, Visibility
from kiosk.store.directory import all_members
from kiosk.store.guests import guests_of_day
from kiosk.store.presence import open_visits
from tests.monkey.house import PIN, STAFF_PIN, Lobby
from tests.monkey.words import word, words_in

OWN_PAGES = ("welcome", "first_time", "leaving", "goodbye", "whos_here", "profile", "me")
"""Where people see what nobody else may."""
OF_A_GUEST = ("day_pass", "leaving", "goodbye")
NOBODYS = ("staff", "erased", "misread", "trouble", "refused")
"""Pages that speak of nobody at all."""
ABOUT_ONESELF = ("first_time", "goodbye", "me")
"""Pages that speak of nobody but whose they are, however visible others may be."""
GUESTS_ARE_NAMED = ("welcome", "leaving")
_CODE = re.compile(r"72\d{22}")
_FACE = re.compile(r"image://face/(\w+)")
_PIN = re.compile(f"{PIN}|{STAFF_PIN}")
_DAY_PASS_ON_SCREEN = "day_pass"


def found_in(text: str) -> list[str]:
    """Return all in a text that is somebody's: words, day passes, photos, PINs."""
    found = words_in(text)
    for kind in (_CODE, _FACE, _PIN):
        found += kind.findall(text)
    return found


@dataclass
class Known:
    """Whose each word is, and who is seen by everybody now."""

    first_names: dict[str, Member] = field(default_factory=dict)
    words: dict[str, Member] = field(default_factory=dict)
    guests: dict[str, Guest] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    nameless: frozenset[str] = frozenset()
    """Guests whose page is up for somebody who only typed their badge's number."""

    def may_be_read(self, found: str, page: str, person: str) -> bool:
        """Say whether this may stand on this page, which is this person's."""
        if page in NOBODYS:
            return False
        if guest := self.guests.get(found):
            return self._may_be_read_of_guest(guest, found, page, person)
        is_first_name = found in self.first_names
        if member := self.first_names.get(found) or self.words.get(found):
            return self._may_be_read_of(member, is_first_name, page, person)
        return page == "me" and found == word("L", int(person, 16)).casefold()

    def _may_be_read_of_guest(self, guest: Guest, found: str, page: str, person: str) -> bool:
        is_code = _CODE.fullmatch(found) is not None
        if person == guest.handle and person in self.nameless:
            return False
        if person == guest.handle:
            return page == _DAY_PASS_ON_SCREEN if is_code else page in OF_A_GUEST
        return not is_code and person == guest.host and page in GUESTS_ARE_NAMED

    def _may_be_read_of(self, member: Member, is_first_name: bool, page: str, person: str) -> bool:
        if person == member.handle and page in OWN_PAGES:
            return True
        if page in ABOUT_ONESELF:
            return False
        least = [Visibility.PROFILE, *([Visibility.FIRST_NAME] if is_first_name else [])]
        # Who agreed to be seen is found by name before they are in, and is named as a host.
        is_asked_for = page == "by_name" or (
            page == _DAY_PASS_ON_SCREEN and member.handle == self._host_of(person)
        )
        return member.visibility in least and (is_asked_for or member.handle in self.seen)

    def _host_of(self, guest: str) -> str:
        return next((each.host for each in self.guests.values() if each.handle == guest), "")


def known_of(lobby: Lobby) -> Known:
    """Return what is known at a house now."""
    house, known = lobby.house, Known(nameless=frozenset(lobby.desk.nameless))
    with house.session() as session:
        members = {member.handle: member for member in all_members(session)}
        visits = open_visits(session, house.space.id, house.now)
        guests = guests_of_day(session, house.space.id, house.space.day_of(house.now))
    for member in members.values():
        profile = member.profile
        phrases = [phrase.text for phrase in profile.offers + profile.asks]
        said = (profile.display_name, profile.headline, profile.seat, profile.ask_about)
        everything = " ".join((*said, *phrases, *profile.links, *profile.languages))
        known.words |= dict.fromkeys(words_in(everything), member)
        known.words[profile.photo] = member
        known.first_names |= dict.fromkeys(words_in(profile.first_name), member)
    for guest in guests:
        known.guests |= dict.fromkeys(words_in(guest.name), guest)
        known.guests[guest_code(guest.handle)] = guest
    agreed = (Visibility.FIRST_NAME, Visibility.PROFILE)
    known.seen = {
        visit.person
        for visit in visits
        if visit.person in members
        and members[visit.person].visibility in agreed
        and visit.mode is not Mode.INVISIBLE
    }
    return known
