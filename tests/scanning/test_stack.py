"""Adding up frames of which no single one can be read, and what is forgotten when."""

from functools import cache

import cv2
import numpy as np
import pytest

from kiosk.scanning.decoder import find_codes
from kiosk.scanning.frames import Sighting
from kiosk.scanning.stack import FORGOTTEN_AFTER_S, HALF_LIFE_S, Glimpse, Stacked, SymbolStack
from kiosk.scanning.symbol.grid import grid_between
from kiosk.scanning.symbol.layout import layout_of
from tests.scanning.symbol.drawn import corners, grainy, outline, picture, soft, symbol

FRAME_S = 1 / 30
NOISE = 120.0
"""Grey levels, of a contrast of 160."""
TOO_FEW = 3
MODULE_PX = 3.0
ANA, BEA = symbol(seed=0), symbol(seed=1)
BY_CHANCE = np.random.default_rng(1).choice(np.array([-1, 1], np.int8), (37, 37))
FIXED = layout_of(37).fixed
UNREADABLE = np.where(FIXED != 0, FIXED, BY_CHANCE)
HERE = corners((160, 120), MODULE_PX, turned_deg=10)
LOCATED = (Sighting("", outline(HERE), 37),)
MOST = 15
EMPTY = np.full((240, 320), 120, np.uint8)


@cache
def clear(code):
    return picture(code.modules, HERE)


def noisy(code, number):
    return grainy(clear(code), NOISE, number)


class Lobby:
    """Shows frames to a stack and remembers what it told."""

    def __init__(self):
        self.stack, self.at_s = SymbolStack(37), 10.0
        self.texts: list[str] = []

    def see(self, *codes, first=0, sightings=LOCATED):
        """Show a frame of each code, all in one place; `first` is the number of their noise."""
        for number, code in enumerate(codes, start=first):
            seen = self.stack.look(noisy(code, number), sightings, self.at_s)
            self.texts += [sighting.text for sighting in seen if sighting.text]
            self.at_s += FRAME_S

    def frames_until(self, code):
        """Show always the same frames of a code until it is read; return how many it took."""
        for count in range(MOST):
            self.see(code, first=100 + count)
            if code.text in self.texts:
                return count + 1
        return MOST + 1


@pytest.fixture
def lobby():
    return Lobby()


@pytest.fixture(scope="module")
def anew():
    """How many frames a code needs of which nothing is known."""
    return Lobby().frames_until(ANA)


def test_frames_that_nobody_can_read_are_read_together(lobby, anew):
    for number in range(100, 100 + anew):
        assert not any(sighting.text for sighting in find_codes(noisy(ANA, number)))
    assert TOO_FEW < anew <= MOST
    assert lobby.frames_until(ANA) == anew
    assert lobby.texts == [ANA.text]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_symbol_that_no_decoder_locates_is_searched_followed_and_read(sign):
    stack, texts = SymbolStack(37), []
    for number in range(12):
        grey = grainy(clear(ANA), 100, number)
        grey = grey if sign > 0 else 255 - grey
        assert find_codes(grey) == []
        seen = stack.look(grey, [], number * FRAME_S)
        assert all(modules_off(sighting) < 1.5 for sighting in seen)
        texts += [sighting.text for sighting in seen]
    assert set(texts) == {"", ANA.text}


def test_light_that_moves_over_a_symbol_is_looked_past():
    stack, texts = SymbolStack(37), []
    where = corners((160, 120), 4.0, turned_deg=10)
    for number in range(8):
        grey = grainy(glaring(picture(ANA.modules, where), number), 8, number)
        sightings = find_codes(grey)
        assert not any(sighting.text for sighting in sightings)
        texts += [s.text for s in stack.look(grey, sightings, number * FRAME_S)]
    assert set(texts) == {"", ANA.text}


