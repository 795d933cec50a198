"""Laying grids over pictures of symbols whose every corner is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.symbol.clearing import FINE, plain
from kiosk.scanning.symbol.grid import FROM_BEFORE, fitted, grid_between, samples, shifted, upright
from kiosk.scanning.symbol.layout import layout_of
from tests.scanning.symbol.drawn import corners, grainy, outline, picture, symbol

MODULE_PX = 4.0
FACING = corners(module_px=MODULE_PX)
TILTED = np.array([(70, 40), (240, 30), (255, 205), (85, 190)], float)
UPSIDE_DOWN = corners(module_px=MODULE_PX, turned_deg=200)
OFF = np.array([(1, -1), (0.7, 1), (-1, 0.5), (0.3, 1)]) / 2**0.5 * MODULE_PX
"""Up to a module, otherwise at every corner."""
FIXED = layout_of(37).fixed
CODE = symbol()
PICTURE = grainy(picture(CODE.modules, FACING), 10)

every_pose = pytest.mark.parametrize("where", [FACING, TILTED, UPSIDE_DOWN])


@every_pose
@pytest.mark.parametrize("arch", [0.0, 1.5, -1.5])
def test_a_grid_from_a_module_away_comes_to_lie_on_every_module(where, arch):
    grey = picture(CODE.modules, where, arch=arch)
    grid, fit = fitted(grey, between(where + OFF), FIXED)
    assert fit > 0.9
    assert modules_off(grid, where) < 0.7
    assert np.array_equal(np.sign(plain(samples(grey, grid, FINE))), CODE.modules)


def test_light_on_dark_fits_as_well_with_the_opposite_sign():
    grid, fit = fitted(255 - picture(CODE.modules, TILTED), between(TILTED + OFF), FIXED)
    assert fit < -0.9
    assert modules_off(grid, TILTED) < 0.7


@pytest.mark.parametrize("version", [1, 2, 7, 20])
def test_symbols_of_other_sizes_are_fitted_as_well(version):
    code = symbol(version)
    side = len(code.modules)
    where = corners(module_px=160 / side, side=side)
    off = OFF / MODULE_PX * 160 / side
    _, fit = fitted(picture(code.modules, where), between(where + off, side), layout_of(side).fixed)
    assert fit > 0.85


@every_pose
@pytest.mark.parametrize("seed", range(4))
def test_nothing_fits_where_nothing_is(where, seed):
    empty = np.full((240, 320), 130, np.uint8)
    for grey in (empty, grainy(empty, 5, seed), grainy(empty, 90, seed)):
        assert abs(fitted(grey, between(where), FIXED)[1]) < 0.3


@pytest.mark.parametrize("right", [-5.5, 0.0, 3.0])
def test_a_grid_follows_what_it_knows_by_several_modules(right):
    grey = picture(CODE.modules, FACING)
    start = between(FACING + np.array((right, 5)) * MODULE_PX)
    near = shifted(grey, start, CODE.modules)
    assert modules_off(near, FACING) < 0.8
    grid, fit = fitted(grey, near, CODE.modules, FROM_BEFORE)
    assert fit > 0.9
    assert modules_off(grid, FACING) < 0.2


@pytest.mark.parametrize("turns", range(4))
def test_a_grid_is_turned_until_its_corner_squares_are_where_they_belong(turns):
    for grey in (picture(CODE.modules, FACING), 255 - picture(CODE.modules, FACING)):
        grid = upright(grey, between(np.roll(FACING, turns, axis=0)), FIXED)
        assert modules_off(grid, FACING) < 0.1


@pytest.mark.parametrize("beyond", [0.25, 0.75, 1.25, 1.75])
def test_an_outline_may_be_tilted_until_its_margin_meets_the_horizon(beyond):
    """So many modules beyond its edge, where samples are taken, the card lies at no depth."""
    far, near = beyond * 4, (37 + beyond) * 4
    where = ((160 - far, 0), (160 + far, 0), (160 + near, 200), (160 - near, 200))
    _, fit = fitted(PICTURE, grid_between(where, 37), FIXED)
    assert abs(fit) < 0.5


CORNER = st.tuples(*[st.floats(-1e4, 1e4) | st.integers(0, 160).map(float)] * 2)


@given(st.tuples(*[CORNER] * 4))
def test_any_corners_that_surround_something_give_a_fit(where):
    try:
        grid = grid_between(where, 37)
    except ValueError:
        return
    _, fit = fitted(PICTURE, grid, FIXED)
    assert -1 <= fit <= 1


NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    "where",
    [
        ((50, 50),) * 4,
        ((0, 0), (50, 50), (70, 70), (20, 20)),
        ((0, 0), (50, 0), (50, 0), (20, 90)),
        ((0, 0), (100, 100), (100, 0), (0, 100)),
        ((0, 0), (100, 0), (20, 20), (0, 100)),
        ((NAN, 0), (50, 0), (50, 50), (0, 50)),
        ((INFINITE, 0), (50, 0), (50, 50), (0, 50)),
        ((-1e300, -1e300), (1e300, -1e300), (1e300, 1e300), (-1e300, 1e300)),
    ],
    ids=["point", "line", "needle", "bow tie", "dented", "no number", "infinite", "huge"],
)
def test_there_is_no_grid_between_corners_that_surround_nothing(where):
    with pytest.raises(ValueError, match="no symbol lies between these corners"):
        grid_between(where, 37)


def between(where, side=37):
    return grid_between(outline(where), side)


def modules_off(grid, where):
    """How far the worst corner is from where it should be."""
    return np.linalg.norm(np.array(grid.corners()) - where, axis=1).max() / MODULE_PX
