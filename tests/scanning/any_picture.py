"""Pictures that no camera takes: of any size, of noise, blocks, stripes and broken symbols."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from kiosk.scanning.frames import Image
from tests.scanning.symbol.drawn import picture, symbol

SIDES = st.integers(0, 40) | st.integers(0, 200) | st.sampled_from([1, 14, 15, 16, 500])
SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def pictures(draw: st.DrawFn) -> Image:
    """Return grey pictures, some of them without a pixel."""
    shape = draw(SIDES), draw(SIDES)
    kind = draw(st.sampled_from([_flat, _noise, _blocks, _boxes, _stripes, _specks, _crumpled]))
    return kind(np.random.default_rng(draw(SEEDS)), shape)


Shape = tuple[int, int]
Chance = np.random.Generator


def _flat(rng: Chance, shape: Shape) -> Image:
    return np.full(shape, rng.integers(256), np.uint8)


def _noise(rng: Chance, shape: Shape) -> Image:
    return rng.integers(0, 256, shape, dtype=np.uint8)


def _blocks(rng: Chance, shape: Shape) -> Image:
    """Black and white modules that make no symbol."""
    side = int(rng.integers(1, 9))
    modules = _black_or_white(rng.random((shape[0] // side + 1, shape[1] // side + 1)) < 0.5)
    large = modules.repeat(side, axis=0).repeat(side, axis=1)
    return np.ascontiguousarray(large[: shape[0], : shape[1]])


def _boxes(rng: Chance, shape: Shape) -> Image:
    grey = _flat(rng, shape)
    for _ in range(20):
        top, left = rng.integers(0, (shape[0] + 1, shape[1] + 1))
        height, width = rng.integers(1, 60, 2)
        grey[top : top + height, left : left + width] = rng.integers(256)
    return grey


def _stripes(rng: Chance, shape: Shape) -> Image:
    down, right = rng.integers(0, 200, 2)
    slope = np.add.outer(np.arange(shape[0]) * down, np.arange(shape[1]) * right)
    return np.asarray(slope % 256, np.uint8)


def _specks(rng: Chance, shape: Shape) -> Image:
    return _black_or_white(rng.random(shape) < rng.random())


def _crumpled(rng: Chance, _: Shape) -> Image:
    """A symbol between any corners, also such as cross, its modules partly wrong."""
    modules = symbol(int(rng.choice([1, 5]))).modules.copy()
    modules[rng.random(modules.shape) < rng.choice([0.0, 0.05, 0.3])] *= -1
    where = rng.uniform(-20, 180, (4, 2))
    return picture(modules, where, on=np.full((160, 160), 120, np.uint8))


def _black_or_white(dark: NDArray[np.bool_]) -> Image:
    return np.where(dark, 0, 255).astype(np.uint8)