def test_a_symbol_is_followed_as_the_hand_moves_by_modules_a_frame():
    stack, texts = SymbolStack(37), []
    for number in range(12):
        where = corners((100 + 11 * number, 120), MODULE_PX, turned_deg=10 + number)
        located = [Sighting("", outline(where), 37)] if number == 0 else []
        grey = grainy(picture(ANA.modules, where), NOISE, number)
        seen = stack.look(grey, located, number * FRAME_S)
        assert all(modules_off(sighting, where) < 1.5 for sighting in seen)
        texts += [sighting.text for sighting in seen]
        if texts[-1]:
            break
    assert len(texts) > TOO_FEW
    assert texts[-1] == ANA.text


def test_a_symbol_that_jumped_is_the_same_where_it_is_located_again():
    stack, texts = SymbolStack(37), []
    for number in range(8):
        where = corners((60 + 9 * MODULE_PX * number, 120), MODULE_PX)
        grey = grainy(picture(ANA.modules, where), NOISE, number)
        seen = stack.look(grey, [Sighting("", outline(where), 37)], number * FRAME_S)
        assert all(modules_off(sighting, where) < 1.5 for sighting in seen)
        texts += [sighting.text for sighting in seen]
    assert ANA.text in texts


def test_what_was_followed_as_two_is_one_when_it_lies_in_one_place(lobby):
    """A symbol that jumped, unlocated, is another one, until the first is found there as well."""
    for jump, at_s in ((0, 0.0), (10, 0.2), (5, 0.3), (5, 0.4)):
        where = corners((150 + jump * MODULE_PX, 120), MODULE_PX)
        located = [Sighting("", outline(where), 37)] if jump == 0 else []
        (sighting,) = lobby.stack.look(picture(UNREADABLE, where), located, at_s)
        assert modules_off(sighting, where) < 1.5


def glimpse(code, seed):
    seen = soft(code.modules, noise=1.5, seed=seed)
    return Glimpse(grid_between(outline(HERE), 37), seen, seen, weight=1.0)


def test_what_a_glimpse_contradicts_is_dropped_and_noise_contradicts_nothing():
    stacked = Stacked(glimpse(ANA, 0), 0.0)
    for seed in range(1, 8):
        stacked.add(glimpse(ANA, seed), 0.0)
    assert np.mean(np.sign(stacked.known()) == ANA.modules) > 0.95
    stacked.add(glimpse(BEA, 8), 0.0)
    assert np.array_equal(stacked.soft, glimpse(BEA, 8).cleared)


def test_what_was_seen_longer_ago_weighs_less():
    stacked = Stacked(glimpse(ANA, 0), 0.0)
    stacked.add(glimpse(ANA, 1), HALF_LIFE_S)
    half = glimpse(ANA, 0).cleared / 2 + glimpse(ANA, 1).cleared
    assert np.allclose(stacked.soft, half)


def test_a_symbol_that_was_read_begins_anew(lobby, anew):
    lobby.frames_until(ANA)
    lobby.texts.clear()
    assert lobby.frames_until(ANA) == anew


def test_a_symbol_that_somebody_else_read_is_forgotten(lobby, anew):
    lobby.see(*[ANA] * TOO_FEW)
    lobby.see(ANA, sightings=[Sighting(ANA.text, outline(HERE), 37)])
    assert lobby.texts == []
    assert lobby.frames_until(ANA) == anew


def test_being_told_of_a_read_symbol_is_enough_to_forget_it(lobby, anew):
    lobby.see(*[ANA] * TOO_FEW)
    lobby.stack.forget([Sighting(ANA.text, outline(HERE), 37)], lobby.at_s)
    assert lobby.frames_until(ANA) == anew


@pytest.mark.parametrize(
    "elsewhere",
    [
        Sighting("a poster", outline(corners((40, 40), 2.0)), 37),
        Sighting("", outline(HERE), 37),
    ],
    ids=["read, in another place", "here, but not read"],
)
def test_a_symbol_is_not_forgotten_for_what_is_not_it(lobby, anew, elsewhere):
    lobby.see(*[ANA] * TOO_FEW)
    lobby.stack.forget([elsewhere], lobby.at_s)
    assert lobby.frames_until(ANA) < anew


