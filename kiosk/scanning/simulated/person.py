"""The member who holds up the code: a friendly face, drawn flat, a little out of focus."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kiosk.scanning.frames import Image
from kiosk.scanning.simulated.canvas import Canvas, Color, mixed, points, rgb, shade

WIDTH, HEIGHT = 640, 680
OUT_OF_FOCUS_PX = 1.3

SKINS = tuple(map(rgb, ("#f0c8a4", "#e2ad85", "#d99e74", "#c08658", "#996442", "#744a33")))
HAIRS = tuple(map(rgb, ("#2b211d", "#4a2c1f", "#6b4327", "#a9703c", "#d8ab63", "#9b9893")))
NATURAL_ON_DARK_SKIN = (HAIRS[0], HAIRS[0], HAIRS[1], HAIRS[5])
SHIRTS = tuple(
    map(rgb, ("#2f4f60", "#6d4a73", "#a8553c", "#3f6b55", "#d08a45", "#4c5f8c", "#8a3b46"))
)
DARK = rgb("#3a2822")
BLUSH = rgb("#d9674f")


class Hair(StrEnum):
    LONG = "long"
    BOB = "bob"
    SHORT = "short"
    CURLY = "curly"
    BUN = "bun"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one member from the other."""

    skin: Color
    hair_color: Color
    shirt: Color
    hair: Hair
    bearded: bool
    glasses: bool


def look_of(rng: np.random.Generator) -> Look:
    """Draw a look by lot."""
    hair = list(Hair)[int(rng.integers(len(Hair)))]
    skin = SKINS[int(rng.integers(len(SKINS)))]
    colors = NATURAL_ON_DARK_SKIN if skin in SKINS[4:] else HAIRS
    may_be_bearded = hair in (Hair.SHORT, Hair.CURLY, Hair.NONE)
    return Look(
        skin=skin,
        hair_color=colors[int(rng.integers(len(colors)))],
        shirt=SHIRTS[int(rng.integers(len(SHIRTS)))],
        hair=hair,
        bearded=may_be_bearded and bool(rng.random() < 0.5),
        glasses=bool(rng.random() < 0.35),
    )


def person(look: Look) -> Image:
    """A layer with head and shoulders, reaching down to its lower edge."""
    canvas = Canvas(WIDTH, HEIGHT)
    _hair_behind(canvas, look)
    _torso(canvas, look)
    _head(canvas, look)
    if look.bearded:
        _beard(canvas, look)
    _hair_in_front(canvas, look)
    _features(canvas, look)
    if look.glasses:
        _glasses(canvas)
    return _lit_from_the_left(canvas.finished(blur_px=OUT_OF_FOCUS_PX))


def _hair_behind(canvas: Canvas, look: Look) -> None:
    color = shade(look.hair_color, 0.88)
    if look.hair is Hair.LONG:
        canvas.rounded((186, 120), (414, 440), 92, color)
    elif look.hair is Hair.BOB:
        canvas.rounded((192, 112), (408, 338), 88, color)
    elif look.hair is Hair.BUN:
        canvas.ellipse((300, 84), (50, 46), color)
    elif look.hair is Hair.CURLY:
        for x, y in ((206, 190), (214, 142), (250, 106), (300, 94), (350, 106), (386, 142)):
            canvas.ellipse((x, y), (46, 46), color)
        canvas.ellipse((394, 190), (46, 46), color)


def _torso(canvas: Canvas, look: Look) -> None:
    outline = points(
        "30,700 48,566 104,460 212,406 300,392 388,406 496,460 556,566 600,700 560,800 80,800"
    )
    canvas.blob(outline, look.shirt)
    canvas.line(points("468,530 482,610 486,700"), shade(look.shirt, 0.86), width=5)
    canvas.rounded((254, 290), (346, 416), 40, shade(look.skin, 0.86))
    canvas.ellipse((300, 402), (62, 25), shade(look.shirt, 0.86))
    canvas.ellipse((300, 394), (50, 23), shade(look.skin, 0.9))


def _head(canvas: Canvas, look: Look) -> None:
    for x in (214, 386):
        canvas.ellipse((x, 232), (16, 25), shade(look.skin, 0.92))
    canvas.blob(
        points("300,106 364,132 387,204 374,270 336,318 300,330 264,318 226,270 213,204 236,132"),
        look.skin,
    )
    for x in (250, 350):
        canvas.ellipse((x, 262), (20, 13), mixed(look.skin, BLUSH, 0.2))


def _beard(canvas: Canvas, look: Look) -> None:
    color = mixed(look.hair_color, look.skin, 0.12)
    canvas.blob(
        points("213,216 236,262 300,254 364,262 387,216 380,284 338,332 300,342 262,332 220,284"),
        color,
    )


def _hair_in_front(canvas: Canvas, look: Look) -> None:
    color = look.hair_color
    if look.hair in (Hair.LONG, Hair.BOB):
        canvas.blob(
            points("204,230 200,150 250,96 320,90 384,124 400,230 382,196 352,158 300,168 236,190"),
            color,
        )
    elif look.hair is Hair.SHORT:
        canvas.blob(
            points("208,214 206,146 252,96 322,88 380,122 393,212 376,176 330,152 262,160 226,176"),
            color,
        )
    elif look.hair is Hair.CURLY:
        for x, y in ((228, 150), (264, 128), (304, 122), (342, 130), (374, 152)):
            canvas.ellipse((x, y), (30, 26), color)
    elif look.hair is Hair.BUN:
        canvas.blob(
            points("208,214 212,140 258,98 300,92 342,98 388,140 392,214 366,158 300,138 234,158"),
            color,
        )


def _features(canvas: Canvas, look: Look) -> None:
    brow = mixed(look.hair_color, DARK, 0.4)
    for x in (262, 338):
        canvas.ellipse((x, 218), (9, 10.5), DARK)
        canvas.ellipse((x - 3, 214), (2.6, 2.6), rgb("#ffffff"))
    canvas.line(points("246,192 262,186 279,191"), brow, width=6)
    canvas.line(points("321,191 338,186 354,192"), brow, width=6)
    canvas.line(points("300,226 306,250 294,253"), shade(look.skin, 0.82), width=4)
    canvas.blob(points("269,277 300,284 331,277 320,297 300,303 280,297"), DARK)
    canvas.blob(points("274,280 300,286 326,280 317,290 300,293 283,290"), rgb("#fffaf2"))


def _glasses(canvas: Canvas) -> None:
    for x in (262, 338):
        outline = [
            (x + 31 * float(np.cos(a)), 219 + 27 * float(np.sin(a)))
            for a in np.linspace(0, 2 * np.pi, 25)
        ]
        canvas.line(outline, DARK, width=4.5)
    canvas.line(points("292,214 300,211 308,214"), DARK, width=4.5)


def _lit_from_the_left(layer: Image) -> Image:
    across = np.linspace(1.0, 0.84, layer.shape[1])[None, :, None]
    layer[:, :, :3] = (layer[:, :, :3] * across).astype(np.uint8)
    return layer
