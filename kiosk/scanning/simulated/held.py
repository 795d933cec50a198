"""What members hold up: a phone or a printed card with its code, and the hand around it."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import qrcode
from qrcode.util import QRData

from kiosk.scanning.frames import Image
from kiosk.scanning.simulated.canvas import Canvas, Color, rgb, shade
from kiosk.scanning.simulated.person import Look

WIDTH, HEIGHT = 760, 900
MIDDLE = (260.0, 350.0)
"""The point of the layer by which it is held up, about the middle of the code."""

PASS_VERSION = 5
QUIET_MODULES = 4
PHONE_CODE_PX, CARD_CODE_PX = 270, 225
INK, PAPER = rgb("#1c1916"), rgb("#fbfaf6")
FAINT, ACCENT = rgb("#bdb3a5"), rgb("#0f5c55")

Medium = Literal["phone", "card"]


@dataclass(frozen=True, slots=True)
class HeldCode:
    """A code to be held up in the simulated lobby."""

    text: str
    kind: Medium = "phone"
    label: str = ""
    """The name line on it."""


def held(code: HeldCode, look: Look) -> Image:
    """A layer with the phone or card and the hand and sleeve that hold it."""
    canvas = Canvas(WIDTH, HEIGHT)
    if code.kind == "phone":
        _forearm(canvas, look, wrist=(452.0, 600.0))
        _fingers(canvas, look, edge=108.0, rows=(420.0, 476.0, 530.0, 582.0))
        _phone(canvas, code)
        _thumb(canvas, look, tip=(404.0, 512.0), base=(452.0, 604.0))
    else:
        _forearm(canvas, look, wrist=(412.0, 610.0))
        _fingers(canvas, look, edge=280.0, rows=(528.0, 566.0))
        _card(canvas, code)
        _thumb(canvas, look, tip=(362.0, 530.0), base=(412.0, 620.0))
    return _with_shadow(canvas.finished())


def _phone(canvas: Canvas, code: HeldCode) -> None:
    canvas.rounded((108, 48), (412, 652), 46, shade(INK, 1.12))
    canvas.rounded((110, 50), (410, 650), 45, INK)
    canvas.rounded((122, 62), (398, 638), 35, PAPER)
    canvas.rounded((222, 74), (298, 94), 10, INK)
    _name_line(canvas, code.label, (260, 148), height=25)
    canvas.rounded((212, 178), (308, 187), 4, FAINT)
    _code(canvas, code.text, (260, 340), PHONE_CODE_PX)
    canvas.rounded((200, 520), (320, 529), 4, FAINT)
    canvas.rounded((216, 616), (304, 621), 2.5, shade(FAINT, 0.8))


def _card(canvas: Canvas, code: HeldCode) -> None:
    canvas.rounded((129, 149), (391, 561), 17, shade(PAPER, 0.8))
    canvas.rounded((130, 150), (390, 560), 16, PAPER)
    canvas.rounded((130, 150), (390, 226), 16, ACCENT)
    canvas.rectangle((130, 196), (390, 214), ACCENT)
    canvas.rectangle((130, 214), (390, 228), PAPER)
    canvas.rounded((150, 172), (166, 196), 3, PAPER)
    canvas.rounded((176, 180), (270, 188), 4, shade(ACCENT, 1.6))
    canvas.rounded((238, 156), (282, 163), 3.5, shade(ACCENT, 0.6))
    _code(canvas, code.text, (260, 346), CARD_CODE_PX)
    _name_line(canvas, code.label, (228, 492), height=23)
    canvas.rounded((180, 520), (276, 528), 4, FAINT)


def _name_line(canvas: Canvas, label: str, middle: tuple[float, float], *, height: int) -> None:
    if label:
        canvas.text(label, middle, INK, height=height, weight=500)
    else:
        x, y = middle
        canvas.rounded((x - 66, y - 8), (x + 66, y + 8), 8, INK)


def _code(canvas: Canvas, text: str, middle: tuple[int, int], room_px: int) -> None:
    modules = _modules(text)
    side = max(1, room_px // len(modules))
    half = side * len(modules) // 2
    canvas.squares(modules, (middle[0] - half, middle[1] - half), side=side, color=INK)


def _modules(text: str) -> Image:
    """1 for each dark module, quiet zone included; other texts than passes may grow the symbol."""
    code = qrcode.QRCode(
        version=PASS_VERSION,
        error_correction=qrcode.constants.ERROR_CORRECT_M,
        border=QUIET_MODULES,
    )
    # Unless told otherwise it picks the densest mode that fits the text: for passes, digits.
    code.add_data(QRData(text))
    code.make(fit=True)
    return np.array(code.get_matrix(), np.uint8)


def _fingers(canvas: Canvas, look: Look, *, edge: float, rows: tuple[float, ...]) -> None:
    for row in rows:
        canvas.ellipse((edge, row), (28, 24), shade(look.skin, 0.88))
        canvas.ellipse((edge - 2, row - 3), (25, 20), shade(look.skin, 0.95))


def _forearm(canvas: Canvas, look: Look, *, wrist: tuple[float, float]) -> None:
    x, y = wrist
    palm = ((x - 96, y - 60), (x - 8, y - 112), (x + 52, y - 20), (x + 92, y + 96))
    canvas.blob((*palm, (x + 20, y + 150), (x - 70, y + 90)), shade(look.skin, 0.9))
    sleeve = ((x - 50, y + 112), (x + 112, y + 38), (x + 390, y + 420), (x - 10, y + 420))
    canvas.polygon(sleeve, shade(look.shirt, 0.9))
    cuff = ((x - 52, y + 106), (x + 108, y + 30), (x + 122, y + 54), (x - 42, y + 134))
    canvas.polygon(cuff, shade(look.shirt, 0.78))


def _thumb(
    canvas: Canvas, look: Look, *, tip: tuple[float, float], base: tuple[float, float]
) -> None:
    (x, y), (far_x, far_y) = tip, base
    canvas.line(((x + 1, y), (far_x + 1, far_y)), shade(look.skin, 0.84), width=60)
    canvas.line((tip, base), look.skin, width=56)
    canvas.ellipse((x - 5, y - 8), (13, 17), _nail(look.skin), turned=-25)


def _nail(skin: Color) -> Color:
    return shade(skin, 1.35)


def _with_shadow(layer: Image) -> Image:
    """A soft shadow under everything, so that it stands off from the person behind."""
    alpha = layer[:, :, 3]
    shift = np.array([[1, 0, 10], [0, 1, 14]], np.float32)
    moved = cv2.warpAffine(alpha, shift, (WIDTH, HEIGHT))
    shadow = cv2.GaussianBlur(moved, (0, 0), 14) * 0.32
    layer[:, :, 3] = (alpha + shadow * (1 - alpha / 255)).astype(np.uint8)
    return layer
