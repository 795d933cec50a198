"""Clips of passes: their frames, drawn one at a time."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import cv2
import numpy as np

from kiosk.scanning.frames import Image
from kiosk.scanning.simulated.room import room
from tests.bench.lobby_sequences.camera import (
    GAMMA,
    HEIGHT,
    SHOT_NOISE,
    WIDTH,
    Box,
    box_around,
    compressed,
    defocused,
    exposed,
    grain,
    outline,
    smeared,
    traced,
)
from tests.bench.lobby_sequences.cards import Card, Light, card, signed_pass
from tests.bench.lobby_sequences.hands import FRAMES_PER_S, Pose, smear
from tests.bench.lobby_sequences.kinds import MEDIA, Scene, scene_of
from tests.bench.lobby_sequences.spoilers import turn_of

KINDS = tuple(MEDIA)
ROOMS = 4
_GOLDEN = 0.6180339887


@dataclass(frozen=True, slots=True)
class Sequence:
    """Somebody shows a pass to the camera."""

    kind: str
    name: str
    text: str
    frames_per_s: float
    first_visible: int
    """The first frame with the whole code in view."""
    difficulty: float
    _card: Card = field(repr=False)
    _scene: Scene = field(repr=False)
    _stream: tuple[int, ...] = field(repr=False)

    def __len__(self) -> int:
        return self._scene.frames

    def frames(self, limit: int | None = None) -> Iterator[Image]:
        """Draw the grey frames, one at a time and the same ones every time."""
        behind = _lobby(self._stream, self._scene)
        for number in range(min(len(self), limit or len(self))):
            yield _frame(self._card, self._scene, behind, (*self._stream, number))


def sequences(seed: int, per_kind: int) -> Iterator[Sequence]:
    """Draw so many clips of every kind, all kinds in turn."""
    for index in range(per_kind):
        for kind in KINDS:
            yield sequence(seed, kind, index)


def sequence(seed: int, kind: str, index: int) -> Sequence:
    """Draw one clip; it depends on nothing but these three."""
    stream = (seed, zlib.crc32(kind.encode()), index)
    rng = np.random.default_rng(stream)
    # Steps of the golden ratio: however few clips, their difficulties are spread evenly.
    first = np.random.default_rng(stream[:2]).random()
    difficulty = float((first + index * _GOLDEN) % 1.0)
    text = signed_pass(rng)
    held = card(rng, text, MEDIA[kind])
    scene = scene_of(kind, rng, difficulty, held)
    visible = (number for number in range(scene.frames) if _is_in_view(held, _pose(scene, number)))
    name = f"{kind} {index}"
    first_visible = next(visible, scene.frames - 1)
    return Sequence(kind, name, text, FRAMES_PER_S, first_visible, difficulty, held, scene, stream)


def _pose(scene: Scene, number: int) -> Pose:
    return scene.hand.pose(number / FRAMES_PER_S)


def _is_in_view(held: Card, pose: Pose) -> bool:
    corners = outline(held, pose, of_code=True)
    return bool((corners > 2).all() and (corners < (WIDTH - 3, HEIGHT - 3)).all())


@dataclass(frozen=True, slots=True)
class _Lobby:
    """What stays the same behind the card."""

    light: Light
    bright: Light
    """As the camera gives it."""
    spread: Light
    """Of the noise in `bright`."""


def _lobby(stream: tuple[int, ...], scene: Scene) -> _Lobby:
    rng = np.random.default_rng((*stream, 0, 1))
    behind = _room(int(rng.integers(ROOMS)))
    light = (behind[:, ::-1] if rng.random() < 0.5 else behind) * np.float32(scene.room)
    noise = scene.exposure.noise
    spread = np.sqrt(noise**2 + light * (noise * SHOT_NOISE))
    # Gamma stretches the dark and its noise.
    spread *= 255 * GAMMA * np.maximum(light, 0.02) ** (GAMMA - 1)
    return _Lobby(light, np.asarray(cv2.pow(light, GAMMA) * np.float32(255)), spread)


@cache
def _room(number: int) -> Light:
    grey = cv2.cvtColor(room(np.random.default_rng(number)), cv2.COLOR_BGR2GRAY)
    return np.power(grey.astype(np.float32) / 255, np.float32(1 / GAMMA))


def _frame(held: Card, scene: Scene, behind: _Lobby, stream: tuple[int, ...]) -> Image:
    number = stream[-1]
    rng = np.random.default_rng(stream)
    whole = behind.bright + grain(rng, behind.bright.shape) * behind.spread
    pose = _pose(scene, number)
    corners = outline(held, pose, of_code=False)
    box = box_around(corners)
    left, top, right, bottom = box
    if right - left > 4 and bottom - top > 4:
        light = _card_light(held, scene, pose, number, box)
        cover = light[:, :, 1]
        part = behind.light[top:bottom, left:right] * (1 - cover) + light[:, :, 0]
        part = defocused(part, scene.exposure.defocus_px)
        whole[top:bottom, left:right] = exposed(part, scene.exposure, rng)
    return compressed(whole, scene.exposure.jpeg_quality)


def _card_light(held: Card, scene: Scene, pose: Pose, number: int, box: Box) -> Light:
    """The card's light in its part of the frame, smeared, with how much of a pixel it covers."""
    at_s = number / FRAMES_PER_S
    own = held.light * np.float32(scene.white - scene.black) + np.float32(scene.black)
    own = scene.spoilers.over(own, turn_of(pose, held))
    seen = traced(own, outline(held, pose, of_code=False), box)
    cover = seen[:, :, 1]
    for beat in scene.spoilers.beats:
        seen[:, :, 0] *= beat.dim(pose, box, at_s)
    for lamp in scene.spoilers.lamps:
        seen[:, :, 0] += lamp.shine(pose, box, at_s) * cover
    return smeared(seen, smear(scene.hand, at_s, scene.shutter_s))
