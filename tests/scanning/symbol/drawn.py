"""Symbols as `qrcode` makes them, and pictures of them whose every corner is known."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode.util import BIT_LIMIT_TABLE

from kiosk.scanning.frames import Image
from kiosk.scanning.symbol.layout import Modules, Soft

MEDIUM = qrcode.constants.ERROR_CORRECT_M
"""The level of a pass."""
BITS_OF_A_HEAD = 20
QUIET_MODULES = 4
FINE = 3
"""Samples a pixel, each way, that a picture is drawn from."""
PAPER, INK, WALL = 205.0, 45.0, 120.0

Corners = NDArray[np.float64]
"""4 x 2: the outer corners of a symbol in pixels, its own top left first, then clockwise."""


@dataclass(frozen=True, eq=False)
class Symbol:
    """Digits, and the modules that say them."""

    text: str
    words: NDArray[np.uint8]
    """All codewords, in the order in which they are walked."""
    modules: Modules
    """Side x side, 1 dark and -1 light."""


@cache
def symbol(version: int = 5, level: int = MEDIUM, mask: int = 2, seed: int = 0) -> Symbol:
    """Return a symbol that is full of digits."""
    fitting = (BIT_LIMIT_TABLE[level][version] - BITS_OF_A_HEAD) * 3 // 10
    rng = np.random.default_rng((version, level, mask, seed))
    text = "".join(map(str, rng.integers(0, 10, fitting)))
    code = qrcode.QRCode(version, level, border=0, mask_pattern=mask)
    code.add_data(text, optimize=0)
    code.make(fit=False)
    modules = np.where(np.array(code.modules, bool), 1, -1).astype(np.int8)
    return Symbol(text, np.array(code.data_cache, np.uint8), modules)


def soft(modules: Modules, noise: float = 0.0, seed: int = 0) -> Soft:
    """Return how dark each module looks, with noise added to the -1 of light and 1 of dark."""
    grain = noise * np.random.default_rng(seed).standard_normal(modules.shape, np.float32)
    return modules.astype(np.float32) + np.float32(grain)


def corners(
    middle: tuple[float, float] = (160, 120),
    module_px: float = 4.0,
    *,
    turned_deg: float = 0.0,
    side: int = 37,
) -> Corners:
    """Return where the corners of a symbol are that faces the camera."""
    half = side * module_px / 2
    square = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    turn = np.deg2rad(turned_deg)
    axes = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    placed: Corners = square @ axes + middle
    return placed


def outline(where: Corners) -> tuple[tuple[float, float], ...]:
    """Return corners as a sighting has them."""
    return tuple((float(x), float(y)) for x, y in where)


def picture(
    modules: Modules,
    where: Corners,
    *,
    on: Image | None = None,
    arch: float = 0.0,
    blur_px: float = 0.6,
) -> Image:
    """Draw a symbol on a sheet of paper, 320 x 240 or on another picture.

    Args:
        arch: modules by which the middle of each row lies above its ends: a card that is bent.
    """
    wall = np.full((240, 320), WALL, np.float32) if on is None else on.astype(np.float32)
    height, width = wall.shape
    column, row = np.meshgrid(*((np.arange(n * FINE) + 0.5) / FINE for n in (width, height)))
    side = len(modules)
    square = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    to_modules = np.linalg.inv(cv2.getPerspectiveTransform(square, where.astype(np.float32)))
    u, v, depth = np.tensordot(to_modules, np.stack([column, row, np.ones_like(row)]), 1)
    u, v = u / depth, v / depth
    v += arch * (1 - (u * 2 / side - 1) ** 2)
    sheet = np.pad(np.where(modules > 0, INK, PAPER), QUIET_MODULES, constant_values=PAPER)
    at = [np.floor(value).astype(int) + QUIET_MODULES for value in (v, u)]
    is_sheet = np.all([(index >= 0) & (index < len(sheet)) for index in at], axis=0)
    inside = np.clip(at, 0, len(sheet) - 1)
    large = cv2.resize(wall, row.shape[::-1], interpolation=cv2.INTER_LINEAR)
    drawn = np.where(is_sheet, sheet[inside[0], inside[1]], large).astype(np.float32)
    seen = cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(seen, (0, 0), blur_px).round().astype(np.uint8)


def grainy(image: Image, noise: float, seed: int = 0) -> Image:
    """Return a picture as a sensor in the dark gives it; `noise` in grey levels."""
    grain = noise * np.random.default_rng(seed).standard_normal(image.shape)
    return np.clip(image + grain, 0, 255).astype(np.uint8)
