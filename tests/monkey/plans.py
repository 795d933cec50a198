"""What people come to a kiosk for, step by step."""

import random
from collections.abc import Callable, Iterator
from itertools import count

from tests.monkey.elsewhere import Elsewhere
from tests.monkey.house import (
    MEMBERS,
    PIN,
    STAFF_PIN,
    Lobby,
    handle_of,
    lock_staff_door,
    member,
)
from tests.monkey.visiting import Steps, Visitor
from tests.monkey.words import word

PURPOSES = ("A meeting", "An event", "A look round", "Something else")
WRONG_PIN = "111111"
LOCKED_S = 16 * 60.0
"""After so long nobody is kept waiting any more for what was tried too often."""


class Plans:
    """Each goes through the kiosk's pages from the idle one on, for one end."""

    def __init__(
        self, lobby: Lobby, visitor: Visitor, elsewhere: Elsewhere, dice: random.Random
    ) -> None:
        self._lobby, self._house, self._random = lobby, lobby.house, dice
        self._visitor, self._elsewhere = visitor, elsewhere
        self._newcomers = count(MEMBERS + 1)  # one number is of somebody whom nobody knows
        self.is_staff = False
        """Whether somebody is there who knows the staff's PIN."""
        self.all: tuple[Callable[[], Steps], ...] = (
            self.come_and_go,
            self.hold_up_what_is_no_good,
            self.come_while_the_core_fails,
            self.come_by_name,
            self.look_through_names,
            self.register_as_guest,
            self.receive_a_guest,
            self.leave_by_badge,
            self.open_the_staff_door,
            self.find_no_staff_pin,
            self.write_an_ask,
            self.choose_a_pin,
            self.see_every_stage,
            self.go_before_the_answer,
            self.have_oneself_erased,
            self.look_somebody_up,
            self.wave_at_somebody,
            self.set_the_screen_up,
        )

    # At the door.

    def come_and_go(self) -> Steps:
        person = self._elsewhere.somebody().handle
        yield from self._visitor.come(person)
        self._lobby.wait(45 * 60)
        yield self._lobby.model.timedOut()
        yield self._visitor.hold_up(self._house.code(person))
        yield self._press("Yes, I'm leaving")
        yield self._press("I'm still here", "Undo")

    def hold_up_what_is_no_good(self) -> Steps:
        code = self._house.code(self._elsewhere.somebody().handle)
        yield self._visitor.hold_up(damaged(code))
        yield self._visitor.hold_up(self._house.code(handle_of(0), key_id=3))
        yield self._press("Come in as a guest", "Who's here")
        yield self._press("Back")

    def come_while_the_core_fails(self) -> Steps:
        self._lobby.desk.is_broken = True
        yield self._visitor.hold_up(self._house.code(self._elsewhere.somebody().handle))

    def come_by_name(self) -> Steps:
        self._lobby.wait(LOCKED_S)
        who = self._elsewhere.somebody()
        yield self._press("No code with me")
        yield self._visitor.find_by_whole_name("Your name", who)
        yield self._press(who.profile.display_name)
        yield from self._type_pins(WRONG_PIN, PIN)

    def look_through_names(self) -> Steps:
        yield self._elsewhere.let_somebody_in()
        yield self._press("No code with me")
        yield self._press("Your name")
        yield self._visitor.begin_a_name()
        yield self._elsewhere.hide_somebody()

    def set_the_screen_up(self) -> Steps:
        self._lobby.window.resize(800, 1280)
        for choice in ("Large letters", "Largest letters", "Everything lower down"):
            yield self._press("Text size")
            yield self._press(choice)
        yield self._press("Español")

    # Guests.

    def register_as_guest(self) -> Steps:
        yield self._elsewhere.let_somebody_in()
        yield self._press("I'm a guest")
        yield self._visitor.write_new("G")
        yield self._press("Put the keyboard away")
        yield self._press(self._random.choice(PURPOSES))
        yield self._elsewhere.hide_somebody()
        if self._random.random() < 0.5:
            somebody = self._elsewhere.somebody()
            yield self._visitor.find_by_whole_name("Search a name", somebody)
            yield self._press("Put the keyboard away")
        yield self._press(*self._shown_names(), "Nobody in particular")

    def receive_a_guest(self) -> Steps:
        host = self._elsewhere.somebody().handle
        yield from self._visitor.come(host)
        self._elsewhere.let_guest_in(host)
        yield from self._visitor.come(self._elsewhere.somebody().handle)
        yield from self._visitor.come(host)
        yield self._press("Who's here")

    def leave_by_badge(self) -> Steps:
        self._lobby.wait(LOCKED_S)
        self._elsewhere.let_guest_in(self._elsewhere.somebody().handle)
        badge = self._random.choice(self._elsewhere.guests()).badge
        yield self._press("I'm a guest")
        yield self._visitor.write_new("T")
        yield self._press("I'm a guest and I'm leaving", "I'm leaving")
        yield from self._type_pins(str(badge))
        yield self._press("I'm still here")

    # The staff.

    def open_the_staff_door(self) -> Steps:
        self._lobby.wait(LOCKED_S)
        yield from self._knock()
        yield from self._type_pins(WRONG_PIN)
        self.is_staff = True
        yield from self._type_pins(STAFF_PIN)
        yield self._press("End the kiosk")
        yield self._press(self._random.choice(("Leave it on", "End it now")))
        self._lobby.model.timedOut()
        self.is_staff = False

    def find_no_staff_pin(self) -> Steps:
        lock_staff_door(self._house, "")
        yield from self._knock()
        yield self._visitor.type_pin(STAFF_PIN)
        yield self._press("Back")
        lock_staff_door(self._house, STAFF_PIN)

    def _knock(self) -> Steps:
        if not self._visitor.sees("For the staff"):  # of a bubble that somebody left open
            yield self._press("This kiosk has not met its server yet")
        yield self._press("For the staff")

    # One's own page.

    def write_an_ask(self) -> Steps:
        yield from self._open_own_page()
        yield self._press("You are looking for")
        yield self._press("Say what you are looking for")
        yield self._visitor.write_new("T")
        yield self._press("Put the keyboard away")
        yield self._press(self._random.choice(("Save", "Back")))

    def choose_a_pin(self) -> Steps:
        yield from self._open_own_page()
        yield self._press("PIN for days without a code")
        yield self._press("Choose another one")
        yield from self._type_pins(WRONG_PIN, PIN, PIN, PIN)  # the first two differ

    def see_every_stage(self) -> Steps:
        yield from self._open_own_page()
        stages = ("Language and text size", "PIN for days without a code", "On my phone")
        for tile in (*stages, "What is stored about me", "You can help with", "What you do"):
            yield self._press(tile)
            yield self._press("Back")

    def go_before_the_answer(self) -> Steps:
        """What somebody asked for comes when they are gone; the next one asks for the same."""
        desk = self._lobby.desk
        for _ in range(2):
            yield from self._visitor.come(self._elsewhere.somebody().handle)
            desk.is_slow = True
            yield self._press("My profile")
            self._lobby.model.timedOut()
            yield desk.answer_all()
            desk.is_slow = False

    def have_oneself_erased(self) -> Steps:
        yield from self._open_own_page()
        yield self._press("Erase me")
        yield self._press("Go on to erase me")
        yield self._press("Erase everything")
        self._house.join(member(next(self._newcomers)))
        yield self._press("Who's here")

    def _open_own_page(self) -> Steps:
        yield from self._visitor.come(self._elsewhere.somebody().handle)
        yield self._press("My profile")

    # The others.

    def look_somebody_up(self) -> Steps:
        yield (who := self._elsewhere.let_somebody_in())
        yield self._press("Who's here")
        yield self._press("Search")
        yield self._visitor.write_new("T")
        yield self._press("Empty this field")
        yield self._press("Put the keyboard away")
        yield self._press(who.profile.display_name)
        yield self._elsewhere.hide(who.handle)

    def wave_at_somebody(self) -> Steps:
        yield self._elsewhere.let_somebody_in()
        yield from self._visitor.come(self._elsewhere.somebody().handle)
        yield self._press("Who's here")
        yield self._press(*self._shown_names())
        yield self._press(*(f"Wave to {word('F', n)}" for n in self._elsewhere.members()))
        yield from self._visitor.come(self._elsewhere.somebody().handle)
        yield self._elsewhere.hide_somebody()

    # How it does that.

    def _press(self, *words: str) -> None:
        self._visitor.press(*words)

    def _type_pins(self, *pins: str) -> Steps:
        for pin in pins:
            yield self._visitor.type_pin(pin)
            yield self._press("Done")

    def _shown_names(self) -> Iterator[str]:
        for profile in (member(number).profile for number in self._elsewhere.members()):
            yield from (profile.display_name, profile.first_name)


def damaged(code: str) -> str:
    """Return a pass of which one digit is another one."""
    return code[:90] + ("1" if code[90] == "0" else "0") + code[91:]
