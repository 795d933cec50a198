"""The webcam: a card's light, traced into the frame, through lens and shutter to a JPEG."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from kiosk.scanning.frames import Image
from tests.bench.lobby_sequences.cards import MODULES, TEXEL_PX, Card, Light
from tests.bench.lobby_sequences.hands import Pose, Vector

WIDTH, HEIGHT = 1280, 720
FOCAL_PX = 1010.0  # about 65 degrees across, a usual webcam
FINER = 2
"""The card is traced at so many times the frame's resolution."""
AROUND_PX = 14
GAMMA = 1 / 2.2
SHOT_NOISE = 0.3
"""Of the sensor's noise, the share that grows with the light."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""
Reflection = Callable[[Light, Pose, Box], Light]


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the camera makes of the light."""

    noise: float
    defocus_px: float = 0.0
    sharpening: float = 0.5
    jpeg_quality: int = 80


def outline(card: Card, pose: Pose, *, of_code: bool) -> Vector:
    """Return the corners of the code or of the whole card in the frame."""
    if of_code:
        half = MODULES * TEXEL_PX / 2
        corners = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    else:
        height, width = card.light.shape
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)]) - card.middle
    points = np.hstack([corners, np.zeros((4, 1))]) @ _turned(pose).T
    away = FOCAL_PX * TEXEL_PX / pose.module_px
    seen = points[:, :2] / (1 + points[:, 2:] / away) * (pose.module_px / TEXEL_PX)
    return np.asarray(seen + pose.at)


def _turned(pose: Pose) -> Vector:
    """Roll in the frame's plane, then tilt about an axis in it."""
    roll, tilt, azimuth = (math.radians(angle) for angle in (pose.roll, pose.tilt, pose.azimuth))
    turn = cv2.Rodrigues(np.array([0.0, 0.0, roll]))[0]
    axis = np.array([math.cos(azimuth), math.sin(azimuth), 0.0])
    return np.asarray(cv2.Rodrigues(axis * tilt)[0] @ turn)


def box_around(corners: Vector, margin_px: int = AROUND_PX) -> Box:
    """Return the part of the frame that a card and its smear can touch."""
    left, top = np.floor(corners.min(axis=0)).astype(int) - margin_px
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + margin_px
    limit = (WIDTH, HEIGHT, WIDTH, HEIGHT)
    a, b, c, d = (
        int(np.clip(v, 0, m)) for v, m in zip((left, top, right, bottom), limit, strict=True)
    )
    return a, b, c, d


def traced(light: Light, corners: Vector, box: Box) -> Light:
    """See the card in this part of the frame: its light, and how much of a pixel it covers."""
    left, top, right, bottom = box
    smaller = min(1.0, float(np.ptp(corners, axis=0).max()) * FINER * 1.2 / max(light.shape))
    if smaller < 0.8:  # seen at once without small squares, it would flicker
        light = _light(
            cv2.resize(light, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA)
        )
    height, width = light.shape
    both = np.dstack([light, np.ones_like(light)])
    here = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    there = ((corners - (left, top)) * FINER).astype(np.float32)
    seen = cv2.getPerspectiveTransform(here - np.float32(0.5), there - np.float32(0.5))
    size = ((right - left) * FINER, (bottom - top) * FINER)
    fine = cv2.warpPerspective(both, seen, size, flags=cv2.INTER_LINEAR)
    return _light(cv2.resize(fine, (right - left, bottom - top), interpolation=cv2.INTER_AREA))


def smeared(light: Light, way: Vector) -> Light:
    """Move the light along a way, in pixels, while the shutter is open."""
    reach = math.ceil(float(np.abs(way).max())) + 1
    if reach < 2 and float(np.abs(way).max()) < 0.2:
        return light
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    fine = np.stack([np.interp(np.linspace(0, 12, 61), range(13), way[:, axis]) for axis in (0, 1)])
    x0, y0 = np.floor(fine).astype(int)
    x1, y1 = fine - (x0, y0)
    for right, below in ((0, 0), (1, 0), (0, 1), (1, 1)):
        weight = np.where(right, x1, 1 - x1) * np.where(below, y1, 1 - y1)
        np.add.at(kernel, (y0 + below + reach, x0 + right + reach), weight)
    return _light(cv2.filter2D(light, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE))


def defocused(light: Light, radius_px: float) -> Light:
    """Look through a lens that is not quite in focus; none is perfectly sharp."""
    if radius_px > 0.3:
        reach = math.ceil(radius_px) + 1
        y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        disc = np.clip(radius_px + 0.5 - np.hypot(x, y), 0, 1)
        light = _light(cv2.filter2D(light, -1, (disc / disc.sum()).astype(np.float32)))
    return _light(cv2.GaussianBlur(light, (0, 0), 0.55))


def exposed(light: Light, exposure: Exposure, rng: np.random.Generator) -> Light:
    """Turn light into the camera's brightness from 0 to 255: bloom, noise, clip, gamma."""
    over = np.maximum(light - 0.9, 0)
    if over.any():
        light = light + _light(cv2.GaussianBlur(over, (0, 0), 5.0)) * 0.15
    spread = np.sqrt(exposure.noise**2 + light * (exposure.noise * SHOT_NOISE))
    light = np.clip(light + spread * grain(rng, light.shape), 0, 1)
    bright = _light(cv2.pow(light, GAMMA)) * 255
    if exposure.sharpening:
        soft = cv2.GaussianBlur(bright, (0, 0), 1.1)
        bright = bright + exposure.sharpening * (bright - _light(soft))
    return bright


def compressed(bright: Light, quality: int) -> Image:
    """Pack as the camera does and unpack as the kiosk does."""
    pixels = cv2.convertScaleAbs(np.maximum(bright, 0))
    _, data = cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, quality))
    unpacked = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    assert unpacked is not None
    return unpacked.astype(np.uint8, copy=False)


def grain(rng: np.random.Generator, shape: tuple[int, ...]) -> Light:
    """Return noise of spread 1: a part of one large sheet, which is much faster than new one."""
    sheet = _sheet()
    y = int(rng.integers(sheet.shape[0] - shape[0] + 1))
    x = int(rng.integers(sheet.shape[1] - shape[1] + 1))
    part = sheet[y : y + shape[0], x : x + shape[1]]
    return part[:: -1 if rng.random() < 0.5 else 1, :: -1 if rng.random() < 0.5 else 1]


@cache
def _sheet() -> Light:
    size = (HEIGHT + 400, WIDTH + 600)
    return np.random.default_rng(1).standard_normal(size, dtype=np.float32)


def _light(pixels: cv2.typing.MatLike) -> Light:
    """OpenCV's stubs forget that floats in are floats out."""
    return pixels.astype(np.float32, copy=False)
