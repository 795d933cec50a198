"""Contact sheets: a page's pictures of one size side by side, to look through many of them."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ui.pictures.screens import Drawn

COLUMNS = 4
WIDTH_PX = 480
GAP_PX = 12
NAME_PX = 18
GROUND, INK = "#808080", "#FFFFFF"


def make_sheets(folder: Path, drawn: Sequence[Drawn]) -> list[Path]:
    """Put the pictures in `folder` on sheets, one for each page and size, in `folder/sheets`."""
    sheets = folder / "sheets"
    sheets.mkdir(exist_ok=True)
    made: list[Path] = []
    in_order = sorted(drawn, key=lambda page: (page.scene, page.size, page.look))
    for (scene, (width, height)), pages in groupby(in_order, lambda p: (p.scene, p.size)):
        made.append(sheets / f"{scene}-{width}x{height}.png")
        files = [folder / page.file_name for page in pages]
        _sheet(files, round(WIDTH_PX * height / width)).save(made[-1], compress_level=1)
    return made


def _sheet(files: Sequence[Path], height: int) -> Image.Image:
    columns = min(COLUMNS, len(files))
    rows = -(-len(files) // columns)
    cell = WIDTH_PX + GAP_PX, height + NAME_PX + GAP_PX
    sheet = Image.new("RGB", (columns * cell[0] + GAP_PX, rows * cell[1] + GAP_PX), GROUND)
    font = ImageFont.load_default(NAME_PX - 5)
    draw = ImageDraw.Draw(sheet)
    for at, file in enumerate(files):
        x, y = GAP_PX + at % columns * cell[0], GAP_PX + at // columns * cell[1]
        with Image.open(file) as picture:
            small = picture.convert("RGB").resize((WIDTH_PX, height), Image.Resampling.BOX)
        sheet.paste(small, (x, y))
        draw.text((x, y + height + 1), file.stem, INK, font)
    return sheet
