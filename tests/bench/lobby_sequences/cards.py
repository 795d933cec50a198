"""What is held up: real signed passes on a phone or a card, and the cracks in a phone's glass."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal
from uuid import UUID

import cv2
import numpy as np
import qrcode
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from numpy.typing import NDArray

from kiosk.domain.passes import PassClaims, sign_pass

Light = NDArray[np.float32]
"""Linear light; 1 is what the sensor just takes."""
Medium = Literal["phone", "card"]

OPERATOR = UUID("7c3f2f5e-7a39-4d8e-9a0c-1f5f0f3b8d11")
KEY = Ed25519PrivateKey.from_private_bytes(b"clips of passes shown to cameras")
MODULES = 37
QUIET_MODULES = 4
TEXEL_PX = 8
"""Pixels a module in the texture."""


@dataclass(frozen=True, slots=True)
class Card:
    """A texture with its code; light from 0 (black) to 1 (white)."""

    light: Light
    middle: tuple[float, float]
    """Of the code, in the texture's pixels."""


@dataclass(frozen=True, slots=True)
class Crack:
    """One crack in the glass: its way in the texture's pixels and how it throws the light."""

    way: NDArray[np.int32]
    width_px: int
    facet: float
    """The turn of the hand, in radians, at which it glints."""


def signed_pass(rng: np.random.Generator) -> str:
    """Return the 195 digits of some member's pass, signed and with its check digits."""
    expires_at = datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=int(rng.integers(3000)))
    claims = PassClaims(int(rng.integers(16)), rng.bytes(8).hex(), int(rng.integers(5)), expires_at)
    return sign_pass(claims, key=KEY, operator=OPERATOR)


@cache
def modules(text: str) -> NDArray[np.bool_]:
    """Return the 37 x 37 modules of a pass, true where dark."""
    code = qrcode.QRCode(version=5, error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=False)
    return np.array(code.get_matrix(), bool)


def card(rng: np.random.Generator, text: str, medium: Medium) -> Card:
    """Draw a phone's screen or a printed card with this pass."""
    side = (MODULES + 2 * QUIET_MODULES) * TEXEL_PX
    beside, above, below = 2 * TEXEL_PX, int(side * rng.uniform(0.2, 0.3)), int(side * 0.25)
    page = np.full((above + side + below, side + 2 * beside), 1.0, np.float32)
    for top, rows in ((above // 3, 1), (above + side + below // 4, 2)):
        _lines_of_text(page, rng, (beside + 3 * TEXEL_PX, top), rows)
    dark = modules(text).repeat(TEXEL_PX, axis=0).repeat(TEXEL_PX, axis=1).astype(np.float32)
    if medium == "card":  # ink spreads into paper, never evenly
        dark = cv2.GaussianBlur(dark, (0, 0), rng.uniform(0.6, 1.3)).astype(np.float32)
        page *= 1 + 0.02 * rng.standard_normal(page.shape, dtype=np.float32)
    first = QUIET_MODULES * TEXEL_PX
    y, x = above + first, beside + first
    page[y : y + dark.shape[0], x : x + dark.shape[1]] *= 1 - dark
    edge = TEXEL_PX * (2 if medium == "phone" else 0)
    whole = np.pad(page, edge, constant_values=0.0)
    return Card(whole, (edge + beside + side / 2, edge + above + side / 2))


def _lines_of_text(
    page: Light, rng: np.random.Generator, start: tuple[int, int], rows: int
) -> None:
    height = TEXEL_PX * 2
    for row in range(rows):
        x, y = start[0], start[1] + row * height * 2
        while x < page.shape[1] * rng.uniform(0.5, 0.85):
            width = int(height * rng.uniform(0.3, 0.8))
            page[y : y + height, x : x + width] = rng.uniform(0.1, 0.5)
            x += width + height // 3


def cracks(rng: np.random.Generator, on: Card, count: int) -> tuple[Crack, ...]:
    """Break the glass: cracks run from where it was hit, and others join them around it."""
    reach = MODULES * TEXEL_PX * 0.75
    hit = np.array(on.middle) + rng.uniform(-0.3, 0.3, 2) * MODULES * TEXEL_PX
    broken: list[Crack] = []
    for number in range(count):
        angle = rng.uniform(0, 2 * np.pi)
        if number % 3:
            step = np.array([np.cos(angle), np.sin(angle)]) * reach / 8
            way = hit + np.cumsum(step + rng.normal(0, reach / 28, (9, 2)), axis=0)
        else:  # around the place that was hit
            arc = angle + np.linspace(0, rng.uniform(0.5, 1.4), 7)
            away = reach * rng.uniform(0.1, 0.8) * (1 + rng.normal(0, 0.04, 7))
            way = hit + np.stack([np.cos(arc), np.sin(arc)], axis=1) * away[:, None]
        broken += _pieces(rng, way.astype(np.int32))
    return tuple(broken)


def _pieces(rng: np.random.Generator, way: NDArray[np.int32]) -> list[Crack]:
    """A crack bends, so its pieces glint one after the other."""
    width = int(rng.integers(TEXEL_PX // 4, TEXEL_PX))
    facet = rng.uniform(0, 2 * np.pi)
    pieces = pairwise(way)
    return [Crack(np.array(ends), width, facet + rng.normal(0, 0.7)) for ends in pieces]
