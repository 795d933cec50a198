"""Clips of somebody who holds up a phone badly, of somebody who does it well, and of nobody."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from kiosk.scanning.coaching import Advice
from kiosk.scanning.frames import Image
from kiosk.scanning.simulated import HeldCode, held, person
from kiosk.scanning.simulated.canvas import lay_over
from kiosk.scanning.simulated.room import HEIGHT, WIDTH, room
from kiosk.scanning.simulated.sensor import Sensor

FRAMES_PER_S = 10
EMPTY_S, ARRIVES_S, STAYS_S = 1.0, 0.5, 3.0
LOOKED_AT = EMPTY_S + ARRIVES_S + STAYS_S
CODE_MIDDLE, CODE_HALF_PX, MODULE_PX = (260.0, 340.0), 111.0, 6.0
"""Where the code of a phone is on its layer, and how large."""
PHONE = (118, 58, 402, 642)
SCREEN = (122, 62, 398, 638)
SHUTTER_S, EXPOSURES = 1 / 30, 6
DIGITS_OF_A_PASS = 195


@dataclass(frozen=True)
class Pose:
    """How a phone is held at one moment."""

    x: float = 560.0
    y: float = 350.0
    module_px: float = 5.0
    turned_deg: float = 0.0


@dataclass(frozen=True)
class Scene:
    """One way to hold a code, and what helps."""

    name: str
    helps: frozenset[Advice] = frozenset()
    pose: Callable[[Pose, float], Pose] = lambda pose, _: pose
    on_layer: Callable[[Image, random.Random], Image] = lambda layer, _: layer
    on_room: Callable[[Image, float], Image] = lambda picture, _: picture
    phones: int = 1
    person_walks: bool = False
    light: float = 1.0
    defocus_px: float = 0.0


def _waving(pose: Pose, at_s: float) -> Pose:
    """In circles, so that it is never at rest."""
    radius_px, turns = 80.0, 5.2 * pose.module_px / 5 * at_s
    return replace(
        pose, x=pose.x + radius_px * math.cos(turns), y=pose.y + radius_px * math.sin(turns)
    )


def _far(pose: Pose, _: float) -> Pose:
    return replace(pose, module_px=pose.module_px * 0.3)


def _near(pose: Pose, _: float) -> Pose:
    return replace(pose, module_px=pose.module_px * 4.4, x=640, y=380)


def _overexposed(layer: Image, _: random.Random) -> Image:
    left, top, right, bottom = PHONE
    screen = layer[top:bottom, left:right]
    color = screen[:, :, :3].astype(np.float32)
    bloom = cv2.GaussianBlur(np.maximum(color - 150, 0), (0, 0), 9)
    screen[:, :, :3] = np.minimum(color * 2 + 6 * bloom, screen[:, :, 3:]).astype(np.uint8)
    return layer


def _dark_mode(layer: Image, _: random.Random) -> Image:
    left, top, right, bottom = SCREEN
    screen = layer[top:bottom, left:right]
    screen[:, :, :3] = screen[:, :, 3:] - screen[:, :, :3]
    return layer


def _glaring(layer: Image, rng: random.Random) -> Image:
    spot = np.zeros(layer.shape[:2], np.float32)
    x, y = (round(m + rng.uniform(-12, 12)) for m in CODE_MIDDLE)
    cv2.ellipse(spot, (x, y), (78, 52), rng.uniform(0, 180), 0, 360, 600, -1)
    spot = cv2.GaussianBlur(spot, (0, 0), 8)[:, :, None]
    lit = np.minimum(layer[:, :, :3] + spot, layer[:, :, 3:].astype(np.float32))
    return np.dstack([lit, layer[:, :, 3]]).astype(np.uint8)


def _under_a_thumb(layer: Image, rng: random.Random) -> Image:
    corner = rng.choice([(-1, -1), (1, -1), (-1, 1)])
    x, y = (m + side * (CODE_HALF_PX - 20) for m, side in zip(CODE_MIDDLE, corner, strict=True))
    far = (round(x + corner[0] * 160), round(y + corner[1] * 160))
    skin = (120, 158, 210, 255)
    cv2.line(layer, (round(x), round(y)), far, (105, 140, 190, 255), 66)
    cv2.line(layer, (round(x), round(y)), far, skin, 58)
    return layer


def _damaged(layer: Image, rng: random.Random) -> Image:
    """Beyond repair: a poster that no reader ever reads."""
    x, y = CODE_MIDDLE
    cv2.rectangle(
        layer, (round(x) - 60, round(y) - 60), (round(x) + 110, round(y) + 40), (0,) * 3, -1
    )
    layer[round(y) - 60 : round(y) + 41, round(x) - 60 : round(x) + 111, 3] = 255
    return layer


def _door_opens(picture: Image, at_s: float) -> Image:
    if at_s > EMPTY_S + 0.3:
        cv2.rectangle(picture, (60, 150), (260, 560), (255, 255, 255), -1)
    return picture


def _lamp_goes_on(picture: Image, at_s: float) -> Image:
    return cv2.convertScaleAbs(picture, alpha=1.35 if at_s > EMPTY_S + 0.3 else 1.0)


SCENES = (
    Scene("empty", phones=0),
    Scene("passer-by", phones=0, person_walks=True),
    Scene("stands there", phones=0),
    Scene("door opens", phones=0, on_room=_door_opens),
    Scene("lamp goes on", phones=0, on_room=_lamp_goes_on),
    Scene("well held"),
    Scene("far", frozenset({Advice.COME_CLOSER}), _far, defocus_px=1.1),
    Scene("far and dark", frozenset({Advice.COME_CLOSER}), _far, _dark_mode, defocus_px=1.1),
    Scene("near", frozenset({Advice.MOVE_BACK}), _near, defocus_px=6.0),
    Scene("waving", frozenset({Advice.HOLD_STILL}), _waving),
    Scene("overexposed", frozenset({Advice.LESS_BRIGHT}), on_layer=_overexposed, light=0.6),
    Scene("glare", frozenset({Advice.TILT}), on_layer=_glaring),
    Scene("thumb", frozenset({Advice.UNCOVER_CORNER}), on_layer=_under_a_thumb),
    Scene("two", frozenset({Advice.ONE_AT_A_TIME}), on_layer=_damaged, phones=2),
)


class Clip:
    """One scene with one member: nobody, then somebody with a phone, for some seconds."""

    def __init__(self, scene: Scene, seed: int, *, poster: bool) -> None:
        rng = random.Random(seed)
        self._scene, self._poster = scene, poster
        look = person.look_of(np.random.default_rng(seed))
        self._room = room(np.random.default_rng(seed))
        self._person = person.person(look)
        text = "".join(rng.choices("0123456789", k=DIGITS_OF_A_PASS))
        phone = held.held(HeldCode(text, "phone", "Ada"), look)
        self._layer = scene.on_layer(phone.copy(), rng)
        self._wall = _damaged(phone.copy(), rng)
        self._pose = Pose(
            rng.uniform(480, 620), rng.uniform(330, 370), rng.uniform(4, 6), rng.uniform(-12, 12)
        )
        self._phase = rng.uniform(0, 6)
        self._person_x = rng.randint(520, 720)
        self._sensor = Sensor(seed)

    def frames(self) -> Iterator[tuple[float, Image]]:
        for number in range(round(LOOKED_AT * FRAMES_PER_S)):
            at_s = number / FRAMES_PER_S
            picture = self._scene.on_room(self._room.copy(), at_s)
            if self._poster:
                self._lay(picture, self._wall, Pose(1000, 300, 3.0))
            if self._scene.name != "empty":
                self._draw(picture, at_s)
            if self._scene.defocus_px and at_s > EMPTY_S:
                picture = cv2.GaussianBlur(picture, (0, 0), self._scene.defocus_px)
            yield at_s, self._sensor.expose(picture)

    def _draw(self, picture: Image, at_s: float) -> None:
        away = 1 - min(1.0, max(0.0, (at_s - EMPTY_S) / ARRIVES_S))
        x = self._person_x + away * 800
        if self._scene.person_walks:
            x = 1300 - 700 * (at_s - EMPTY_S)
        lay_over(picture, self._person, round(x), 40)
        picture[:] = (picture * self._scene.light).astype(np.uint8)
        if away >= 1:
            return
        for number in range(self._scene.phones):
            aside = 0 if self._scene.phones == 1 else (2 * number - 1) * 290
            taken = [self._taken(picture, at_s + s, away, aside) for s in self._exposure()]
            picture[:] = np.mean(taken, axis=0, dtype=np.float32).astype(np.uint8)

    def _exposure(self) -> list[float]:
        return [SHUTTER_S * part / EXPOSURES for part in range(EXPOSURES)]

    def _taken(self, picture: Image, at_s: float, away: float, aside: float) -> Image:
        pose = self._scene.pose(self._pose, at_s)
        x = pose.x + aside + 3 * math.sin(2.1 * at_s + self._phase)
        y = pose.y + away * 660 + 2.5 * math.sin(9 * at_s + self._phase)
        instant = picture.copy()
        self._lay(instant, self._layer, replace(pose, x=x, y=y))
        return instant

    def _lay(self, picture: Image, layer: Image, pose: Pose) -> None:
        scale = pose.module_px / MODULE_PX
        placed = cv2.getRotationMatrix2D(CODE_MIDDLE, pose.turned_deg, scale)
        placed[:, 2] += np.array([pose.x, pose.y]) - CODE_MIDDLE
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        if scale < 0.5:  # or it would alias
            layer = cv2.GaussianBlur(layer, (0, 0), 0.35 / scale)
        lay_over(picture, cv2.warpAffine(layer, placed, (WIDTH, HEIGHT), flags=method), 0, 0)
