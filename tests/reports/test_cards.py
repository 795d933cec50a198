"""Passes as pictures and on paper: what comes out reads back as the code that went in."""

import io
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from kiosk.errors import InputError
from kiosk.reports.cards import Card, card_pdf, pass_png, sheet_pdf

VECTORS = json.loads((Path(__file__).parents[1] / "domain" / "pass_vectors.json").read_text())
CODES: list[str] = [case["text"] for case in VECTORS["valid"]]
CARMEN = Card(CODES[0], "Carmen Ruiz", "Casa Norte", date(2029, 9, 28), "es")
POINTS_PER_MM = 72 / 25.4


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def codes_in(picture: Image.Image) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(np.asarray(picture)))


def streams_of(pdf: bytes) -> list[tuple[str, bytes]]:
    """The compressed parts of a PDF file, each with the dictionary that describes it."""
    parts = (part.partition(b">>\nstream\n") for part in pdf.split(b" obj")[1:])
    return [
        (head.decode("latin-1"), zlib.decompress(body.partition(b"\nendstream")[0]))
        for head, marker, body in parts
        if marker and b"/FlateDecode" in head
    ]


def pictures_in(pdf: bytes) -> list[Image.Image]:
    found = []
    for head, data in streams_of(pdf):
        if "/Subtype /Image" in head:
            height = number_in(head, r"/Height (\d+)")
            rows = np.frombuffer(data, np.uint8).reshape(int(height), -1)
            assert not rows[:, 0].any()  # PNG's row filters: none is used
            found.append(Image.fromarray(rows[:, 1:]))
    return found


def number_in(text: str, pattern: str) -> float:
    match = re.search(pattern, text)
    assert match is not None
    return float(match[1])


def page_sizes_mm(pdf: bytes) -> set[tuple[float, ...]]:
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return {tuple(round(float(side) / POINTS_PER_MM, 1) for side in box) for box in boxes}


@pytest.mark.parametrize("code", CODES)
def test_a_picture_of_a_pass_reads_back_as_its_code(code: str) -> None:
    assert [found.text for found in codes_in(pixels(pass_png(code, scale=4)))] == [code]


@pytest.mark.parametrize("scale", [1, 3, 10])
def test_a_picture_is_37_modules_and_four_of_quiet_zone_on_each_side(scale: int) -> None:
    picture = pixels(pass_png(CODES[0], scale=scale))
    assert picture.size == (45 * scale, 45 * scale)
    ink = Image.eval(picture, lambda grey: 255 - grey)
    assert ink.getbbox() == (4 * scale, 4 * scale, 41 * scale, 41 * scale)


def test_a_picture_is_of_error_level_m() -> None:
    (found,) = codes_in(pixels(pass_png(CODES[0], scale=4)))
    assert found.ec_level == "M"


def test_a_card_has_the_size_of_a_bank_card_and_shows_the_pass() -> None:
    pdf = card_pdf([CARMEN])
    (picture,) = pictures_in(pdf)
    assert page_sizes_mm(pdf) == {(85.6, 54.0)}
    assert [found.text for found in codes_in(picture)] == [CARMEN.code]


def test_the_symbol_is_printed_at_least_30_mm_wide() -> None:
    (page,) = (data.decode() for _, data in streams_of(card_pdf([CARMEN])) if b"/I1 Do" in data)
    width = number_in(page, r"q ([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm /I1 Do")
    assert 30 <= width / POINTS_PER_MM * 37 / 45 <= 36


def test_each_card_of_a_run_carries_its_own_code() -> None:
    cards = [replace(CARMEN, code=code) for code in CODES]
    for pdf in (card_pdf(cards), sheet_pdf(cards)):
        read = [found.text for picture in pictures_in(pdf) for found in codes_in(picture)]
        assert sorted(read) == sorted(CODES)


@pytest.mark.parametrize(("cards", "pages"), [(1, 1), (10, 1), (11, 2), (30, 3)])
def test_a_sheet_is_a4_with_ten_cards_to_the_page(cards: int, pages: int) -> None:
    pdf = sheet_pdf([CARMEN] * cards)
    assert page_sizes_mm(pdf) == {(210.0, 297.0)}
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == pages


@pytest.mark.parametrize("draw", [card_pdf, sheet_pdf])
def test_without_cards_the_reason_is_said(draw: Callable[[list[Card]], bytes]) -> None:
    with pytest.raises(InputError, match="no pass to print"):
        draw([])


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Łukasz",
        "山田太郎",
        "محمد",
        "\0\x07",
        "a" * 5000,
        "Ana\n\tBea",
        "\N{PARTY POPPER}",
        "-" * 90,
    ],
)
def test_no_name_keeps_a_card_from_being_printed(name: str) -> None:
    pdf = card_pdf([replace(CARMEN, display_name=name, space_name=name)])
    assert [found.text for found in codes_in(pictures_in(pdf)[0])] == [CARMEN.code]


def test_a_card_speaks_its_members_language_and_english_where_it_has_no_words() -> None:
    sizes = {
        language: {head for head, _ in streams_of(card_pdf([replace(CARMEN, language=language)]))}
        for language in ("en", "es", "xx")
    }
    assert sizes["xx"] == sizes["en"] != sizes["es"]
