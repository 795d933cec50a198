"""Every screen as a picture."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.errors import InputError, SetupError
from ui.pictures.checking import Finding, Kind
from ui.pictures.command import wished
from ui.pictures.findings import summary_of, write_findings
from ui.pictures.screens import SIZES, TEXTS, THEMES, Choice, Drawn, render_all
from ui.pictures.sheets import make_sheets
from ui.viewmodels.states import Page

SMALL = (960, 600)
ONE_LOOK = Choice(sizes=(SMALL,), themes=("dark",), languages=("es",), texts=(100,))
# A low reach shows on an upright screen only, sixty hosts begin like a few, and where a wall has
# room for both, the panel has no turn of its own.
LIKE_ANOTHER = ("-low-", "-60-", "-told-")
CUT = Finding(Kind.CUT, "Good morning", "10,10 20x20 in WelcomePage/TextLine")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("screens") / "new"


@pytest.fixture(scope="module")
def pictures(qapp: QGuiApplication, folder: Path) -> list[Path]:
    """Every page once, small and in Spanish."""
    return [folder / page.file_name for page in render_all(folder, None, ONE_LOOK)]


def test_every_page_has_its_picture(pictures):
    names = [path.name for path in pictures]
    pages = [f"kiosk-{page}" for page in Page] + ["wall-people", "wall-nobody-visible", "staff"]
    for page in pages:
        assert any(name.startswith(page) for name in names), page
    assert "wall-people-960x600-es-dark.png" in names
    assert len(set(names)) == len(names)


def test_a_picture_has_its_size_and_its_theme(pictures):
    for path in pictures:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == SMALL
        if path.name.startswith(("wall", "staff")):
            assert picture.pixelColor(1, 1) == QColor("#161310")


def test_no_two_pages_look_alike(pictures):
    seen: dict[bytes, str] = {}
    for path in [path for path in pictures if not any(s in path.name for s in LIKE_ANOTHER)]:
        looks = bytes(QImage(str(path)).constBits())
        assert looks not in seen, f"{path.name} looks like {seen.get(looks)}"
        seen[looks] = path.name


def test_only_the_pages_that_were_named_are_drawn(qapp):
    look = Choice("staff-c*", (SMALL,), ("en",), ("light",), (100, 200))
    told: list[tuple[int, int]] = []
    drawn = render_all(None, lambda *done: told.append(done), look)
    assert {page.scene for page in drawn} >= {"staff-calm", "staff-check"}
    assert all(page.scene.startswith("staff-c") for page in drawn)
    assert {page.file_name.removeprefix(page.scene) for page in drawn} == {
        "-960x600-en-light.png",
        "-960x600-en-light-200.png",
    }
    assert told == [(1, 2), (2, 2)]


def test_a_page_in_two_sizes_of_text_is_two_pictures(qapp, tmp_path):
    look = Choice("wall-people", (SMALL,), ("en",), ("light",), (100, 200))
    normal, large = [tmp_path / page.file_name for page in render_all(tmp_path, None, look)]
    assert normal.read_bytes() != large.read_bytes()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(qapp, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SetupError, match=r"cannot be put into .*; choose another"):
        render_all(tmp_path / "file" / "screens")


def test_what_is_typed_chooses_pictures():
    choice = wished("wall*", ["800x1280"], ["pseudo", "es"], ["dark"], [200])
    assert choice == Choice("wall*", ((800, 1280),), ("pseudo", "es"), ("dark",), (200,))
    assert wished("*", None, None, None, None) == Choice("*", SIZES, (), THEMES, TEXTS)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("*", ["1280"], None, None, None), "write it as 1280x800"),
        (("*", None, ["xx"], None, None), "is not a language: en, es, pseudo"),
        (("*", None, None, ["blue"], None), "is not a theme: light or dark"),
        (("*", None, None, None, [20]), "no size of text"),
    ],
)
def test_what_cannot_be_chosen_is_told_in_a_sentence(typed, told):
    with pytest.raises(InputError, match=told):
        wished(*typed)


def test_findings_are_counted_by_page_and_written_one_by_one(tmp_path):
    drawn = [
        Drawn("kiosk-welcome", SMALL, "960x600-en-light", (CUT,)),
        Drawn("kiosk-welcome", SMALL, "960x600-es-light", (CUT,)),
        Drawn("kiosk-idle", SMALL, "960x600-es-light"),
    ]
    assert list(summary_of(drawn)) == ["    2 kiosk-welcome: cut"]
    write_findings(tmp_path, drawn)
    lines = (tmp_path / "findings.txt").read_text(encoding="utf-8").splitlines()
    assert "kiosk-welcome 960x600-es-light cut: “Good morning” at " + CUT.where in lines


def test_a_page_s_pictures_of_one_size_are_on_one_sheet(tmp_path):
    drawn = [Drawn("wall", SMALL, f"960x600-{name}-light") for name in ("en", "es", "de")]
    for page in drawn:
        Image.new("RGB", SMALL, "#FF0000").save(tmp_path / page.file_name)
    (sheet,) = make_sheets(tmp_path, drawn)
    assert sheet == tmp_path / "sheets" / "wall-960x600.png"
    with Image.open(sheet) as side_by_side:
        assert side_by_side.getpixel((20, 20)) == (255, 0, 0)
        assert side_by_side.size[0] > 3 * 480
