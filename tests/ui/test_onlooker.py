"""Whoever looks over the monkey's shoulder sees it when a page shows what it must not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtQml import QQmlProperty, qmlContext

from kiosk.actions import desk
from kiosk.domain.people import Visibility
from kiosk.reports import person, wall
from tests.monkey.desk import HouseDesk
from tests.monkey.house import STAFF_PIN, handle_of, open_lobby
from tests.monkey.looking import LeakError
from tests.monkey.playing import Monkey
from tests.monkey.words import word
from ui.viewmodels import kiosk_pages
from ui.viewmodels.kiosk_countdown import Countdown
from ui.viewmodels.kiosk_guest import GuestRoom
from ui.viewmodels.kiosk_me import MeRoom
from ui.viewmodels.kiosk_room import Room
from ui.viewmodels.kiosk_whos_here import WhosHereRoom

SEEN, FIRST_NAME_ONLY, HIDDEN, NEVER_ASKED, SEEN_TOO = range(5)


@pytest.fixture
def monkey(qapp, tmp_path: Path) -> Iterator[Monkey]:
    with open_lobby(tmp_path, fullscreen=False) as lobby:
        monkey = Monkey(1, lobby)
        monkey.look()
        yield monkey


def come_elsewhere(monkey: Monkey, *numbers: int) -> None:
    for number in numbers:
        monkey.lobby.house.scan(monkey.lobby.house.code(handle_of(number)))
    monkey.lobby.desk.publish()


def come(monkey: Monkey, number: int) -> None:
    for _ in monkey.visitor.come(handle_of(number)):
        monkey.look()


def hide(monkey: Monkey, number: int) -> None:
    monkey.lobby.house.touch("set_visibility", handle_of(number), (Visibility.HIDDEN, "en"))
    monkey.lobby.desk.publish()


def press(monkey: Monkey, *names: str) -> None:
    """Press one after the other; whoever looks on does not look at what comes up last."""
    for name in names[:-1]:
        monkey.visitor.press(name)
        monkey.look()
    monkey.visitor.press(names[-1])


def assert_seen(monkey: Monkey, page: str, what: str) -> None:
    with pytest.raises(LeakError, match=f"page {page} .*{what}"):
        monkey.look()


@pytest.fixture
def shown_whole(monkeypatch) -> None:
    """Have the house tell of everybody as if they had agreed to all of it."""
    whole = wall._person

    def _person(visit, member, now):
        return whole(visit, replace(member, visibility=Visibility.PROFILE), now)

    monkeypatch.setattr(wall, "_person", _person)
    monkeypatch.setattr(wall, "may_be_seen", lambda visit, member: True)


@pytest.mark.usefixtures("shown_whole")
@pytest.mark.parametrize("number", [HIDDEN, NEVER_ASKED])
def test_words_of_somebody_hidden(monkey, number):
    come_elsewhere(monkey, number)
    press(monkey, "Who's here")
    assert_seen(monkey, "whos_here", word("X", number))


@pytest.mark.usefixtures("shown_whole")
def test_more_than_the_first_name_that_somebody_agreed_to(monkey):
    come_elsewhere(monkey, FIRST_NAME_ONLY)
    press(monkey, "Who's here")
    assert_seen(monkey, "whos_here", word("X", FIRST_NAME_ONLY))


def test_somebody_who_hid_while_their_page_is_open(monkey, monkeypatch):
    come_elsewhere(monkey, SEEN)
    monkeypatch.setattr(WhosHereRoom, "see", Room.see)
    press(monkey, "Who's here", f"{word('F', SEEN)} {word('X', SEEN)}")
    monkey.look()
    hide(monkey, SEEN)
    assert_seen(monkey, "profile", word("X", SEEN))


def test_somebody_who_hid_while_they_are_suggested(monkey, monkeypatch):
    monkeypatch.setattr(kiosk_pages, "still_seen", lambda state, view: state)
    come_elsewhere(monkey, SEEN)
    come(monkey, SEEN_TOO)
    monkey.look()
    hide(monkey, SEEN)
    assert_seen(monkey, "welcome", word("F", SEEN))


def test_what_the_one_before_looked_for(monkey, monkeypatch):
    monkeypatch.setattr(WhosHereRoom, "closed", Room.closed)
    press(monkey, "Who's here", "Search")
    monkey.visitor.write_new("T")
    monkey.look()
    monkey.lobby.model.timedOut()
    monkey.look()
    press(monkey, "Who's here")
    assert_seen(monkey, "whos_here", word("T", 0))


def test_the_name_of_the_guest_before(monkey, monkeypatch):
    monkeypatch.setattr(GuestRoom, "closed", Room.closed)
    monkeypatch.setattr(GuestRoom, "opened", Room.opened)
    press(monkey, "I'm a guest")
    monkey.visitor.write_new("G")
    press(monkey, "Put the keyboard away", "A meeting")
    monkey.look()
    assert monkey.eyes.stages.keys() >= {"guest/host"}
    monkey.lobby.model.timedOut()
    monkey.look()
    press(monkey, "I'm a guest", "Back")
    assert_seen(monkey, "guest", word("G", 0))


def test_the_own_page_of_the_one_before(monkey, monkeypatch):
    monkeypatch.setattr(MeRoom, "closed", Room.closed)
    come(monkey, SEEN)
    press(monkey, "My profile")
    monkey.look()
    monkey.lobby.model.timedOut()
    monkey.look()
    come(monkey, HIDDEN)
    monkey.have_a_slow_core()
    press(monkey, "My profile")
    assert_seen(monkey, "me", word("X", SEEN))


def test_somebody_else_s_guest(monkey, monkeypatch):
    right = person.guests_to_tell

    def guests_to_tell(*asked):
        return [replace(guest, host=handle_of(SEEN)) for guest in right(*asked)]

    monkeypatch.setattr(person, "guests_to_tell", guests_to_tell)
    monkey.elsewhere.let_guest_in(handle_of(HIDDEN))
    monkey.visitor.hold_up(monkey.lobby.house.code(handle_of(SEEN)))
    assert_seen(monkey, "welcome", word("G", 0))


def test_the_name_behind_a_badge_s_number(monkey, monkeypatch):
    monkey.elsewhere.let_guest_in(handle_of(HIDDEN))
    monkeypatch.setattr(desk, "replace", lambda view, **changes: view)
    press(monkey, "I'm a guest", "I'm leaving")
    monkey.look()
    monkey.visitor.type_pin("1")
    press(monkey, "Done")
    assert_seen(monkey, "goodbye", word("G", 0))


def test_somebody_else_s_link(monkey, monkeypatch):
    link = f"https://casa.example/{word('L', HIDDEN)}"
    answers = monkey.lobby.desk.answers
    monkeypatch.setattr(
        HouseDesk,
        "personal_link",
        lambda desk, person, done, failed: answers.append(lambda: done(link)),
    )
    come(monkey, SEEN)
    press(monkey, "My profile", "On my phone")
    monkey.lobby.desk.answer_all()
    assert_seen(monkey, "me", word("L", HIDDEN))


def test_a_pin_that_can_be_read(monkey):
    press(monkey, "This kiosk has not met its server yet", "For the staff")
    monkey.look()
    field = monkey.lobby.window.activeFocusItem()
    assert QQmlProperty(field, "echoMode").write(0)
    field.setOpacity(1)
    monkey.visitor.type_pin(STAFF_PIN)
    assert_seen(monkey, "staff", STAFF_PIN)


def test_what_can_only_be_heard(monkey):
    control = monkey.eyes.find({"Who's here"})
    assert control is not None
    heard = QQmlProperty(control.item, "Accessible.description", qmlContext(control.item))
    assert heard.write(word("X", SEEN))
    assert_seen(monkey, "idle", word("X", SEEN))


def test_a_page_that_would_stay(monkey, monkeypatch):
    monkeypatch.setattr(Countdown, "start", lambda countdown, lasts_s: countdown.stop())
    press(monkey, "Who's here")
    with pytest.raises(AssertionError, match="would stay for ever"):
        monkey.look()


def test_an_end_that_nobody_from_the_staff_asked_for(monkey):
    monkey.lobby.model.exitAsked.emit()
    assert monkey.ended == [False]
