"""Guests: registered at the kiosk, in and out by their day pass, or out by their badge."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.orm import Session

from kiosk.actions.by_name import found_person, let_in_here
from kiosk.actions.door import Door, space_at
from kiosk.actions.limits import Limit
from kiosk.domain.by_name import BadgeFault
from kiosk.domain.facts import CheckedIn, GuestRegistered, HelloShown, Purpose, Via
from kiosk.domain.guests import Guest, free_badge, is_name_of_guest
from kiosk.domain.naming import (
    FEWEST_LETTERS_OF_HOST,
    FoundPerson,
    agreed_name,
    folded,
    found_by,
    named_of,
)
from kiosk.domain.spaces import Space
from kiosk.errors import InputError, StoreError
from kiosk.reports.guests import guests_to_tell
from kiosk.reports.wall import may_be_seen
from kiosk.store import directory, guests, presence
from kiosk.store.guests import YOUR_GUEST
from kiosk.store.names import all_names
from kiosk.store.station import Said, say

MOST_HOSTS = 60
WRONG_BADGES = 15
FOR_SO_LONG = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class GuestForm:
    """What a guest says of themselves. `host` is a handle, empty for nobody in particular."""

    name: str
    purpose: Purpose
    host: str = ""


class GuestDesk:
    """Registers guests and lets them out.

    Thread contract: belongs to the core worker.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self._wrong_badges = Limit(WRONG_BADGES, FOR_SO_LONG)

    def register(self, session: Session, form: GuestForm, now: datetime) -> str:
        """Let a guest in, and return the handle made for them.

        Raises:
            InputError: there is no such host, or the name is none.
            StoreError: this device has no place at the house any more.
        """
        space, name = space_at(session), " ".join(filter(None, form.name.split(" ")))
        if not is_name_of_guest(name):
            raise InputError("Please write your name, in at most 80 letters.")
        if form.host and directory.member(session, form.host) is None:
            raise InputError("Please choose whom you visit from the list.")
        if not directory.public_keys(session):
            raise StoreError("This device has no place at the house any more; pair it again.")
        handle = secrets.token_hex(8)
        taken = {guest.badge for guest in _guests_today(session, space, now)}
        said = GuestRegistered(name, form.purpose, free_badge(taken), form.host)
        say(session, Said(said, space.id, handle), now)
        say(session, Said(CheckedIn(Via.GUEST), space.id, handle), now)
        return handle

    def of_badge(self, session: Session, badge: int, now: datetime) -> str | BadgeFault:
        """Return which guest who is in has a badge."""
        if not self._wrong_badges.left(now):
            return BadgeFault.TOO_OFTEN
        space = space_at(session)
        is_in = {visit.person for visit in presence.open_visits(session, space.id, now)}
        found = [
            guest.handle
            for guest in _guests_today(session, space, now)
            if guest.badge == badge and guest.handle in is_in
        ]
        if len(found) == 1:
            return found[0]
        self._wrong_badges.count(now)
        return BadgeFault.TWICE if found else BadgeFault.NOBODY


def hosts(session: Session, text: str, now: datetime) -> tuple[FoundPerson, ...]:
    """Return who may be named as a host by these letters.

    Without any these are the people who are here and chose to be seen; with two, those of them
    whose name begins so; anybody else is found by their whole name alone.
    """
    space, typed = space_at(session), folded(text)
    visits = presence.open_visits(session, space.id, now)
    members = directory.members_by_handle(session, {visit.person for visit in visits})
    seen = {
        visit.person: members[visit.person]
        for visit in visits
        if visit.person in members and may_be_seen(visit, members[visit.person])
    }
    if not typed:
        shown = [found_person(who, agreed_name(named_of(who))) for who in seen.values()]
        return tuple(sorted(shown, key=lambda row: folded(row.name)))[:MOST_HOSTS]
    names = found_by(typed, all_names(session), FEWEST_LETTERS_OF_HOST, among=seen)
    return tuple(islice(let_in_here(session, space, names, now), MOST_HOSTS))


def tell_host(session: Session, space: Space, person: str, now: datetime) -> None:
    """Record that the screen names somebody's guests to them, once each."""
    if all(guest.host != person for guest in _guests_today(session, space, now)):
        return  # as nearly always, and then nobody else in the house is looked at
    present = presence.open_visits(session, space.id, now)
    for guest in guests_to_tell(session, space, present, now):
        if guest.host == person:
            say(session, Said(HelloShown(guest.handle, YOUR_GUEST, ""), space.id, person), now)


def _guests_today(session: Session, space: Space, now: datetime) -> list[Guest]:
    return guests.guests_of_day(session, space.id, space.day_of(now))
