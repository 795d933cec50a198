"""Small frames that hold no pass, a spoilt one, or two in one place, and the texts they may give.

Five frames make a scene: the same thing held up by an unsteady hand, so that whatever adds up over
frames has something to add up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Image
from kiosk.scanning.reader import CodeReader
from tests.bench.lobby_sequences.cards import modules, signed_pass

WIDTH, HEIGHT = 320, 240
FRAMES_A_SCENE = 5
FRAMES_PER_S = 30.0
PAUSE_S = 5.0
"""Between scenes: what was seen in one must not help in the next."""
SIDE, QUIET, TEXEL_PX = 37, 4, 6
PASSES = 40

Chance = np.random.Generator
Modules = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scene:
    """Frames one after the other, and every text that is truly in one of them."""

    frames: tuple[Image, ...]
    texts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Shown:
    """What a reader made of the scenes of one kind."""

    frames: int = 0
    read: int = 0
    wrong: int = 0


def show(reader: CodeReader, scene: Scene, at_s: float, shown: Shown) -> None:
    """Show a scene to a reader, and count the texts that it should not have seen."""
    for number, frame in enumerate(scene.frames):
        sightings = reader.look(frame, at_s + number / FRAMES_PER_S)
        texts = {sighting.text for sighting in sightings} - {""}
        shown.frames += 1
        shown.read += bool(texts & scene.texts)
        shown.wrong += len(texts - scene.texts)


def scene(kind: str, seed: int, number: int) -> Scene:
    """Draw one scene of a kind; it depends on nothing but these three."""
    return KINDS[kind](np.random.default_rng((seed, list(KINDS).index(kind), number)))


@cache
def _pass(number: int) -> tuple[str, Modules]:
    text = signed_pass(np.random.default_rng((77, number)))
    return text, modules(text)


def _some_pass(rng: Chance) -> tuple[str, Modules]:
    return _pass(int(rng.integers(PASSES)))


@cache
def _is_data() -> Modules:
    """Where a symbol of this size holds its text: not squares, lines, format or alignment."""
    data = np.ones((SIDE, SIDE), bool)
    data[:9, :9] = data[:9, -8:] = data[-8:, :9] = data[28:33, 28:33] = False
    data[6, :] = data[:, 6] = False
    return data


def _noise(rng: Chance) -> Scene:
    def frame() -> Image:
        grain_px = int(rng.integers(1, 7))
        size = (HEIGHT // grain_px + 1, WIDTH // grain_px + 1)
        grain = rng.integers(0, 256, size, dtype=np.uint8)
        if rng.random() < 0.5:
            grain = np.where(grain > 127, 255, 0).astype(np.uint8)
        large = grain.repeat(grain_px, axis=0).repeat(grain_px, axis=1)
        return np.ascontiguousarray(large[:HEIGHT, :WIDTH])

    return Scene(tuple(frame() for _ in range(FRAMES_A_SCENE)))


def _random_modules(rng: Chance) -> Scene:
    """A perfect frame around chance; now the same in all frames, now other in each."""
    _, dark = _some_pass(rng)
    is_steady = rng.random() < 0.5
    filled = _flipped(rng, dark, 0.5)
    return _held(rng, lambda _: filled if is_steady else _flipped(rng, dark, 0.5), frozenset())


def _corrupted(rng: Chance) -> Scene:
    """Wrong modules, from a few that are corrected to all of them."""
    text, dark = _some_pass(rng)
    share = 0.5 * rng.random() ** 3
    if rng.random() < 0.5:
        spoilt = _flipped(rng, dark, share)
        return _held(rng, lambda _: spoilt, frozenset({text}))
    return _held(rng, lambda _: _flipped(rng, dark, share), frozenset({text}))


def _taking_turns(rng: Chance) -> Scene:
    """Two passes in the same place frame by frame: never a third."""
    (one, dark), (other, also_dark) = _two_passes(rng)
    share = 0.2 * rng.random() ** 3
    held = (dark, also_dark)
    return _held(
        rng, lambda number: _flipped(rng, held[number % 2], share), frozenset({one, other})
    )


def _blended(rng: Chance) -> Scene:
    """One pass seen through another, as mirrored in glass or held over it."""
    (one, dark), (other, also_dark) = _two_passes(rng)
    part = rng.uniform(0.3, 0.7)
    both = dark * part + also_dark * (1 - part)
    return _held(rng, lambda _: both, frozenset({one, other}))


def _spliced(rng: Chance) -> Scene:
    """Half of one pass and half of another; where they meet moves."""
    (one, dark), (other, also_dark) = _two_passes(rng)

    def halves(_: int) -> Modules:
        meet = int(rng.integers(4, SIDE - 4))
        return np.vstack([dark[:meet], also_dark[meet:]])

    return _held(rng, halves, frozenset({one, other}))


def _mirrored(rng: Chance) -> Scene:
    text, dark = _some_pass(rng)
    spoilt = _flipped(rng, dark, rng.uniform(0, 0.06))
    return _held(rng, lambda _: spoilt[:, ::-1], frozenset({text}))


def _inverted(rng: Chance) -> Scene:
    text, dark = _some_pass(rng)
    spoilt = _flipped(rng, dark, rng.uniform(0, 0.06))
    return _held(rng, lambda _: ~spoilt, frozenset({text}), margin=1.0)


def _cut(rng: Chance) -> Scene:
    """A part of the code is covered, each time a little another one."""
    text, dark = _some_pass(rng)

    def covered(_: int) -> Modules:
        left = dark.copy()
        (x, y), (width, height) = rng.integers(0, SIDE, 2), rng.integers(4, 24, 2)
        left[y : y + height, x : x + width] = rng.random() < 0.5
        return left

    return _held(rng, covered, frozenset({text}))


def _two_passes(rng: Chance) -> tuple[tuple[str, Modules], tuple[str, Modules]]:
    one, other = rng.choice(PASSES, 2, replace=False)
    return _pass(int(one)), _pass(int(other))


def _flipped(rng: Chance, dark: Modules, share: float) -> Modules:
    return dark ^ (_is_data() & (rng.random(dark.shape) < share))


def _held(
    rng: Chance,
    symbol: Callable[[int], NDArray[np.generic]],
    texts: frozenset[str],
    margin: float = 0.0,
) -> Scene:
    """Hold what `symbol` gives for each frame before the camera, all in about one place."""
    module_px = rng.uniform(2.6, 4.6)
    place = rng.uniform((-8, -8), (8, 8))
    corners = _corners(module_px) + rng.normal(0, 4, (4, 2)) + place
    black, white = rng.uniform(20, 60), rng.uniform(110, 235)
    noise, blur = rng.uniform(1, 30), rng.uniform(0.3, 1.6)
    frames = []
    for number in range(FRAMES_A_SCENE):
        dark = np.pad(symbol(number).astype(np.float32), QUIET, constant_values=margin)
        sheet = (white - (white - black) * dark).repeat(TEXEL_PX, axis=0).repeat(TEXEL_PX, axis=1)
        seen = _seen(sheet.astype(np.float32), corners + rng.normal(0, 0.7, 2))
        soft = cv2.GaussianBlur(seen, (0, 0), blur)
        grainy = soft + noise * rng.standard_normal(soft.shape, dtype=np.float32)
        frames.append(np.clip(grainy, 0, 255).astype(np.uint8))
    return Scene(tuple(frames), texts)


def _corners(module_px: float) -> NDArray[np.float64]:
    half = (SIDE + 2 * QUIET) * module_px / 2
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    corners = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    return np.asarray(middle + corners)


def _seen(sheet: NDArray[np.float32], corners: NDArray[np.float64]) -> NDArray[np.float32]:
    side = sheet.shape[0]
    here = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    to_frame = cv2.getPerspectiveTransform(here, corners.astype(np.float32))
    seen = cv2.warpPerspective(
        sheet, to_frame, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderValue=90.0
    )
    return np.asarray(seen, np.float32)


KINDS: dict[str, Callable[[Chance], Scene]] = {
    "noise": _noise,
    "random modules": _random_modules,
    "corrupted": _corrupted,
    "taking turns": _taking_turns,
    "blended": _blended,
    "spliced": _spliced,
    "mirrored": _mirrored,
    "inverted": _inverted,
    "cut": _cut,
}
HOLDS_NO_PASS = {"noise", "random modules"}
