"""Who stands where on the wall."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import Mode
from kiosk.domain.views import Face, WallPerson
from ui.viewmodels.wall_rotation import MOST_CARDS, Rotation

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def person(key: str, **known: object) -> WallPerson:
    known = {"offers": ("Reading",)} | known
    return WallPerson(Face(key, key, "", 0), known.pop("mode", Mode.HELLO), NINE, **known)


def people(keys: str) -> list[WallPerson]:
    return [person(key) for key in keys]


def seen(rotation: Rotation) -> tuple[str, str]:
    return "".join(rotation.cards), "".join(rotation.faces)


def test_up_to_six_people_all_have_a_card():
    rotation = Rotation()
    rotation.see(people("abcdef"))
    assert seen(rotation) == ("abcdef", "")


def test_the_seventh_person_is_a_face():
    rotation = Rotation()
    rotation.see(people("abcdefg"))
    assert seen(rotation) == ("abcdef", "g")


def test_a_turn_gives_the_cards_to_those_who_waited():
    rotation = Rotation()
    rotation.see(people("abcdefghijklmn"))
    rotation.turn()
    assert seen(rotation) == ("ghijkl", "abcdefmn")


def test_everybody_has_had_a_card_before_anybody_has_one_twice():
    rotation = Rotation()
    crowd = "abcdefghijklmnopqr"
    rotation.see(people(crowd))
    shown = list(rotation.cards)
    for _ in range(2):
        rotation.turn()
        shown += rotation.cards
    assert sorted(shown) == sorted(crowd)


def test_an_arrival_is_seen_at_once_and_nobody_else_moves():
    rotation = Rotation(face_places=4)
    rotation.see(people("abcdefghijklmn"))
    cards, faces = seen(rotation)
    rotation.see(people("abcdefghijklmnz"))
    assert seen(rotation) == (cards, "z" + faces[:3])


def test_an_arrival_has_a_card_at_the_next_turn():
    rotation = Rotation()
    rotation.see(people("abcdefghijklmn"))
    rotation.turn()
    rotation.see(people("abcdefghijklmnz"))
    rotation.turn()
    assert "z" in rotation.cards


def test_whoever_takes_a_free_card_stands_where_the_departed_stood():
    rotation = Rotation()
    rotation.see(people("abcdefgh"))
    rotation.see(people("acdefgh"))
    assert seen(rotation) == ("agcdef", "h")


def test_faces_take_turns_where_there_are_more_than_places():
    rotation = Rotation(face_places=2)
    rotation.see([*people("abcdef"), *(person(key, offers=()) for key in "ghijkl")])
    pages = [rotation.faces]
    for _ in range(2):
        rotation.turn()
        pages.append(rotation.faces)
    assert pages == [("g", "h"), ("i", "j"), ("k", "l")]


def test_a_wider_screen_shows_more_faces_at_once():
    rotation = Rotation(face_places=2)
    rotation.see(people("abcdefghijkl"))
    rotation.fit(6, 6)
    assert sorted(rotation.faces) == list("ghijkl")


def test_where_large_cards_lose_their_place_their_people_are_faces():
    rotation = Rotation()
    rotation.see(people("abcdefgh"))
    rotation.fit(2, 8)
    assert seen(rotation) == ("ab", "cdefgh")
    rotation.fit(4, 8)
    assert seen(rotation) == ("abgh", "cdef")


def test_a_thousand_people_have_all_been_seen_after_their_turns():
    rotation = Rotation(card_places=4, face_places=17)
    crowd = [person(str(number)) for number in range(1_000)]
    rotation.see(crowd)
    shown = set(rotation.cards + rotation.faces)
    for _ in range(1_000 // 17 + 1):
        rotation.turn()
        shown |= {*rotation.cards, *rotation.faces}
    assert len(shown) == 1_000


def test_large_cards_go_to_those_with_words_and_time_for_others():
    rotation = Rotation()
    quiet = [
        person("w", offers=()),
        person("h", mode=Mode.HEADS_DOWN),
        person("x", is_earlier=True),
    ]
    rotation.see([*quiet, *people("abcdef")])
    for _ in range(3):
        assert seen(rotation)[0] == "abcdef"
        rotation.turn()


def test_who_was_here_earlier_stands_last_among_the_faces():
    rotation = Rotation()
    rotation.see([person("x", is_earlier=True), *people("abcdefgh")])
    assert seen(rotation)[1] == "ghx"


@given(st.lists(st.text("abcdefghijklmnop", max_size=16), min_size=1, max_size=8))
def test_a_page_never_shows_somebody_who_left_nor_anybody_twice(visits):
    rotation = Rotation(face_places=3)
    for here in visits:
        keys = "".join(dict.fromkeys(here))
        rotation.see(people(keys))
        rotation.turn()
        shown = rotation.cards + rotation.faces
        assert len(set(shown)) == len(shown)
        assert set(shown) <= set(keys)
        assert len(rotation.cards) == min(len(keys), MOST_CARDS)


def test_the_same_views_and_turns_give_the_same_pages():
    def history() -> list[tuple[str, str]]:
        rotation, pages = Rotation(face_places=3), []
        for keys in ("abcdefghijk", "abcdefghijkl", "bcdefghijkl"):
            rotation.see(people(keys))
            rotation.turn()
            pages.append(seen(rotation))
        return pages

    assert history() == history()
