"""Telling modules apart that blur and smear have run into each other."""

import cv2
import numpy as np
import pytest

from kiosk.scanning.symbol.clearing import FINE, cleared, plain
from kiosk.scanning.symbol.codewords import text_of
from kiosk.scanning.symbol.grid import fitted, grid_between, samples
from kiosk.scanning.symbol.layout import layout_of
from tests.scanning.symbol.drawn import corners, outline, picture, symbol

CODE, WHERE, FIXED = symbol(), corners(module_px=4.0), layout_of(37).fixed


def sharp():
    return picture(CODE.modules, WHERE)


def blurred():
    return picture(CODE.modules, WHERE, blur_px=2.4)


def smeared():
    return cv2.blur(sharp(), (7, 1))


def smeared_aslant():
    kernel = np.eye(7, dtype=np.float32) / 7
    return cv2.filter2D(sharp(), -1, kernel)


@pytest.mark.parametrize("spoilt", [blurred, smeared, smeared_aslant])
@pytest.mark.parametrize("sign", [1, -1])
def test_of_what_ran_together_most_is_told_apart_again(spoilt, sign):
    grey = spoilt() if sign > 0 else 255 - spoilt()
    grid, fit = fitted(grey, grid_between(outline(WHERE), 37), FIXED)
    levelled = samples(grey, grid, FINE) * np.float32(np.sign(fit))
    before, after = plain(levelled), [wrong(soft) for soft in cleared(levelled, FIXED, 3)]
    assert wrong(before) > 60
    assert text_of(before) == ""
    assert after[0] < wrong(before) / 3
    assert after[-1] <= after[0]
    assert [text_of(soft) for soft in cleared(levelled, FIXED, 3)][-1] == CODE.text


def test_a_sharp_symbol_stays_as_clear_as_it_is():
    levelled = samples(sharp(), grid_between(outline(WHERE), 37), FINE)
    assert wrong(plain(levelled)) == 0
    assert all(wrong(soft) == 0 for soft in cleared(levelled, FIXED, 3))


@pytest.mark.parametrize("grey_level", [0, 130])
def test_of_nothing_nothing_is_told_apart(grey_level):
    empty = np.full((240, 320), grey_level, np.uint8)
    levelled = samples(empty, grid_between(outline(WHERE), 37), FINE)
    for soft in (plain(levelled), *cleared(levelled, FIXED, 3)):
        assert soft.shape == FIXED.shape
        assert np.ptp(soft) < 0.001


def wrong(soft):
    return int((np.sign(soft) != CODE.modules).sum())
