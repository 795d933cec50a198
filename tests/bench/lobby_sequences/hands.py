"""How somebody holds a card or phone up: raising, tremor, shaking, waving, walking."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
FRAMES_PER_S = 30.0


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the code's middle is seen, how large, and how the card is turned (degrees)."""

    at: Vector
    module_px: float
    roll: float
    tilt: float
    azimuth: float


@dataclass(frozen=True, slots=True)
class Circling:
    """A movement round and round, a little out of round, in pixels of the frame."""

    radius_px: float
    turns_a_s: float
    roundness: float = 1.0

    def at(self, at_s: float, phase: float) -> Vector:
        turn = 2 * math.pi * self.turns_a_s * at_s + phase
        # The slow beat keeps two rounds from being the same.
        radius = self.radius_px * (1 + 0.12 * math.sin(turn * 0.31 + phase))
        return radius * np.array([math.cos(turn), self.roundness * math.sin(turn)])


@dataclass(frozen=True, slots=True)
class Hand:
    """One person's way to show a code; every number is drawn once for a clip."""

    middle: tuple[float, float]
    module_px: float
    from_module_px: float = 0.0
    """Where somebody who walks up begins; 0 for who stands."""
    walk_s: float = 0.0
    rise_s: float = 0.2
    roll: float = 0.0
    tilt: float = 8.0
    tremor_px: float = 0.7
    drift_px: float = 6.0
    circling: tuple[Circling, ...] = ()
    phases: tuple[float, ...] = field(default=(0.0,) * 8)

    def pose(self, at_s: float) -> Pose:
        """Return where the card is at a moment."""
        there = np.array(self.middle)
        below = np.array([self.middle[0], self.middle[1] + 420.0])
        risen = _eased(at_s / self.rise_s) if self.rise_s else 1.0
        size = self._size(at_s)
        # What a hand does is seen larger the nearer it is.
        near = size / self.module_px
        at = below + (there - below) * risen + near * (self._tremor(at_s) + self._drift(at_s))
        for number, movement in enumerate(self.circling):
            at = at + near * movement.at(at_s, self.phases[4 + number])
        sway = math.sin(2 * math.pi * 0.7 * at_s + self.phases[2])
        return Pose(
            at,
            size * (1 + 0.012 * math.sin(2 * math.pi * 0.9 * at_s + self.phases[3])),
            self.roll + 1.5 * sway + 25 * (1 - risen),
            self.tilt
            + 3.0 * math.sin(2 * math.pi * 0.8 * at_s + self.phases[1])
            + 20 * (1 - risen),
            40.0 * self.phases[0] + 20 * sway,
        )

    def _size(self, at_s: float) -> float:
        if not self.from_module_px:
            return self.module_px
        part = min(1.0, at_s / self.walk_s)
        # Seen size grows with one over the distance, which shrinks evenly.
        return 1 / ((1 - part) / self.from_module_px + part / self.module_px)

    def _tremor(self, at_s: float) -> Vector:
        x = math.sin(2 * math.pi * 8.7 * at_s + self.phases[0])
        y = math.sin(2 * math.pi * 10.3 * at_s + self.phases[1])
        return self.tremor_px * np.array([x, y])

    def _drift(self, at_s: float) -> Vector:
        x = math.sin(2 * math.pi * 0.63 * at_s + self.phases[2])
        y = math.sin(2 * math.pi * 0.41 * at_s + self.phases[3])
        return self.drift_px * np.array([x, y])


def _eased(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


def smear(hand: Hand, at_s: float, shutter_s: float) -> Vector:
    """Return the way the code's middle makes while the shutter is open, about its own middle."""
    moments = np.linspace(at_s - shutter_s / 2, at_s + shutter_s / 2, 13)
    way = np.array([hand.pose(float(moment)).at for moment in moments])
    return np.asarray(way - way.mean(axis=0))
