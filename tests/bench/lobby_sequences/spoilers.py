"""What the light meets at the card: lamps mirrored in glass, the screen's grid, cracks."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from tests.bench.lobby_sequences.camera import Box
from tests.bench.lobby_sequences.cards import MODULES, Card, Crack, Light
from tests.bench.lobby_sequences.hands import Pose


@dataclass(frozen=True, slots=True)
class Lamp:
    """A tube or window mirrored in the glass; it moves over the code as the card is turned."""

    across: float
    """The way it moves, in radians."""
    width: float
    """In widths of the code, like its place."""
    place: float
    speed_a_s: float
    strength: float

    def shine(self, pose: Pose, box: Box, at_s: float) -> Light:
        """Return the light it adds in a part of the frame."""
        side = MODULES * pose.module_px
        x = (np.arange(box[0], box[2], dtype=np.float32) - np.float32(pose.at[0])) / side
        y = (np.arange(box[1], box[3], dtype=np.float32) - np.float32(pose.at[1])) / side
        along = x[None, :] * math.cos(self.across) + y[:, None] * math.sin(self.across)
        # Forth and back: nobody turns a card on and on.
        place = 0.75 * math.sin(self.place + self.speed_a_s * at_s)
        inside = np.clip((self.width / 2 - np.abs(along - place)) * 28 + 0.5, 0, 1)
        around = np.exp(-np.square((along - place) / (self.width * 1.6)))
        return np.asarray(self.strength * (inside + 0.12 * around), np.float32)


@dataclass(frozen=True, slots=True)
class Beat:
    """The waves that a screen's pixels make with the sensor's; their phase races with the hand."""

    period_modules: float
    angle: float
    bend: float
    race: float
    strength: float

    def dim(self, pose: Pose, box: Box, at_s: float) -> Light:
        """Return the share of the screen's light that is left in a part of the frame."""
        # A little nearer or farther and the beat is another one altogether.
        period = self.period_modules * pose.module_px * (1 + 0.25 * math.sin(9 * at_s + self.race))
        x = np.arange(box[0], box[2], dtype=np.float32) - np.float32(pose.at[0])
        y = np.arange(box[1], box[3], dtype=np.float32) - np.float32(pose.at[1])
        turn = self.angle + 0.15 * math.sin(5 * at_s + self.race)
        bend = self.bend * (x[None, :] ** 2 + y[:, None] ** 2) / (MODULES * pose.module_px)
        along = x[None, :] * math.cos(turn) + y[:, None] * math.sin(turn) + bend
        phase = self.race * float(pose.at.sum())
        wave = np.sin(along * np.float32(2 * math.pi / period) + np.float32(phase))
        return np.asarray(1 - self.strength * (0.5 + 0.5 * wave), np.float32)


@dataclass(frozen=True, slots=True)
class Spoilers:
    """All that stands between a code and the camera in one clip."""

    lamps: tuple[Lamp, ...] = ()
    beats: tuple[Beat, ...] = ()
    cracks: tuple[Crack, ...] = ()

    def over(self, light: Light, turn: float) -> Light:
        """Return a card's light through its cracks: each glints at its own turn of the hand."""
        if not self.cracks:
            return light
        light = light.copy()
        for crack in self.cracks:
            glint = max(0.0, math.cos(crack.facet + turn))
            # Turned away, a crack takes the light that it would have let through.
            bright = 1.3 * glint**2 if glint > 0.3 else 0.15 + 0.5 * glint
            (x0, y0), (x1, y1) = crack.way
            cv2.line(light, (int(x0), int(y0)), (int(x1), int(y1)), bright, crack.width_px)
        return light


def turn_of(pose: Pose, card: Card) -> float:
    """Return by how much a hand's small turns have moved the light on broken glass."""
    return float(pose.tilt * 0.8 + pose.roll * 0.5 + pose.at.sum() / card.light.shape[0])


Draw = Callable[[float, float], float]
"""A number between two, by chance."""


def lamps(draw: Draw, count: int, width: float, strength: float) -> tuple[Lamp, ...]:
    """Hang so many lamps side by side, as over most desks."""
    across, start, speed = draw(-0.5, 0.5), draw(0, 2 * math.pi), draw(2.0, 3.5)
    return tuple(
        Lamp(across, width * draw(0.85, 1.15), start + 0.8 * number, speed, strength)
        for number in range(count)
    )


def beats(draw: Draw, count: int, strength: float) -> tuple[Beat, ...]:
    """Have so many waves run over the screen."""
    return tuple(
        Beat(draw(1.3, 3.6), draw(0, math.pi), draw(-0.5, 0.5), draw(0.2, 0.9), strength)
        for _ in range(count)
    )
