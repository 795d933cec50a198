"""Who's here: the people of the view and nobody else, found, followed, and forgotten again."""

from dataclasses import replace

import pytest

from kiosk.domain.people import Mode
from kiosk.domain.verdicts import Answer
from tests.ui.conftest import ana, house_of, outcome, someone
from ui.viewmodels.kiosk_whos_here import CARDS_AT_ONCE

SOFIA = someone(
    "Sofía",
    full_name="Sofía Marín Ortega",
    headline="Brand designer",
    offers=("Brand books", "Logos"),
    asks=("Someone who knows Shopify",),
    languages=("es", "en"),
    links=("https://example.org/sofia/",),
    ask_about="Pigeons",
    seat="Upstairs",
)
KOFI = someone("Kofi", offers=("Photos",))
HANNAH = someone("Hannah", mode=Mode.HEADS_DOWN, offers=("Proofreading",))


@pytest.fixture
def room(model):
    model.showHouse(house_of(HANNAH, SOFIA, KOFI))
    model.pageAsked("whos_here")
    return model.rooms.whosHere


def shown(room) -> list[str]:
    return [row.name for row in room.people.rows]


def test_talkers_come_first_and_heads_down_people_are_there_too(room):
    assert shown(room) == ["Sofía Marín Ortega", "Kofi", "Hannah"]
    assert (room.count, room.visible, room.present) == (3, 3, 23)


def test_a_card_says_what_its_person_agreed_to(room):
    row = room.people.rows[0]
    assert (row.headline, row.offer, row.ask) == (
        "Brand designer",
        "Brand books",
        "Someone who knows Shopify",
    )
    assert (row.since, row.mode) == ("9:12", "hello")


def test_typing_finds_and_shows_the_words_that_were_found(room):
    room.searchTyped("logo")
    (row,) = room.people.rows
    assert (row.name, row.offer) == ("Sofía Marín Ortega", "Logos")
    room.searchTyped("nobody at all")
    assert room.count == 0
    room.searchTyped("")
    assert room.count == 3


def test_a_chip_filters_and_lets_everybody_back(room):
    chip = next(chip for chip in room.chips.rows if chip.words == "Photos")
    room.chipChosen(chip.key)
    assert shown(room) == ["Kofi"]
    room.chipChosen(chip.key)
    assert room.chosen == ""
    assert room.count == 3


def test_no_chip_repeats_what_somebody_said_who_is_not_seen_any_more(room, model):
    chip = next(chip for chip in room.chips.rows if chip.words == "Photos")
    room.chipChosen(chip.key)
    model.showHouse(house_of(HANNAH, SOFIA))
    assert [chip.words for chip in room.chips.rows] == ["Logos", "Brand books", "Proofreading"]
    assert room.chosen == ""


def test_no_chip_moves_for_somebody_who_comes(room, model):
    before = room.chips.rows
    model.showHouse(house_of(HANNAH, SOFIA, KOFI, someone("Yuki", offers=("Photos", "Yoga"))))
    assert room.chips.rows == before


def test_typing_is_somebody_being_there(room, model):
    model.countdown.start(60, left_s=5)
    room.searchTyped("k")
    assert model.countdown.secondsLeft == 60


def test_who_comes_is_last_and_moves_nobody(room, model):
    early = replace(someone("Yuki"), arrived_at=SOFIA.arrived_at.replace(hour=1))
    model.showHouse(house_of(HANNAH, SOFIA, KOFI, early))
    assert shown(room) == ["Sofía Marín Ortega", "Kofi", "Hannah", "Yuki"]
    room.searchTyped("y")
    room.searchTyped("")
    assert shown(room) == ["Yuki", "Sofía Marín Ortega", "Kofi", "Hannah"]


def test_who_comes_and_is_not_looked_for_does_not_appear(room, model):
    room.searchTyped("kofi")
    model.showHouse(house_of(HANNAH, SOFIA, KOFI, someone("Yuki")))
    assert shown(room) == ["Kofi"]


def test_who_goes_leaves_an_empty_place_and_nothing_of_themselves(room, model):
    model.showHouse(house_of(HANNAH, KOFI))
    first = room.people.rows[0]
    assert first.is_gone
    assert "Sof" not in repr(replace(first, key=""))
    assert shown(room) == ["", "Kofi", "Hannah"]
    assert room.count == 2
    room.searchTyped("o")
    assert shown(room) == []
    room.searchTyped("")
    assert shown(room) == ["Kofi", "Hannah"]


