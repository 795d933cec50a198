"""Suggestions from shared words: true, quoted literally, and never forced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import HelloReason, Member
from kiosk.matching.overlap import best_meeting, meetings_among, suggest
from kiosk.matching.words import content_words
from tests.house import ANA, BEA, CARL, member


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drawing logos", "A logo for school gardens"),
        ("Diseño de logotipos", "un LOGOTIPO"),
        ("Reading contracts", "contract"),
        ("Café tasting", "cafe"),
    ],
)
def test_plurals_accents_and_capitals_do_not_hide_a_shared_word(one: str, other: str) -> None:
    assert content_words(one) & content_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Help with my first invoice", "Your first pitch"),
        ("Alguien que me ayude con la web", "Ayuda con la declaración"),
    ],
)
def test_words_that_everybody_uses_connect_nobody(one: str, other: str) -> None:
    assert not content_words(one) & content_words(other)


def test_an_offer_that_meets_the_viewers_ask_is_suggested_with_both_phrases() -> None:
    ana = member(ANA, "Ana", asks="A logo for school gardens")
    bea = member(BEA, "Bea", offers="Tax advice; Drawing logos")
    hello, *others = suggest(ana, [bea], 2)
    assert not others
    assert (hello.other, hello.reason) == (BEA, HelloReason.THEY_OFFER)
    assert (hello.their_phrase, hello.own_phrase) == ("Drawing logos", "A logo for school gardens")


def test_an_ask_that_the_viewer_can_meet_is_suggested_too() -> None:
    ana = member(ANA, "Ana", offers="Drawing logos")
    bea = member(BEA, "Bea", asks="A logo")
    (hello,) = suggest(ana, [bea], 2)
    assert (hello.reason, hello.their_phrase) == (HelloReason.THEY_ASK, "A logo")


def test_rare_words_win_over_common_ones() -> None:
    ana = member(ANA, "Ana", asks="Website translation")
    crowd = [
        member(BEA, "Bea", offers="Website design"),
        member(CARL, "Carl", offers="Translation"),
        *[member(f"{n:016x}", f"P{n}", offers="Website speed") for n in range(6)],
    ]
    assert suggest(ana, crowd, 1)[0].other == CARL


def test_without_a_shared_word_nobody_is_suggested() -> None:
    ana = member(ANA, "Ana", asks="A logo")
    assert suggest(ana, [member(BEA, "Bea", offers="Tax advice")], 2) == ()


def test_featured_pairs_are_the_strongest_and_each_asker_comes_once() -> None:
    people = [
        member(ANA, "Ana", asks="A logo; A photo"),
        member(BEA, "Bea", offers="Logos"),
        member(CARL, "Carl", offers="Photos"),
    ]
    found = meetings_among(people, 10)
    assert [asker.handle for asker, _, _ in found] == [ANA]


def test_an_asker_is_featured_with_whoever_shares_the_rarest_word() -> None:
    people = [
        member(ANA, "Ana", asks="Website translation"),
        member(BEA, "Bea", offers="Website design; Website speed"),
        member(CARL, "Carl", offers="Tax advice; Translation"),
    ]
    ((asker, helper, meeting),) = meetings_among(people, 10)
    assert (asker.handle, helper.handle, meeting.offer.text) == (ANA, CARL, "Translation")


WORDS = ["logo", "tax", "photo", "web", "video", "grant", "copy"]
texts = st.lists(st.sampled_from(WORDS), max_size=3)


@st.composite
def crowds(draw: st.DrawFn) -> list[Member]:
    count = draw(st.integers(min_value=1, max_value=8))
    return [
        member(
            f"{n:016x}",
            f"P{n}",
            offers=";".join(draw(texts)),
            asks=";".join(draw(texts)),
        )
        for n in range(count)
    ]


@given(crowds(), st.integers(min_value=0, max_value=3))
def test_every_suggestion_is_true_and_about_somebody_else(crowd: list[Member], most: int) -> None:
    viewer, by_handle = crowd[0], {member.handle: member for member in crowd}
    hellos = suggest(viewer, crowd, most)
    assert len(hellos) <= most
    assert len({hello.other for hello in hellos}) == len(hellos)
    for hello in hellos:
        other = by_handle[hello.other].profile
        theirs, own = (
            (other.offers, viewer.profile.asks)
            if hello.reason is HelloReason.THEY_OFFER
            else (other.asks, viewer.profile.offers)
        )
        assert hello.other != viewer.handle
        assert hello.their_phrase in [phrase.text for phrase in theirs]
        assert hello.own_phrase in [phrase.text for phrase in own]
        assert content_words(hello.their_phrase) & content_words(hello.own_phrase)


@given(crowds())
def test_whoever_can_be_met_by_anybody_is_featured_once_and_truly(crowd: list[Member]) -> None:
    met = {
        asker.handle
        for asker in crowd
        for helper in crowd
        if helper is not asker and best_meeting(asker, helper, {})
    }
    found = meetings_among(crowd, len(crowd))
    assert sorted(asker.handle for asker, _, _ in found) == sorted(met)
    assert [meeting.strength for *_, meeting in found] == sorted(
        (meeting.strength for *_, meeting in found), reverse=True
    )
    for asker, helper, meeting in found:
        assert helper is not asker
        assert meeting.ask in asker.profile.asks
        assert meeting.offer in helper.profile.offers
        assert content_words(meeting.ask.text) & content_words(meeting.offer.text)
