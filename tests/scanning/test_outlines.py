"""Which outlines surround anything, and which belong to the same symbol."""

import pytest

from kiosk.scanning.outlines import lies_in, surrounds_something

NAN, INFINITE = float("nan"), float("inf")
SQUARE = ((10.0, 10.0), (50.0, 10.0), (50.0, 50.0), (10.0, 50.0))


@pytest.mark.parametrize(
    "corners",
    [
        SQUARE,
        SQUARE[::-1],
        ((0, 0), (90, 40), (60, 80), (20, 60)),
        ((-500, -500), (900, -500), (900, 900), (-500, 900)),
    ],
    ids=["square", "mirrored", "tilted", "partly outside"],
)
def test_outlines_of_symbols_surround_something(corners):
    assert surrounds_something(corners)


@pytest.mark.parametrize(
    "corners",
    [
        ((50, 50),) * 4,
        ((0, 0), (50, 50), (70, 70), (20, 20)),
        ((0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5)),
        ((0, 0), (100, 100), (100, 0), (0, 100)),
        ((0, 0), (100, 0), (20, 20), (0, 100)),
        ((NAN, 0), (50, 0), (50, 50), (0, 50)),
        ((INFINITE, 0), (50, 0), (50, 50), (0, 50)),
        ((-1e300, -1e300), (1e300, -1e300), (1e300, 1e300), (-1e300, 1e300)),
    ],
    ids=["point", "line", "speck", "bow tie", "dented", "no number", "infinite", "huge"],
)
def test_other_outlines_do_not(corners):
    assert not surrounds_something(corners)


@pytest.mark.parametrize(("shift", "is_in"), [(0.0, True), (19.0, True), (21.0, False)])
def test_an_outline_whose_middle_is_in_another_is_of_the_same_symbol(shift, is_in):
    shifted = tuple((x + shift, y) for x, y in SQUARE)
    assert lies_in(shifted, SQUARE) == is_in
    assert lies_in(SQUARE, shifted) == is_in
