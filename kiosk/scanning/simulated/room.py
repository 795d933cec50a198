"""The lobby behind everybody: window, bookshelf, lamp, plants and two people at work."""

import cv2
import numpy as np

from kiosk.scanning.frames import Image
from kiosk.scanning.simulated.canvas import Canvas, Color, lay_over, mixed, rgb, shade

WIDTH, HEIGHT = 1280, 720
FLOOR_TOP = 520
OUT_OF_FOCUS_PX = 5.0

WALL = rgb("#d9cab3")
FLOOR = rgb("#9c7b59")
WOOD = rgb("#86684c")
FRAME = rgb("#7d6450")
SKY, HAZE = rgb("#e9f1ec"), rgb("#c6dfda")
GREENS = (rgb("#8fb596"), rgb("#a4c6a6"), rgb("#7aa585"))
LEAVES = (rgb("#4f8260"), rgb("#3f7053"))
POT = rgb("#c5714f")
LAMP = rgb("#f2bb4f")
BOOKS = tuple(
    map(rgb, ("#75935e", "#bb5f43", "#e5d8bd", "#b9b8a6", "#4a6790", "#dcab4a", "#2f6b66"))
)


def room(rng: np.random.Generator) -> Image:
    """The picture of the empty lobby, BGR, out of focus as a near-focused webcam shows it."""
    picture = _vertical_gradient(WALL, shade(WALL, 0.93))
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.rectangle((0, FLOOR_TOP), (WIDTH, HEIGHT), FLOOR)
    canvas.rectangle((0, FLOOR_TOP - 10), (WIDTH, FLOOR_TOP), shade(WALL, 0.8))
    _window(canvas, rng)
    _shelf(canvas, rng)
    _lamp(canvas)
    _plant(canvas)
    _people_at_work(canvas)
    lay_over(picture, canvas.finished(), 0, 0)
    picture = cv2.GaussianBlur(picture, (0, 0), OUT_OF_FOCUS_PX).astype(np.uint8, copy=False)
    return _daylight(picture)


def _window(canvas: Canvas, rng: np.random.Generator) -> None:
    left, right, top, bottom = 0, 560, 64, 486
    for y in range(top, bottom, 4):
        color = mixed(SKY, HAZE, (y - top) / (bottom - top))
        canvas.rectangle((left, y), (right, y + 5), color)
    for index, x in enumerate(range(20, 560, 78)):
        tree_top = 400 + float(rng.uniform(-24, 18))
        canvas.ellipse((x, tree_top), (66, 92), GREENS[index % len(GREENS)])
    canvas.rectangle((left, 470), (right, FLOOR_TOP - 10), shade(WALL, 0.88))
    for x in (26, 284, 542):
        canvas.rectangle((x, top), (x + 18, 500), FRAME)
    canvas.rectangle((left, top - 12), (right + 6, top + 6), FRAME)
    canvas.rectangle((left, 470), (right + 6, 492), FRAME)


def _shelf(canvas: Canvas, rng: np.random.Generator) -> None:
    for board in (92, 250, 404):
        canvas.rectangle((800, board), (WIDTH, board + 15), WOOD)
    for board in (250, 404):
        x = 822.0
        while x < WIDTH:
            width, height = rng.uniform(18, 40), rng.uniform(88, 128)
            color = BOOKS[int(rng.integers(len(BOOKS)))]
            if rng.random() < 0.82:
                canvas.rectangle((x, board - height), (x + width, board), color)
                canvas.rectangle((x, board - height), (x + 5, board), shade(color, 0.86))
            x += width + rng.uniform(1, 12)


def _lamp(canvas: Canvas) -> None:
    canvas.rectangle((708, 0), (713, 118), shade(FRAME, 0.8))
    canvas.ellipse((711, 168), (92, 84), mixed(WALL, LAMP, 0.28))
    canvas.blob(((642, 168), (660, 124), (711, 106), (762, 124), (780, 168), (711, 174)), LAMP)
    canvas.ellipse((711, 168), (52, 9), rgb("#fff1cc"))


def _plant(canvas: Canvas) -> None:
    stem = (742, 500)
    tips = ((676, 372), (716, 322), (768, 312), (812, 362), (838, 424), (656, 440))
    for index, (x, y) in enumerate(tips):
        middle = ((stem[0] + x) / 2, (stem[1] + y) / 2)
        across = ((stem[1] - y) * 0.15, (x - stem[0]) * 0.15)
        one = (middle[0] + across[0], middle[1] + across[1])
        other = (middle[0] - across[0], middle[1] - across[1])
        canvas.blob((stem, one, (x, y), other), LEAVES[index % len(LEAVES)])
    canvas.polygon(((700, 492), (786, 492), (772, 584), (714, 584)), POT)


def _people_at_work(canvas: Canvas) -> None:
    seated = (
        (196, rgb("#46597a"), rgb("#d59d73"), rgb("#4a3128")),
        (430, rgb("#b6533a"), rgb("#a9714d"), rgb("#2d211d")),
    )
    for x, shirt, skin, hair in seated:
        canvas.rectangle((x - 44, 530), (x + 44, 600), rgb("#4b4f5a"))
        canvas.rounded((x - 62, 410), (x + 62, 560), 54, shirt)
        canvas.rectangle((x - 62, 480), (x + 62, 540), shirt)
        canvas.rectangle((x - 15, 380), (x + 15, 424), shade(skin, 0.9))
        canvas.ellipse((x, 358), (39, 46), skin)
        canvas.blob(
            ((x - 42, 352), (x - 34, 318), (x, 304), (x + 34, 318), (x + 42, 352), (x, 334)), hair
        )
    canvas.rounded((20, 524), (600, 546), 6, WOOD)
    canvas.rounded((262, 452), (372, 526), 6, rgb("#c9c6be"))
    for x in (60, 540):
        canvas.rectangle((x, 546), (x + 16, 690), shade(WOOD, 0.85))


def _vertical_gradient(top: Color, bottom: Color) -> Image:
    part = np.linspace(0, 1, HEIGHT)[:, None]
    column = np.array(top[::-1]) * (1 - part) + np.array(bottom[::-1]) * part
    return np.repeat(column[:, None, :], WIDTH, axis=1).astype(np.uint8)


def _daylight(picture: Image) -> Image:
    """Light falls in from the window on the left."""
    across = np.linspace(1.05, 0.96, WIDTH)[None, :, None]
    return np.clip(picture * across, 0, 255).astype(np.uint8)
