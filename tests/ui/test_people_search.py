"""Finding people: by the beginnings of words, whatever the accents, the best first."""

import pytest

from kiosk.domain.people import Mode
from tests.ui.conftest import someone
from ui.viewmodels.people_search import Chip, chips_of, entry_of, find, having, phrase_for

PEOPLE = [
    someone("Sofía", full_name="Sofía Marín Ortega", headline="Brand designer"),
    someone("Ana", offers=("Starting a garden",), asks=("A logo for school gardens",)),
    someone("Álvaro", full_name="Álvaro Núñez", offers=("Renovations", "C++ and Node.js")),
    someone("Marina", mode=Mode.HEADS_DOWN, seat="Upstairs, table 4"),
    someone("Kofi", offers=("Photologos for an online shop",)),
]
ENTRIES = [entry_of(person) for person in PEOPLE]


def found(text: str) -> list[str]:
    return [entry.person.face.name for entry in find(ENTRIES, text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Sofía", "Ana", "Álvaro", "Marina", "Kofi"]),
        ("sofia", ["Sofía"]),
        ("SOFÍA", ["Sofía"]),
        ("nunez", ["Álvaro"]),
        ("  marin ", ["Sofía", "Marina"]),
        ("designer", ["Sofía"]),
        ("table", ["Marina"]),
        ("ortega sofia", ["Sofía"]),
        ("sofia logo", []),
        ("c++", ["Álvaro"]),
        ("node.js", ["Álvaro"]),
        ("nobody", []),
    ],
)
def test_people_are_found_by(text, names):
    assert found(text) == names


def test_what_begins_a_word_comes_before_what_is_inside_one():
    assert found("logo") == ["Ana", "Kofi"]


def test_a_name_comes_before_other_words():
    gardener = someone("Zoe", offers=("Anatomy",))
    ana = someone("Ana")
    entries = [entry_of(gardener), entry_of(ana)]
    assert [entry.name for entry in find(entries, "ana")] == ["Ana", "Zoe"]


def test_a_letter_or_two_are_found_at_beginnings_alone():
    assert found("hi") == []
    assert found("lo") == ["Ana"]


def test_the_phrase_that_was_looked_for_is_the_one_that_is_shown():
    assert phrase_for(("Drawing a logo", "A brand book"), "brand") == "A brand book"
    assert phrase_for(("Drawing a logo", "A brand book"), "sofia") == "Drawing a logo"
    assert phrase_for((), "brand") == ""


def test_what_two_people_share_is_a_chip_in_the_words_of_most():
    people = [
        someone("Ana", offers=("Logos in a day", "A logo for you")),
        someone("Bea", offers=("Drawing a logo",)),
        someone("Carl", asks=("My logo, finally",)),
    ]
    first = chips_of(people)[0]
    assert (first.is_offer, first.words) == (True, "Logo")


def test_where_nothing_is_shared_short_phrases_are_chips():
    people = [
        someone("Ana", offers=("Retouching a photo", "A" + "h" * 40), asks=("A squash partner",)),
        someone("Bea", asks=("Walking company at lunch, on most days",)),
    ]
    assert [(chip.is_offer, chip.words) for chip in chips_of(people)] == [
        (True, "Retouching a photo"),
        (False, "A squash partner"),
    ]


def test_nobody_has_no_chips():
    assert chips_of([]) == []


def test_a_chip_finds_who_offers_that_and_not_who_asks_for_it():
    people = [
        someone("Ana", offers=("Drawing logos",)),
        someone("Bea", asks=("A logo",)),
        someone("Carl", offers=("A logo from scratch",)),
    ]
    entries = [entry_of(person) for person in people]
    offering = having(entries, Chip("offer/Logo", True, "Logo"))
    asking = having(entries, Chip("ask/Logo", False, "Logo"))
    assert [entry.name for entry in offering] == ["Ana", "Carl"]
    assert [entry.name for entry in asking] == ["Bea"]


def test_every_chip_finds_somebody():
    for chip in chips_of(PEOPLE):
        assert having(ENTRIES, chip), chip