def test_who_goes_from_the_end_leaves_no_place(room, model):
    model.showHouse(house_of(SOFIA, KOFI))
    assert shown(room) == ["Sofía Marín Ortega", "Kofi"]


def test_a_change_of_mode_stays_in_its_place(room, model):
    model.showHouse(house_of(HANNAH, replace(SOFIA, mode=Mode.HEADS_DOWN), KOFI))
    assert [row.mode for row in room.people.rows] == ["heads_down", "hello", "heads_down"]


def test_nothing_is_kept_of_who_is_not_in_the_view(room, model):
    first_name_only = someone("Sofía")
    model.showHouse(house_of(first_name_only))
    room.searchTyped("brand")
    assert room.count == 0
    room.searchTyped("marin")
    assert room.count == 0


def test_of_a_crowd_the_first_have_cards_and_more_come_at_the_end(room, model):
    crowd = [someone(f"Person {number:03}") for number in range(300)]
    model.showHouse(house_of(*crowd))
    room.searchTyped("person")
    assert (room.count, room.cards) == (300, CARDS_AT_ONCE)
    room.moreAsked()
    assert shown(room) == [person.face.name for person in crowd[: 2 * CARDS_AT_ONCE]]
    room.moreAsked()
    room.moreAsked()
    assert room.cards == 300


def test_a_scan_closes_the_page_and_forgets_the_search(room, model, scan):
    room.searchTyped("logo")
    scan(outcome(Answer.WELCOME, ana()))
    assert model.page.kind == "welcome"
    assert (room.search, room.people.rows, room.chips.rows) == ("", (), ())
    model.pageAsked("whos_here")
    assert room.count == 3


def test_a_person_opens_whole(room, model):
    room.openPerson(SOFIA.face.key)
    profile = room.profile
    assert model.page.kind == "profile"
    assert (profile.name, profile.firstName) == ("Sofía Marín Ortega", "Sofía")
    assert profile.offers == ["Brand books", "Logos"]
    assert profile.asks == ["Someone who knows Shopify"]
    assert profile.languages == ["es", "en"]
    assert profile.links == ["example.org/sofia"]
    assert (profile.askAbout, profile.seat, profile.since) == ("Pigeons", "Upstairs", "9:12")


def test_back_from_a_person_the_search_is_still_there(room, model):
    room.searchTyped("logo")
    room.openPerson(SOFIA.face.key)
    room.back()
    assert model.page.kind == "whos_here"
    assert (room.search, room.count) == ("logo", 1)
    room.back()
    assert model.page.kind == "idle"


def test_a_person_opened_from_idle_goes_back_to_idle(model):
    model.showHouse(house_of(SOFIA))
    room = model.rooms.whosHere
    room.openPerson(SOFIA.face.key)
    assert model.page.kind == "profile"
    assert room.profile.name == "Sofía Marín Ortega"
    room.back()
    assert model.page.kind == "idle"
    assert room.profile.key == ""


def test_nobody_opens_who_is_not_in_the_view(room, model):
    room.openPerson("somebody-else")
    assert model.page.kind == "whos_here"


def test_an_open_person_changes_with_the_view(room, model):
    room.openPerson(SOFIA.face.key)
    model.showHouse(house_of(replace(SOFIA, mode=Mode.HEADS_DOWN, seat="At the window")))
    assert (room.profile.mode, room.profile.seat) == ("heads_down", "At the window")
    model.showHouse(house_of(someone("Sofía")))
    assert (room.profile.name, room.profile.offers, room.profile.askAbout) == ("Sofía", [], "")


def test_an_open_person_who_goes_is_said_to_be_gone_and_the_page_goes_back(room, model, qtbot):
    room.openPerson(SOFIA.face.key)
    model.showHouse(house_of(KOFI))
    assert room.profile.isGone
    assert room.profile.name == room.profile.firstName == ""
    room._goodbye.setInterval(0)
    qtbot.waitUntil(lambda: model.page.kind == "whos_here")
    assert not room.profile.isGone


def test_after_their_own_scan_back_is_their_own_page(model, scan):
    model.showHouse(house_of(SOFIA))
    scan(outcome(Answer.WELCOME, ana()))
    model.pageAsked("whos_here")
    model.rooms.whosHere.back()
    assert model.page.kind == "welcome"
