"""The eight kinds of trouble, each by a difficulty from 0 (easy) to 1 (no frame can be read)."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from tests.bench.lobby_sequences.camera import HEIGHT, WIDTH, Exposure
from tests.bench.lobby_sequences.cards import Card, Medium, cracks
from tests.bench.lobby_sequences.hands import FRAMES_PER_S, Circling, Hand
from tests.bench.lobby_sequences.spoilers import Spoilers, beats, lamps

FRAMES = 36
FRAMES_WALKING = 45


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn once for a clip."""

    medium: Medium
    hand: Hand
    white: float
    """Light of paper or screen."""
    black: float
    """Light of a dark module: ink is not black and glass mirrors the room."""
    room: float
    exposure: Exposure
    shutter_s: float = 0.012
    spoilers: Spoilers = field(default_factory=Spoilers)
    frames: int = FRAMES


Chance = np.random.Generator
Kind = Callable[[Chance, float, Card, Scene], Scene]


def scene_of(kind: str, rng: Chance, difficulty: float, card: Card) -> Scene:
    """Draw one clip's scene."""
    return KINDS[kind](rng, difficulty, card, _plain(rng, MEDIA[kind]))


def _plain(rng: Chance, medium: Medium) -> Scene:
    """Somebody who does all well."""
    middle = WIDTH * rng.uniform(0.36, 0.64), HEIGHT * rng.uniform(0.4, 0.58)
    hand = Hand(
        middle,
        rng.uniform(2.9, 4.2),
        rise_s=rng.uniform(0.15, 0.3),
        roll=rng.normal(0, 6),
        tilt=abs(rng.normal(0, 7)),
        tremor_px=rng.uniform(0.3, 0.8),
        drift_px=rng.uniform(3, 9),
        phases=tuple(rng.uniform(0, 2 * math.pi, 8)),
    )
    white = rng.uniform(0.65, 0.9) if medium == "phone" else rng.uniform(0.45, 0.7)
    exposure = Exposure(
        noise=rng.uniform(0.004, 0.01),
        defocus_px=rng.uniform(0.3, 0.7),
        sharpening=rng.uniform(0.2, 0.8),
        jpeg_quality=int(rng.integers(68, 90)),
    )
    return Scene(medium, hand, white, 0.03, rng.uniform(0.5, 1.0), exposure)


def _low_light(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    white = rng.uniform(0.12, 0.2)
    noise = white * min(0.36, 0.01 + 0.8 * difficulty**3)
    exposure = replace(plain.exposure, noise=noise)
    hand = replace(plain.hand, module_px=rng.uniform(2.8, 3.6))
    room = white * 1.4
    return replace(
        plain,
        white=white,
        black=white * 0.08,
        room=room,
        exposure=exposure,
        hand=hand,
        shutter_s=1 / FRAMES_PER_S,
    )


def _glare(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    count = 1 + (difficulty > 0.4) + (difficulty > 0.75)
    width = 0.1 + 0.1 * difficulty
    bright = lamps(partial(_between, rng), count, width, rng.uniform(1.2, 2.2))
    return replace(plain, spoilers=Spoilers(lamps=bright))


def _moire(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    waves = beats(partial(_between, rng), 2, min(0.55, 0.2 + 0.46 * difficulty))
    hand = replace(plain.hand, module_px=rng.uniform(2.6, 3.4))
    exposure = replace(plain.exposure, noise=rng.uniform(0.006, 0.012))
    return replace(plain, spoilers=Spoilers(beats=waves), hand=hand, exposure=exposure)


def _walking_up(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    module_px = 4.0 - 1.4 * difficulty
    step = Circling(4 + 6 * difficulty, 2.0, 0.8)
    hand = replace(
        plain.hand,
        module_px=module_px,
        from_module_px=1.2,
        rise_s=0.0,
        walk_s=1.4,
        circling=(step,),
    )
    exposure = replace(plain.exposure, noise=0.008 + 0.1 * difficulty**1.3, defocus_px=0.5)
    return replace(
        plain, hand=hand, exposure=exposure, frames=FRAMES_WALKING, shutter_s=0.016, white=0.5
    )


def _waving(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    return _circling(plain, rng.uniform(1.2, 1.9), min(2.4, 0.7 + 2.1 * difficulty))


def _shaky(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    return _circling(plain, rng.uniform(4.5, 6.5), min(2.5, 0.7 + 2.2 * difficulty))


def _circling(plain: Scene, turns_a_s: float, smear_modules: float) -> Scene:
    """Move so fast that one or two modules run into each other, each frame in another direction."""
    shutter_s = 0.018
    radius_px = smear_modules * plain.hand.module_px / (2 * math.pi * turns_a_s * shutter_s)
    hand = replace(plain.hand, circling=(Circling(radius_px, turns_a_s, 0.9),))
    exposure = replace(plain.exposure, noise=0.006 * smear_modules)
    return replace(plain, hand=hand, exposure=exposure, shutter_s=shutter_s)


def _cracked(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    broken = cracks(rng, card, int(2 + 18 * difficulty))
    return replace(plain, spoilers=Spoilers(cracks=broken))


def _dim(rng: Chance, difficulty: float, card: Card, plain: Scene) -> Scene:
    white = rng.uniform(0.06, 0.12)
    black = white * (0.25 + 0.3 * difficulty)  # the room, mirrored in the glass
    noise = (white - black) * min(0.45, 0.01 + difficulty**3)
    exposure = replace(plain.exposure, noise=noise)
    hand = replace(plain.hand, module_px=rng.uniform(2.8, 3.6))
    return replace(plain, white=white, black=black, exposure=exposure, hand=hand, room=0.5)


def _between(rng: Chance, least: float, most: float) -> float:
    return float(rng.uniform(least, most))


MEDIA: dict[str, Medium] = {
    "low light": "card",
    "glare sweep": "phone",
    "moire": "phone",
    "walking up": "card",
    "waving card": "card",
    "cracked screen": "phone",
    "dim screen": "phone",
    "shaky hand": "phone",
}
KINDS: dict[str, Kind] = {
    "low light": _low_light,
    "glare sweep": _glare,
    "moire": _moire,
    "walking up": _walking_up,
    "waving card": _waving,
    "cracked screen": _cracked,
    "dim screen": _dim,
    "shaky hand": _shaky,
}
