"""What the wall says about people."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.people import Mode
from kiosk.domain.views import Face, Featured, WallPerson, WallView
from ui.viewmodels.wall_rotation import Rotation
from ui.viewmodels.wall_state import (
    MOST_FEATURED,
    CardRow,
    WallState,
    as_question,
    as_statement,
    featurable,
    state_of,
)

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def face(name: str) -> Face:
    return Face(f"{name}-today", name, name[:1], 3)


def person(name: str, **known: object) -> WallPerson:
    return WallPerson(face(name), known.pop("mode", Mode.HELLO), NINE, **known)


def view(*people: WallPerson, present: int = 20, featured: tuple[Featured, ...] = ()) -> WallView:
    welcome = {"en": "Come in."}
    return WallView("Casa Norte", "Europe/Madrid", NINE, present, people, featured, welcome)


def state(shown: WallView, *, turns: int = 0, says_both: bool = False) -> WallState:
    rotation = Rotation(says_both=says_both)
    rotation.see(shown.people)
    for _ in range(turns):
        rotation.turn()
    return state_of(shown, rotation, next(iter(featurable(shown)), None), "en")


def words(cards: tuple[CardRow, ...]) -> list[tuple[str, str]]:
    return [(card.offer, card.ask) for card in cards]


ANA = person("Ana", offers=("gardens", "compost"), asks=("a logo",))


def test_cards_with_room_for_both_show_an_offer_and_an_ask():
    assert words(state(view(ANA), says_both=True).cards) == [("Gardens", "A logo")]


def test_cards_without_show_one_line_each_and_every_line_has_its_turn():
    crowd = [person(name, offers=("gardens", "compost"), asks=("a logo",)) for name in "ABCDEF"]
    shown = {turn: words(state(view(*crowd), turns=turn).cards)[0] for turn in range(3)}
    assert set(shown.values()) == {("Gardens", ""), ("Compost", ""), ("", "A logo")}


def test_somebody_without_the_yes_to_a_profile_shows_a_name_alone():
    (card,) = state(view(person("Ben"))).cards
    assert (card.name, card.offer, card.ask, card.headline) == ("Ben", "", "", "")


@pytest.mark.parametrize(
    "quiet", [person("Ben", mode=Mode.HEADS_DOWN), person("Ben", is_earlier=True)]
)
def test_heads_down_and_earlier_people_are_dimmed(quiet):
    assert [card.is_dimmed for card in state(view(ANA, quiet)).cards] == [False, True]


def test_a_pair_quotes_both_of_them():
    pair = Featured("a logo", face("Ana"), "drawing logos", face("Sofía"), "Upstairs")
    (row,) = state(view(ANA, featured=(pair,))).featured
    assert (row.kind, row.name, row.words) == ("pair", "Ana", "A logo?")
    assert (row.helper_name, row.helper_words, row.seat) == ("Sofía", "Drawing logos", "Upstairs")


def test_without_a_pair_somebody_s_ask_is_told():
    (row,) = state(view(ANA)).featured
    assert (row.kind, row.name, row.words) == ("ask", "Ana", "A logo?")


def test_without_an_ask_somebody_s_offer_is_told():
    (row,) = state(view(person("Ben", offers=("bread",)))).featured
    assert (row.kind, row.words) == ("offer", "Bread")


def test_nobody_who_is_busy_or_gone_is_told_of():
    quiet = [
        person("Ben", asks=("x",), mode=Mode.HEADS_DOWN),
        person("Cem", asks=("x",), is_earlier=True),
    ]
    assert state(view(*quiet)).featured == ()


def test_an_ask_that_a_pair_answers_is_not_told_twice():
    pair = Featured("a logo", ANA.face, "drawing logos", face("Sofía"))
    assert [row.kind for row in featurable(view(ANA, featured=(pair,)))] == ["pair"]


def test_in_a_crowd_only_so_many_words_wait_for_the_panel():
    crowd = [person(f"P{number}", asks=("x", "y")) for number in range(200)]
    assert len(featurable(view(*crowd))) == MOST_FEATURED


def test_the_house_s_line_is_in_the_wall_s_language_or_missing():
    rotation = Rotation()
    assert state_of(view(), rotation, None, "en").welcome_line == "Come in."
    assert state_of(view(), rotation, None, "es").welcome_line == ""


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a logo", "A logo?"),
        ("un logo", "¿Un logo?"),
        ("¿Traducir esto?", "¿Traducir esto?"),
        ("traducción", "¿Traducción?"),
        ("help!", "Help?"),
        ("…", ""),
        ("", ""),
    ],
)
def test_an_ask_is_a_question_in_its_own_language(said, shown):
    assert as_question(said) == shown


def test_an_offer_begins_large_and_ends_plain():
    assert as_statement(" álgebra fácil. ") == "Álgebra fácil"


def test_hosts_are_told_and_where_there_are_many_they_take_turns():
    hosts = tuple(person(name).face for name in ("Ana", "Bea", "Cai", "Dora"))
    waited_for = replace(view(ANA), awaited=hosts)
    assert [row.name for row in state(waited_for).awaited] == ["Ana", "Bea", "Cai"]
    assert [row.name for row in state(waited_for, turns=1).awaited] == ["Dora", "Ana", "Bea"]
    few = replace(view(ANA), awaited=hosts[:2])
    assert [row.name for row in state(few, turns=7).awaited] == ["Ana", "Bea"]


def test_every_row_of_a_person_names_their_photo():
    photo = "a" * 64
    ana = replace(ANA, face=replace(ANA.face, photo=photo))
    others = [person(f"P{number}", offers=("maps",)) for number in range(6)]
    shown = state(replace(view(ana, *others), awaited=(ana.face,)))
    assert shown.cards[0].photo == shown.featured[0].photo == shown.awaited[0].photo == photo
    gone = state(view(*others, ana))
    assert gone.faces[-1].photo == photo
