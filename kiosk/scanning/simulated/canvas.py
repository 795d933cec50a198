"""Flat drawing with soft edges on transparent layers, and laying one layer over a picture."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.frames import Image

Point = tuple[float, float]
Color = tuple[int, int, int]
"""Red, green, blue, as a designer writes them."""

SUPERSAMPLING = 2
SUBPIXEL_BITS = 4


def rgb(code: str) -> Color:
    """The colour behind `#rrggbb`."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def shade(color: Color, factor: float) -> Color:
    """Darker below 1; above 1 the same step towards white."""
    if factor <= 1:
        red, green, blue = (round(value * factor) for value in color)
    else:
        red, green, blue = (round(value + (255 - value) * (factor - 1)) for value in color)
    return red, green, blue


def mixed(one: Color, other: Color, part: float) -> Color:
    """One colour with a part (0 to 1) of the other in it."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def points(path: str) -> list[Point]:
    """The points behind `x,y x,y ...`."""
    pairs = (pair.split(",") for pair in path.split())
    return [(float(x), float(y)) for x, y in pairs]


class Canvas:
    """A transparent layer. Drawn over nothing, soft edges make its colours premultiplied BGRA."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        shape = (height * SUPERSAMPLING, width * SUPERSAMPLING, 4)
        self._pixels: Image = np.zeros(shape, np.uint8)

    def finished(self, *, blur_px: float = 0.0) -> Image:
        """The layer at its own size, premultiplied BGRA, optionally out of focus."""
        layer = cv2.resize(self._pixels, self.size, interpolation=cv2.INTER_AREA)
        if blur_px:
            layer = cv2.GaussianBlur(layer, (0, 0), blur_px)
        return layer.astype(np.uint8, copy=False)

    def polygon(self, points: Sequence[Point], color: Color) -> None:
        cv2.fillPoly(self._pixels, [_fixed(points)], _bgra(color), cv2.LINE_AA, shift=SUBPIXEL_BITS)

    def blob(self, points: Sequence[Point], color: Color) -> None:
        """A closed smooth curve through the points."""
        self.polygon(_smooth(points), color)

    def rectangle(self, top_left: Point, bottom_right: Point, color: Color) -> None:
        (left, top), (right, bottom) = top_left, bottom_right
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], color)

    def rounded(self, top_left: Point, bottom_right: Point, radius: float, color: Color) -> None:
        (left, top), (right, bottom) = top_left, bottom_right
        corners = (
            (right - radius, bottom - radius, 0),
            (left + radius, bottom - radius, 90),
            (left + radius, top + radius, 180),
            (right - radius, top + radius, 270),
        )
        outline: list[Point] = []
        for x, y, start in corners:
            outline += _arc((x, y), (radius, radius), (start, start + 90))
        self.polygon(outline, color)

    def ellipse(self, center: Point, radii: Point, color: Color, *, turned: float = 0.0) -> None:
        """`turned` in degrees, clockwise."""
        turn = math.radians(turned)
        cos, sin = math.cos(turn), math.sin(turn)
        outline = [
            (center[0] + x * cos - y * sin, center[1] + x * sin + y * cos)
            for x, y in _arc((0.0, 0.0), radii, (0, 360))
        ]
        self.polygon(outline, color)

    def line(self, points: Sequence[Point], color: Color, *, width: float) -> None:
        """A stroke with round ends, smooth through more than two points."""
        path = _smooth(points, closed=False) if len(points) > 2 else list(points)
        thickness = max(1, round(width * SUPERSAMPLING))
        cv2.polylines(
            self._pixels,
            [_fixed(path)],
            isClosed=False,
            color=_bgra(color),
            thickness=thickness,
            lineType=cv2.LINE_AA,
            shift=SUBPIXEL_BITS,
        )

    def squares(self, dark: Image, top_left: tuple[int, int], *, side: int, color: Color) -> None:
        """A square of `side` pixels, exactly on whole ones, wherever `dark` is not 0."""
        left, top = (value * SUPERSAMPLING for value in top_left)
        large = dark.repeat(side * SUPERSAMPLING, axis=0).repeat(side * SUPERSAMPLING, axis=1)
        height, width = large.shape
        self._pixels[top : top + height, left : left + width][large != 0] = _bgra(color)

    def text(self, text: str, middle: Point, color: Color, *, height: int, weight: int) -> None:
        """One line of text around a point, in OpenCV's own font. On opaque ground only."""
        face = cv2.FontFace("sans")
        size = height * SUPERSAMPLING
        left, top, width, tall = cv2.getTextSize((0, 0), text, (0, 0), face, size, weight)
        x = round(middle[0] * SUPERSAMPLING - width / 2 - left)
        y = round(middle[1] * SUPERSAMPLING - tall / 2 - top)
        opaque = cv2.cvtColor(self._pixels, cv2.COLOR_BGRA2BGR)
        cv2.putText(opaque, text, (x, y), color[::-1], face, size, weight)
        self._pixels[:, :, :3] = opaque


def lay_over(picture: Image, layer: Image, left: int, top: int) -> None:
    """Lay a premultiplied layer over a picture, in place; what hangs over the edge is cut off."""
    height, width = layer.shape[:2]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(picture.shape[1], left + width), min(picture.shape[0], top + height)
    if x0 >= x1 or y0 >= y1:
        return
    part = layer[y0 - top : y1 - top, x0 - left : x1 - left]
    ground = picture[y0:y1, x0:x1]
    through = cv2.cvtColor(255 - part[:, :, 3], cv2.COLOR_GRAY2BGR)
    darkened = cv2.multiply(ground, through, scale=1 / 255)
    picture[y0:y1, x0:x1] = cv2.add(darkened, cv2.cvtColor(part, cv2.COLOR_BGRA2BGR))


def _bgra(color: Color) -> tuple[int, int, int, int]:
    return color[2], color[1], color[0], 255


def _fixed(points: Sequence[Point]) -> NDArray[np.int32]:
    scale = SUPERSAMPLING << SUBPIXEL_BITS
    return np.round(np.array(points, np.float64) * scale).astype(np.int32)


def _arc(center: Point, radii: Point, degrees: tuple[float, float]) -> list[Point]:
    steps = 48
    start, end = map(math.radians, degrees)
    angles = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [
        (center[0] + radii[0] * math.cos(a), center[1] + radii[1] * math.sin(a)) for a in angles
    ]


def _smooth(points: Sequence[Point], *, closed: bool = True) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    knots = np.array(points, np.float64)
    if closed:
        knots = np.vstack([knots[-1:], knots, knots[:2]])
    else:
        knots = np.vstack([knots[:1], knots, knots[-1:]])
    t = np.linspace(0, 1, 16, endpoint=False)[:, None]
    curve = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(knots[:-3], knots[1:-2], knots[2:-1], knots[3:], strict=True)
    ]
    path = np.vstack(curve)
    if not closed:
        path = np.vstack([path, knots[-1:]])
    return [(float(x), float(y)) for x, y in path]
