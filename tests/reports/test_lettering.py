"""Names and short texts on paper: large where there is room, whole where it can be."""

from typing import Any

import pytest
from fpdf import FPDF

from kiosk.reports import lettering
from kiosk.reports.lettering import Lettering, write

BOX = Lettering((18, 12, 9), width=37, height=22, style="B")


class Page(FPDF):
    """A page that remembers what was set on it and whether a line was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.c_margin = 0
        self.add_page()
        self.texts: list[str] = []
        self.rules = 0

    def multi_cell(self, w: float, h: float | None = None, text: str = "", **how: Any) -> Any:  # type: ignore[override]
        self.texts.append(text)
        return super().multi_cell(w, h, text, **how)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.rules += 1
        super().line(x1, y1, x2, y2)


@pytest.fixture
def page() -> Page:
    return Page()


def test_a_short_name_is_set_in_the_largest_size(page: Page) -> None:
    write(page, BOX, (0, 0), "Ana")
    assert (page.texts, page.font_size_pt) == (["Ana"], 18)


def test_a_long_name_breaks_after_spaces_and_hyphens(page: Page) -> None:
    write(page, BOX, (0, 0), "Łukasz Żmijewski-Szczęsny")
    assert (page.texts, page.font_size_pt) == (["Łukasz\nŻmijewski-\nSzczęsny"], 18)


def test_a_name_shrinks_before_a_word_is_cut(page: Page) -> None:
    write(page, BOX, (0, 0), "Wolfeschlegelstein")
    assert page.texts == ["Wolfeschlegelstein"]
    assert page.font_size_pt < 18


@pytest.mark.parametrize(
    "text", ["Wolfeschlegelsteinhausenbergerdorff", "a word and " * 40, "-" * 500]
)
def test_what_fits_in_no_size_is_cut_short_inside_its_box(page: Page, text: str) -> None:
    write(page, BOX, (0, 0), text)
    lines = page.texts[0].split("\n")
    assert lines[-1].endswith("…")
    assert page.get_y() <= BOX.height
    assert all(page.get_string_width(line) <= BOX.width for line in lines)


@pytest.mark.parametrize("name", [" N\u0303an\u0303o \n ", "\u202dÑa\u200bño\x07\ufeff"])
def test_a_name_is_set_without_stray_spaces_and_invisible_signs(page: Page, name: str) -> None:
    write(page, BOX, (0, 0), name)
    assert page.texts == ["Ñaño"]


@pytest.mark.parametrize("name", ["محمد علي", "דנה", "山田太郎", "\N{PARTY POPPER}", "\ue000"])
def test_a_name_that_cannot_be_set_leaves_a_line_for_the_pen(page: Page, name: str) -> None:
    write(page, BOX, (0, 0), name)
    assert (page.texts, page.rules) == ([], 1)


def test_a_name_is_never_set_in_two_faces(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """One Greek word moves the whole name to the face that has it, or to the pen."""
    own, wide = lettering._FACES
    write(page, BOX, (0, 0), "Ana Ελένη")
    if lettering._FACES[wide]["B"].is_file():
        assert (page.texts, page.font_family) == (["Ana Ελένη"], wide.lower())
    monkeypatch.setattr(lettering, "_FACES", {own: lettering._FACES[own]})
    already = page.rules
    write(page, BOX, (0, 0), "Ana Ελένη")
    assert page.rules == already + 1