@pytest.mark.parametrize(
    ("pause_s", "is_known"),
    [(FORGOTTEN_AFTER_S - 0.01, True), (FORGOTTEN_AFTER_S + 0.01, False), (-1.0, False)],
    ids=["a moment", "too long", "time goes backwards"],
)
def test_a_symbol_is_forgotten_when_it_was_not_seen_for_too_long(lobby, anew, pause_s, is_known):
    lobby.see(*[ANA] * TOO_FEW)
    lobby.at_s += pause_s - FRAME_S
    assert (lobby.frames_until(ANA) < anew) == is_known


@pytest.mark.parametrize("seen_before", [1, 2, 3])
def test_another_pass_in_the_same_place_is_read_as_soon_and_never_a_third(lobby, anew, seen_before):
    lobby.see(*[ANA] * seen_before)
    assert lobby.frames_until(BEA) <= anew + 2
    assert lobby.texts == [BEA.text]


def test_passes_that_take_turns_in_one_place_are_one_or_the_other(lobby):
    lobby.see(*[ANA, BEA] * 12)
    assert set(lobby.texts) <= {ANA.text, BEA.text}


def test_of_three_symbols_the_last_two_are_followed():
    places = [corners((x, 120), 2.6) for x in (56, 160, 264)]
    stack = SymbolStack(37)
    located = [Sighting("", outline(where), 37) for where in places]
    wall = EMPTY
    for where in places:
        wall = picture(UNREADABLE, where, on=wall)
    assert [s.text for s in stack.look(wall, located, 0.0)] == ["", "", ""]
    followed = stack.look(wall, [], FRAME_S)
    assert [s.text for s in followed] == ["", ""]
    for sighting, where in zip(followed, places[1:], strict=True):
        assert modules_off(sighting, where) < 1.5


def test_what_is_located_again_is_followed_once(lobby):
    grey = noisy(ANA, 1)
    twice = [Sighting("", outline(HERE), 37), Sighting("", outline(HERE + 2.0), 37)]
    for number in range(TOO_FEW):
        assert len(lobby.stack.look(grey, twice, number * FRAME_S)) == 1


def test_a_search_waits_for_the_last_one_to_be_a_while_ago(lobby):
    assert lobby.stack.look(EMPTY, [], 5.0) == []
    assert lobby.stack.look(clear(ANA), [], 5.1) == []
    (sighting,) = lobby.stack.look(clear(ANA), [], 5.2)
    assert sighting.text == ANA.text


@pytest.mark.parametrize(
    "sighting",
    [
        Sighting("read by somebody else", outline(HERE), 37),
        Sighting("", outline(HERE), 41),
        Sighting("", outline(HERE), 0),
    ],
    ids=["read", "another size", "unknown size"],
)
def test_only_unread_symbols_of_its_size_are_looked_at(lobby, sighting):
    assert lobby.stack.look(EMPTY, [], 5.0) == []  # so that it is not searched again at once
    assert lobby.stack.look(clear(ANA), [sighting], 5.01) == []


def test_nothing_is_followed_where_nothing_is(lobby):
    for number in range(4):
        assert lobby.stack.look(grainy(EMPTY, 60, number), LOCATED, number) == []


def glaring(grey, number):
    """A hot spot that goes round the middle of the symbol and hides too much of it."""
    spot = np.zeros(grey.shape, np.float32)
    turn = 1.3 * number
    cv2.circle(spot, (int(160 + 30 * np.cos(turn)), int(120 + 30 * np.sin(turn))), 42, 400, -1)
    return np.clip(grey + cv2.GaussianBlur(spot, (0, 0), 4), 0, 255).astype(np.uint8)


def modules_off(sighting, where=HERE):
    return np.linalg.norm(np.array(sighting.corners) - where, axis=1).max() / MODULE_PX
