"""Finding symbols where noise hides them from a decoder, and none where there are none."""

import cv2
import numpy as np
import pytest

from kiosk.scanning.decoder import find_codes
from kiosk.scanning.simulated.room import room
from kiosk.scanning.symbol.finding import find_grids
from kiosk.scanning.symbol.grid import fitted
from kiosk.scanning.symbol.layout import layout_of
from tests.scanning.symbol.drawn import corners, grainy, picture, symbol

MOST = 5
FITS = 0.8
MODULE_PX = 4.0
NOISE = 100.0
"""Grey levels, of a contrast of 160."""


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("turned_deg", [0, 20, 90, 180, 215, 300])
def test_a_symbol_that_no_decoder_locates_is_found_whichever_way_it_is_turned(turned_deg, sign):
    where = corners((170, 115), MODULE_PX, turned_deg=turned_deg)
    clear = picture(symbol().modules, where)
    grey = grainy(clear if sign > 0 else 255 - clear, NOISE, seed=7)
    assert find_codes(grey) == []
    found = [(grid, fit) for grid, fit in fits(grey) if sign * fit > FITS]
    assert any(modules_off(grid, where) < 1 for grid, _ in found)


@pytest.mark.parametrize(("version", "module_px"), [(1, 6.0), (5, 2.0), (5, 5.5), (10, 3.5)])
def test_the_likeliest_place_of_a_clear_symbol_is_its_own(version, module_px):
    modules = symbol(version).modules
    where = corners((160, 118), module_px, side=len(modules))
    first, *_ = find_grids(picture(modules, where), len(modules), MOST)
    assert modules_off(first, where) * MODULE_PX / module_px < 1.5


def test_two_symbols_are_both_found():
    places = [corners((90, 120), 3.5), corners((230, 120), 3.5, turned_deg=100)]
    wall = np.full((240, 320), 120, np.uint8)
    for seed, where in enumerate(places):
        wall = picture(symbol(seed=seed).modules, where, on=wall)
    found = find_grids(wall, 37, 4 * MOST)
    for where in places:
        assert min(modules_off(grid, where) for grid in found) < 1.5


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_fits_is_found_where_no_symbol_is(seed):
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (240, 320), dtype=np.uint8)
    for empty in (cv2.cvtColor(room(rng), cv2.COLOR_BGR2GRAY), noise):
        assert all(abs(fit) < 0.5 for _, fit in fits(empty))


@pytest.mark.parametrize("shape", [(1, 1), (9, 500), (16, 16), (18, 18), (1, 2000)])
def test_nothing_is_found_in_what_is_too_small(shape):
    assert find_grids(np.zeros(shape, np.uint8), 37, MOST) == []


def fits(grey):
    return [fitted(grey, grid, layout_of(37).fixed) for grid in find_grids(grey, 37, MOST)]


def modules_off(grid, where):
    return np.linalg.norm(np.array(grid.corners()) - where, axis=1).max() / MODULE_PX
