"""Setting people's names and other short texts in a box of a PDF page."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fpdf import FPDF
from fpdf.enums import Align
from fpdf.fonts import TTFFont

import resources

Style = Literal["", "B"]

_FONTS = Path(resources.__file__).parent / "fonts"
_DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
_FACES: dict[str, dict[Style, Path]] = {
    "Atkinson Hyperlegible Next": {
        "": _FONTS / "AtkinsonHyperlegibleNext-Regular.ttf",
        "B": _FONTS / "AtkinsonHyperlegibleNext-Bold.ttf",
    },
    # For names in Greek, Cyrillic or Vietnamese letters, on machines that have it.
    "DejaVu Sans": {"": _DEJAVU / "DejaVuSans.ttf", "B": _DEJAVU / "DejaVuSans-Bold.ttf"},
}

_LEADING = 1.12
_EDGE = "#8A8072"


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is set: in the first of the sizes (points) that fits its box, or cut short."""

    sizes: tuple[float, ...]
    width: float
    height: float
    style: Style = ""
    color: str = "#1D1A16"
    align: Align = Align.L


def write(pdf: FPDF, how: Lettering, at: tuple[float, float], text: str) -> None:
    """Set a text with its top left corner at a place on the page.

    A text in letters that no typeface here has is left as a line to write on by hand, which
    serves the reader better than a row of question marks.
    """
    text = _visible(text)
    face = _face_for(pdf, text, how.style)
    if face is None:
        pdf.set_draw_color(_EDGE)
        pdf.set_line_width(0.25)
        middle = at[1] + how.height / 2
        pdf.line(at[0], middle, at[0] + how.width, middle)
        return
    lines = _set_to_fit(pdf, how, face, text)
    pdf.set_text_color(how.color)
    pdf.set_xy(*at)
    pdf.multi_cell(how.width, pdf.font_size * _LEADING, "\n".join(lines), align=how.align)


def _visible(text: str) -> str:
    """Put letters and their accents together and drop what has no shape of its own."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(sign for sign in words if unicodedata.category(sign) not in ("Cc", "Cf"))


def _set_to_fit(pdf: FPDF, how: Lettering, face: str, text: str) -> list[str]:
    lines, room = [text], 1
    for size in how.sizes:
        pdf.set_font(face, how.style, size)
        lines = _broken(pdf, how.width, text)
        room = int(how.height / (pdf.font_size * _LEADING))
        is_narrow = max(map(pdf.get_string_width, lines)) <= how.width
        if is_narrow and len(lines) <= room:
            return lines
    if len(lines) > room:
        lines = [*lines[: room - 1], " ".join(lines[room - 1 :])]
    return [_cut(pdf, how.width, line) for line in lines]


def _broken(pdf: FPDF, width: float, text: str) -> list[str]:
    """Break after spaces and hyphens; a word too long for a line stays whole."""
    lines = [""]
    for piece in re.split("(?<=[ -])", text):
        if lines[-1] and pdf.get_string_width((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _cut(pdf: FPDF, width: float, line: str) -> str:
    if pdf.get_string_width(line) <= width:
        return line
    kept = ""
    for letter in line:
        if pdf.get_string_width(kept + letter + "…") > width:
            break
        kept += letter
    return kept.rstrip() + "…"


def _face_for(pdf: FPDF, text: str, style: Style) -> str | None:
    """Name the first typeface that can set the whole text, and make it ready."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        return None  # these scripts need shaping, which fpdf2 leaves to another library
    for face, files in _FACES.items():
        if files[style].is_file():
            if face.lower() + style not in pdf.fonts:
                pdf.add_font(face, style, files[style])
            pdf.set_font(face, style)
            font = pdf.current_font
            if isinstance(font, TTFFont) and all(ord(letter) in font.cmap for letter in text):
                return face
    return None
