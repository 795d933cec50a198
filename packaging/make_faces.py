"""Draw the photos of some sample members: friendly faces that are nobody's.

    python packaging/make_faces.py

writes resources/sample/photos/*.jpg, 256 × 256 pixels. Drawn large and made small, so that every
edge is smooth.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

SIDE, FINE = 256, 4
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample" / "photos"
CURLS = ((18, 22), (22, 12), (34, 5), (48, 5), (60, 12), (64, 22), (18, 34), (64, 34))
SMILE, SHADE = "#7A2E25", 0.88
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Looks:
    """What tells one face from another; colours as #rrggbb."""

    ground: str
    skin: str
    hair: str
    shirt: str
    cut: str  # short | long | bun | curls | bald | bob
    beard: bool = False
    glasses: bool = False


FACES = {
    "ana": Looks("#F3C9A5", "#E9B48F", "#4A2C1D", "#2F6F67", "long"),
    "alvaro": Looks("#BCD4CF", "#D9A179", "#241A15", "#B4552F", "short", beard=True),
    "carmen": Looks("#E6D3EA", "#F0C7A6", "#B9B2A8", "#5B3F77", "bob", glasses=True),
    "begona": Looks("#C9DDB7", "#EFC4A0", "#8A4B23", "#8C2F4B", "bun"),
    "diego": Looks("#F4DFA3", "#A86F48", "#17110E", "#24507A", "curls"),
    "nuria": Looks("#CBDDF0", "#F3CDB0", "#C79A4B", "#C2603A", "long", glasses=True),
    "james": Looks("#E9CBB8", "#8D5836", "#17110E", "#EDE6D8", "short", beard=True, glasses=True),
    "hannah": Looks("#BFE0DA", "#F6D7BF", "#E0BE74", "#3C4F8A", "bob"),
    "tom": Looks("#D9D2C4", "#E2AD86", "#6B6259", "#40694A", "bald", beard=True),
    "yuki": Looks("#F1C6C6", "#F2CFA9", "#1C1716", "#3A6E86", "bun"),
}


class Drawing:
    """A picture of 100 × 100 units."""

    def __init__(self, ground: str) -> None:
        self._scale = SIDE * FINE / 100
        self.image = Image.new("RGB", (SIDE * FINE, SIDE * FINE), ground)
        self._draw = ImageDraw.Draw(self.image)

    def oval(self, box: Box, colour: str) -> None:
        self._draw.ellipse(self._in_pixels(box), colour)

    def block(self, box: Box, radius: float, colour: str) -> None:
        self._draw.rounded_rectangle(self._in_pixels(box), radius * self._scale, colour)

    def arc(self, box: Box, angles: tuple[float, float], width: float, colour: str) -> None:
        pixels = round(width * self._scale)
        self._draw.arc(self._in_pixels(box), *angles, colour, pixels)

    def _in_pixels(self, box: Box) -> Box:
        left, top, right, bottom = (edge * self._scale for edge in box)
        return left, top, right, bottom


def darker(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * SHADE):02x}" for part in parts)


def draw(looks: Looks) -> Image.Image:
    drawing = Drawing(looks.ground)
    draw_behind(drawing, looks)
    drawing.block((12, 79, 88, 130), 22, looks.shirt)
    drawing.block((42, 62, 58, 88), 7, darker(looks.skin))
    drawing.oval((41, 76, 59, 90), darker(looks.skin))
    for left in (25.5, 68.5):
        drawing.oval((left, 44, left + 6, 56), darker(looks.skin))
    drawing.block((29, 22, 71, 76), 21, looks.skin)
    if looks.beard:
        draw_beard(drawing, looks)
    draw_face(drawing, looks)
    draw_hair(drawing, looks)
    return drawing.image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def draw_behind(drawing: Drawing, looks: Looks) -> None:
    hair = darker(looks.hair)
    if looks.cut == "long":
        drawing.block((22, 14, 78, 92), 26, hair)
    elif looks.cut == "bob":
        drawing.block((22, 14, 78, 68), 24, hair)
    elif looks.cut == "bun":
        drawing.oval((38, 2, 62, 24), hair)
    elif looks.cut == "curls":
        for left, top in CURLS:
            drawing.oval((left, top, left + 19, top + 19), looks.hair)


def draw_beard(drawing: Drawing, looks: Looks) -> None:
    drawing.block((29, 52, 71, 77.5), 20, looks.hair)
    drawing.oval((32, 40, 68, 64), looks.skin)
    drawing.oval((41, 61, 59, 71), looks.skin)


def draw_face(drawing: Drawing, looks: Looks) -> None:
    for middle in (41, 59):
        drawing.oval((middle - 2.4, 46, middle + 2.4, 51.4), "#2A211C")
        drawing.oval((middle - 0.4, 46.8, middle + 1.2, 48.6), "#FFFFFF")
        drawing.arc((middle - 5, 39.5, middle + 5, 48), (205, 335), 1.5, darker(looks.hair))
        if looks.glasses:
            drawing.arc((middle - 7, 41.5, middle + 7, 55.5), (0, 360), 1.3, "#2F2823")
    if looks.glasses:
        drawing.arc((46, 45, 54, 52), (200, 340), 1.3, "#2F2823")
    drawing.arc((47, 50, 53, 58), (20, 160), 1.3, darker(darker(looks.skin)))
    drawing.arc((41, 52, 59, 68), (25, 155), 2.2, SMILE)


def draw_hair(drawing: Drawing, looks: Looks) -> None:
    if looks.cut == "bald":
        return
    drawing.image.paste(looks.hair, mask=fringe_mask(looks.cut))


def fringe_mask(cut: str) -> Image.Image:
    """Return where hair lies over the forehead: a cap, less what the face shows of itself."""
    scale = SIDE * FINE / 100
    mask = Image.new("L", (SIDE * FINE, SIDE * FINE), 0)
    shape = ImageDraw.Draw(mask)
    cap = [edge * scale for edge in (26, 15, 74, 63)]
    shape.pieslice(cap, 180, 360, 255)
    shape.rectangle([26 * scale, 38 * scale, 74 * scale, 46 * scale], 255)
    parting = {"short": (22, 33, 84, 90), "long": (36, 30, 96, 90), "bob": (28, 36, 72, 90)}
    hole = parting.get(cut, (28, 32, 72, 90))
    shape.ellipse([edge * scale for edge in hole], 0)
    if cut in ("short", "curls", "bun"):
        shape.rectangle([30.5 * scale, 40 * scale, 69.5 * scale, 60 * scale], 0)
    return mask


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, looks in FACES.items():
        draw(looks).save(FOLDER / f"{name}.jpg", "JPEG", quality=88, optimize=True)


if __name__ == "__main__":
    main()
