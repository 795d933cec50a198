"""A pass as a picture, as a card to carry and as an A4 sheet of cards to cut."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

import qrcode
from fpdf import FPDF
from fpdf.enums import Align
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from kiosk.errors import InputError
from kiosk.languages import catalogue_of
from kiosk.reports.lettering import Lettering, write

_QUIET_MODULES = 4  # the margin that readers expect around a QR code
_MODULE_PIXELS = 12  # 340 dots an inch on a card

# Millimetres, but type sizes in points.
_WIDTH, _HEIGHT = 85.6, 54.0
_PANEL = 44.0
_MARGIN = 5.0
_MODULE = 0.9
_PAPER_WIDTH, _PAPER_HEIGHT = 210.0, 297.0
_COLUMNS, _ROWS = 2, 5
_MARK, _MARK_GAP = 4.0, 1.5

_SOFT, _ACCENT, _TINT, _EDGE = "#4F483F", "#07534E", "#E4F1EF", "#8A8072"


@dataclass(frozen=True, slots=True)
class Card:
    """What a printed pass shows; `valid_until` is its last good day."""

    code: str
    display_name: str
    space_name: str
    valid_until: date
    language: str = "en"


_COLUMN = _PANEL - _MARGIN - 2.5
_SPACE = Lettering((9.5, 8.5), _COLUMN, 7.6, "B", _ACCENT)
_NAME = Lettering((22, 18, 16, 14, 12, 10.5, 9), _COLUMN, 25.0, "B")
_LABEL = Lettering((7.5,), _COLUMN, 3.0, color=_SOFT)
_DATE = Lettering((9, 8, 7), _COLUMN, 3.6, "B")
_HINT = Lettering((8, 7), _WIDTH - _PANEL - 4, 3.4, align=Align.C)


def pass_png(code: str, *, scale: int) -> bytes:
    """Draw a pass as a PNG of 45 × 45 modules, each `scale` pixels wide, quiet zone included."""
    file = io.BytesIO()
    _symbol(code, scale).save(file, "PNG", optimize=True)
    return file.getvalue()


def card_pdf(cards: Sequence[Card]) -> bytes:
    """Draw each pass on a page as large as a bank card, for a card printer.

    Raises:
        InputError: there are no cards to draw.
    """
    pdf = _document(cards, _WIDTH, _HEIGHT)
    for card in cards:
        pdf.add_page()
        _draw_card(pdf, card, 0, 0)
    return bytes(pdf.output())


def sheet_pdf(cards: Sequence[Card]) -> bytes:
    """Draw passes ten to an A4 page, with marks to cut along. To be printed at 100 %.

    Raises:
        InputError: there are no cards to draw.
    """
    pdf = _document(cards, _PAPER_WIDTH, _PAPER_HEIGHT)
    left, top = _sheet_origin()
    for place, card in enumerate(cards):
        row, column = divmod(place % (_COLUMNS * _ROWS), _COLUMNS)
        if row == column == 0:
            pdf.add_page()
            _draw_cut_marks(pdf)
        _draw_card(pdf, card, left + column * _WIDTH, top + row * _HEIGHT)
    return bytes(pdf.output())


def _symbol(code: str, module_pixels: int) -> Image.Image:
    drawing = qrcode.QRCode(version=5, error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    drawing.add_data(code, optimize=0)  # in one piece; digits alone choose the numeric mode
    drawing.make(fit=False)
    modules = drawing.get_matrix()
    picture = Image.new("1", (len(modules), len(modules)))
    picture.putdata([not is_dark for row in modules for is_dark in row])
    size = len(modules) * module_pixels
    return picture.resize((size, size), Image.Resampling.NEAREST)


def _document(cards: Sequence[Card], width: float, height: float) -> FPDF:
    if not cards:
        raise InputError("There is no pass to print; name at least one member.")
    pdf = FPDF(unit="mm", format=(width, height))
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    pdf.set_title(cards[0].space_name)
    return pdf


def _sheet_origin() -> tuple[float, float]:
    return (_PAPER_WIDTH - _COLUMNS * _WIDTH) / 2, (_PAPER_HEIGHT - _ROWS * _HEIGHT) / 2


def _draw_cut_marks(pdf: FPDF) -> None:
    left, top = _sheet_origin()
    right, bottom = _PAPER_WIDTH - left, _PAPER_HEIGHT - top
    pdf.set_draw_color(_EDGE)
    pdf.set_line_width(0.15)
    for column in range(_COLUMNS + 1):
        x = left + column * _WIDTH
        pdf.line(x, top - _MARK_GAP - _MARK, x, top - _MARK_GAP)
        pdf.line(x, bottom + _MARK_GAP, x, bottom + _MARK_GAP + _MARK)
    for row in range(_ROWS + 1):
        y = top + row * _HEIGHT
        pdf.line(left - _MARK_GAP - _MARK, y, left - _MARK_GAP, y)
        pdf.line(right + _MARK_GAP, y, right + _MARK_GAP + _MARK, y)


def _draw_card(pdf: FPDF, card: Card, left: float, top: float) -> None:
    words = catalogue_of(card.language)
    pdf.set_fill_color(_TINT)
    pdf.rect(left, top, _PANEL, _HEIGHT, "F")
    column = left + _MARGIN
    write(pdf, _SPACE, (column, top + 5.2), card.space_name)
    write(pdf, _NAME, (column, top + 16), card.display_name)
    write(pdf, _LABEL, (column, top + 41.8), words.pgettext("a date follows", "Valid until"))
    write(pdf, _DATE, (column, top + 45.2), _date(words, card.valid_until))
    symbol = _symbol(card.code, _MODULE_PIXELS)
    size = _MODULE * symbol.width / _MODULE_PIXELS
    beside = left + _PANEL + (_WIDTH - _PANEL - size) / 2
    pdf.image(symbol.convert("L"), beside, top + 1.9, size, size)
    write(pdf, _HINT, (left + _PANEL + 2, top + 45.5), words.gettext("Show this to the camera."))


def _date(words: NullTranslations, day: date) -> str:
    # Translators: a date, as in "28 September 2029".
    form = words.gettext("{day} {month} {year}")
    return form.format(day=day.day, month=_months(words)[day.month - 1], year=day.year)


def _months(words: NullTranslations) -> tuple[str, ...]:
    """Return the names of the months as a date has them."""
    return (
        words.gettext("January"),
        words.gettext("February"),
        words.gettext("March"),
        words.gettext("April"),
        words.pgettext("month", "May"),
        words.gettext("June"),
        words.gettext("July"),
        words.gettext("August"),
        words.gettext("September"),
        words.gettext("October"),
        words.gettext("November"),
        words.gettext("December"),
    )
