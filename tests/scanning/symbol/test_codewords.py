"""From modules to text: what can be put right, and that nothing is ever guessed."""

import numpy as np
import pytest
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_Q

from kiosk.scanning.symbol.codewords import text_of
from kiosk.scanning.symbol.layout import blocks_of, layout_of
from tests.scanning.symbol.drawn import MEDIUM, soft, symbol

KINDS = [(1, ERROR_CORRECT_H), (5, MEDIUM), (7, ERROR_CORRECT_Q), (12, ERROR_CORRECT_L)]
TRIES = 25
GIVEN_UP = [(2, ERROR_CORRECT_H, 20), (5, MEDIUM, 20), (10, ERROR_CORRECT_Q, 20)]
"""One block of 28 check codewords; two, and eight, of 24: and how many wrong ones are read."""


@pytest.mark.parametrize(("version", "level"), KINDS)
def test_a_clear_symbol_is_read(version, level):
    code = symbol(version, level)
    assert text_of(soft(code.modules)) == code.text


@pytest.mark.parametrize("mask", range(8))
def test_a_noisy_symbol_is_read_whatever_its_mask(mask):
    code = symbol(mask=mask)
    seen = soft(code.modules, noise=0.45)
    assert (np.sign(seen) != code.modules).any()
    assert text_of(seen) == code.text


@pytest.mark.parametrize(("version", "level"), KINDS)
def test_as_many_wrong_codewords_are_corrected_as_the_level_allows(version, level):
    code = symbol(version, level)
    assert text_of(with_wrong(code, level, checks(code, level) // 2)) == code.text


@pytest.mark.parametrize(("version", "level"), KINDS)
def test_one_wrong_codeword_more_in_each_block_is_too_many(version, level):
    code = symbol(version, level)
    assert text_of(with_wrong(code, level, checks(code, level) // 2 + 1)) == ""


@pytest.mark.parametrize(("version", "level", "most"), GIVEN_UP)
def test_doubtful_codewords_are_given_up_where_too_many_are_wrong(version, level, most):
    code = symbol(version, level)
    seen = faint(with_wrong(code, level, most), code)
    assert text_of(np.sign(seen)) == ""
    assert text_of(seen) == code.text
    assert text_of(faint(with_wrong(code, level, most + 1), code)) == ""


@pytest.mark.parametrize(("version", "level", "most"), GIVEN_UP)
def test_checks_are_spared_that_tell_right_from_wrong(version, level, most):
    """Give up all of them, and a wrong codeword goes unnoticed."""
    code = symbol(version, level)
    seen = soft(code.modules)
    for block in blocks_of(len(seen), level):
        turn(seen, block.places[-block.checks :], bits=2)
    seen = faint(seen, code)
    turn(seen, [20], bits=1)
    assert text_of(seen) == ""


def test_a_text_that_looks_otherwise_is_not_believed():
    code = symbol(5, ERROR_CORRECT_H)
    assert text_of(with_wrong(code, ERROR_CORRECT_H, 11, bits=4)) == code.text
    assert text_of(with_wrong(code, ERROR_CORRECT_H, 11, bits=8)) == ""


@pytest.mark.parametrize(("wrong", "is_read"), [([0, 1, 2], True), ([0, 1, 2, 6], False)])
def test_a_format_that_looks_otherwise_is_not_believed(wrong, is_read):
    code = symbol()
    seen, (down, across) = soft(code.modules), layout_of(37).format_places
    for row, column in [*down[wrong], *across[wrong]]:
        seen[row, column] *= -1
    assert text_of(seen) == (code.text if is_read else "")


@pytest.mark.parametrize(("version", "level"), KINDS)
def test_chance_in_a_perfect_frame_says_nothing(version, level):
    modules = symbol(version, level).modules
    layout = layout_of(len(modules))
    for seed in range(TRIES):
        rng = np.random.default_rng(seed)
        seen = soft(modules)
        path = layout.path
        seen[path[:, 0], path[:, 1]] = rng.standard_normal(len(path))
        assert text_of(seen) == ""


def test_chance_alone_says_nothing():
    for seed in range(TRIES):
        assert text_of(soft(np.zeros((37, 37), np.int8), noise=1.0, seed=seed)) == ""


def test_a_symbol_spoilt_more_and_more_is_read_or_not_but_never_wrongly():
    code, told = symbol(), []
    for step in range(TRIES):
        told.append(text_of(soft(code.modules, noise=0.3 + 0.04 * step, seed=step)))
    assert set(told) == {code.text, ""}


def test_two_symbols_through_each_other_are_one_of_them_or_none():
    one, other, told = symbol(seed=1), symbol(seed=2), []
    for step in range(TRIES + 1):
        share = step / TRIES
        told.append(text_of(share * soft(one.modules, 0.3, step) + (1 - share) * other.modules))
    assert set(told) == {one.text, "", other.text}


@pytest.mark.parametrize("side", [21, 37, 45])
def test_nothing_says_nothing(side):
    assert text_of(np.zeros((side, side), np.float32)) == ""
    assert text_of(np.full((side, side), 1e-30, np.float32)) == ""


def checks(code, level):
    return blocks_of(len(code.modules), level)[0].checks


def with_wrong(code, level, count, *, bits=2):
    """Turn bits of so many codewords in each block."""
    seen = soft(code.modules)
    for block in blocks_of(len(seen), level):
        turn(seen, np.random.default_rng(count).choice(block.places, count, replace=False), bits)
    return seen


def turn(seen, words, bits):
    """Turn some bits of these codewords from dark to light or back."""
    for word in words:
        for row, column in layout_of(len(seen)).path[word * 8 :][:bits]:
            seen[row, column] *= -1


def faint(seen, code):
    """Make doubtful what is wrong."""
    return np.where(seen * code.modules < 0, seen * np.float32(0.1), seen)
