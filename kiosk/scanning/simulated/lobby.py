"""The simulated lobby: members come in one after the other and hold up their codes."""

import math
import threading
import time
import zlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Frame, Image, Pace, Pixels
from kiosk.scanning.simulated import held, person
from kiosk.scanning.simulated.canvas import lay_over
from kiosk.scanning.simulated.held import HeldCode
from kiosk.scanning.simulated.room import HEIGHT, WIDTH, room
from kiosk.scanning.simulated.sensor import Sensor

STEPS_IN_S, RISES_S, LOWERS_S, STEPS_OUT_S = 0.6, 0.55, 0.45, 0.5
RISES_AFTER_S = 0.3
"""The hand comes up while the person is still arriving."""
PERSON_AT = (620, 40)
PERSON_COMES_FROM_PX = 690
HELD_AT = (552.0, 356.0)
HELD_COMES_FROM_PX = 660
FOCAL_PX = 1500.0
EXPOSURE_S = 1 / 60


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a simulated lobby runs."""

    frames_per_s: float = 15.0
    hold_s: float = 1.5
    pause_s: float = 0.8
    first_after_s: float = 0.6
    loop: bool = True
    """Start over after the last card; without it the source ends."""
    paced: bool = True
    """Run at the speed of a camera, as a live one; without it every frame counts, at once."""


class SimulatedLobby:
    """A camera that sees a calm lobby and members' phones and cards coming into view.

    Thread contract: one thread reads; `show` may be called from any.
    """

    name = "simulated lobby"

    def __init__(
        self, cards: Sequence[HeldCode] = (), *, seed: int = 1, rhythm: Rhythm | None = None
    ) -> None:
        """Nobody comes into a lobby without cards until `show` is called."""
        self._rhythm = rhythm or Rhythm()
        self.live = self._rhythm.paced
        self.ended = False
        self._cards = tuple(cards)
        self._seed = seed
        self._lock = threading.Lock()
        self._queue = deque(self._cards)
        self._room = room(np.random.default_rng(seed))
        self._sensor = Sensor(seed)
        self._pace = Pace(self._rhythm.frames_per_s) if self.live else None
        self._number = 0
        self._visit: _Visit | None = None
        self._visit_starts_s = self._rhythm.first_after_s

    def show(self, code: HeldCode) -> None:
        """Let somebody come in with this code next, before the cards still waiting."""
        with self._lock:
            self._queue.appendleft(code)

    def read(self) -> Frame | None:
        """The next picture; None once the last member has left and `loop` is off."""
        if self.ended:
            return None
        if self._pace:
            self._pace.wait()
        now_s = self._number / self._rhythm.frames_per_s
        self._see_who_is_there(now_s)
        if self.ended:
            return None
        picture = self._room.copy()
        if self._visit:
            self._visit.draw(picture, now_s - self._visit_starts_s)
        image = self._sensor.expose(picture)
        frame = Frame(Pixels(image), self._number, time.monotonic() if self.live else now_s)
        self._number += 1
        return frame

    def close(self) -> None:
        """Close the lobby."""
        self.ended = True

    def _see_who_is_there(self, now_s: float) -> None:
        if self._visit and now_s - self._visit_starts_s >= self._visit.lasts_s:
            self._visit = None
            self._visit_starts_s = now_s + self._rhythm.pause_s
        if self._visit or now_s < self._visit_starts_s:
            return
        with self._lock:
            if not self._queue and self._rhythm.loop:
                self._queue.extend(self._cards)
            code = self._queue.popleft() if self._queue else None
        if code:
            self._visit = _Visit(code, self._seed, self._rhythm)
            self._visit_starts_s = now_s
        else:
            self.ended = not self._rhythm.loop


class _Visit:
    """One member's half minute of fame: comes in, holds the code up, lowers it, leaves."""

    def __init__(self, code: HeldCode, seed: int, rhythm: Rhythm) -> None:
        # The same member looks the same each time.
        rng = np.random.default_rng((seed, zlib.crc32((code.label or code.text).encode())))
        look = person.look_of(rng)
        self._person = person.person(look)
        self._held = held.held(code, look)
        self._phases = rng.uniform(0, 2 * math.pi, 5)
        self._tilt_deg = (rng.uniform(-9, 4), rng.uniform(-9, 9), rng.uniform(-8, 8))
        self._scale = rng.uniform(0.88, 1.02)
        self._lowers_at_s = RISES_AFTER_S + RISES_S + rhythm.hold_s
        self._leaves_at_s = self._lowers_at_s + 0.6 * LOWERS_S
        self.lasts_s = self._leaves_at_s + STEPS_OUT_S
        self._period_s = 1 / rhythm.frames_per_s

    def draw(self, picture: Image, at_s: float) -> None:
        """Draw the member as seen this long after they came in."""
        away = 1 - _eased(at_s / STEPS_IN_S) + _eased((at_s - self._leaves_at_s) / STEPS_OUT_S)
        sway = 3 * math.sin(1.7 * at_s + self._phases[0])
        left, top = PERSON_AT
        lay_over(picture, self._person, left + round(away * PERSON_COMES_FROM_PX + sway), top)
        if self._drop(at_s) < 1:
            self._draw_held(picture, at_s)

    def _drop(self, at_s: float) -> float:
        """How far the hand is down: 0 held up, 1 out of sight."""
        raised = _eased((at_s - RISES_AFTER_S) / RISES_S)
        return 1 - raised + _eased((at_s - self._lowers_at_s) / LOWERS_S)

    def _draw_held(self, picture: Image, at_s: float) -> None:
        placed = self._placed(at_s)
        outline = cv2.perspectiveTransform(
            np.array(
                [[(0, 0), (held.WIDTH, 0), (held.WIDTH, held.HEIGHT), (0, held.HEIGHT)]], float
            ),
            placed,
        )[0]
        left, top = (max(0, int(value)) for value in outline.min(axis=0))
        right, bottom = np.minimum(np.ceil(outline.max(axis=0)), (WIDTH, HEIGHT)).astype(int)
        if left >= right or top >= bottom:
            return
        to_part = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], float)
        part = cv2.warpPerspective(self._held, to_part @ placed, (right - left, bottom - top))
        travel_px = (self._drop(at_s) - self._drop(at_s - self._period_s)) * HELD_COMES_FROM_PX
        smear = round(abs(travel_px) * EXPOSURE_S / self._period_s)
        if smear > 1:
            part = cv2.blur(part, (1, smear))
        lay_over(picture, part.astype(np.uint8, copy=False), left, top)

    def _placed(self, at_s: float) -> NDArray[np.float64]:
        """From the layer to the picture: how the hand holds, tilts and trembles now."""
        slow, quick = 2.1 * at_s + self._phases, 9.0 * at_s + 2 * self._phases
        roll, yaw, pitch = (
            math.radians(tilt + 0.8 * math.sin(slow[axis]))
            for axis, tilt in enumerate(self._tilt_deg)
        )
        turn, _ = cv2.Rodrigues(np.array([pitch, yaw, 0.0]))
        spin, _ = cv2.Rodrigues(np.array([0.0, 0.0, roll]))
        flat = turn @ spin
        x = HELD_AT[0] + 3.0 * math.sin(slow[3]) + 0.8 * math.sin(quick[3])
        y = HELD_AT[1] + 2.5 * math.sin(slow[4]) + 0.8 * math.sin(quick[4])
        y += self._drop(at_s) * HELD_COMES_FROM_PX
        from_middle = np.array([[1, 0, -held.MIDDLE[0]], [0, 1, -held.MIDDLE[1]], [0, 0, 1]])
        # The plane of the card, turned and put at such a distance that it appears at its scale.
        plane = np.column_stack([flat[:, 0], flat[:, 1], (0, 0, FOCAL_PX / self._scale)])
        lens = np.array([[FOCAL_PX, 0, x], [0, FOCAL_PX, y], [0, 0, 1]])
        placed: NDArray[np.float64] = lens @ plane @ from_middle
        return placed


def _eased(part: float) -> float:
    """0 before, 1 after, smooth in between."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)
