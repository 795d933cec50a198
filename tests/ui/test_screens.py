"""Every screen as a picture."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.errors import SetupError
from ui.pictures.screens import Choice, render_all
from ui.viewmodels.states import Page

SMALL = (640, 400)


@pytest.fixture(scope="module")
def pictures(qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every page once, small and in Spanish."""
    folder = tmp_path_factory.mktemp("screens") / "new"
    return render_all(folder, None, Choice(sizes=(SMALL,), themes=("dark",), languages=("es",)))


def test_every_page_has_its_picture(pictures):
    names = [path.name for path in pictures]
    pages = [f"kiosk-{page}" for page in Page] + ["wall-people", "wall-nobody-visible", "staff"]
    for page in pages:
        assert f"{page}-640x400-es-dark.png" in names
    assert len(set(names)) == len(names)


def test_a_picture_has_its_size_and_its_theme(pictures):
    for path in pictures:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == SMALL
        if path.name.startswith(("wall", "staff")):
            assert picture.pixelColor(1, 1) == QColor("#161310")


def test_no_two_pages_look_alike(pictures):
    seen: dict[bytes, str] = {}
    for path in pictures:
        looks = bytes(QImage(str(path)).constBits())
        assert looks not in seen, f"{path.name} looks like {seen.get(looks)}"
        seen[looks] = path.name


def test_progress_is_told_to_the_last_picture(qapp, tmp_path):
    told: list[tuple[int, int]] = []
    fewer = Choice(("staff",), (SMALL,), ("light",), ("en",))
    drawn = render_all(tmp_path, lambda *done: told.append(done), fewer)
    assert {path.name.split("-")[0] for path in drawn} == {"staff"}
    assert told == [(number, len(drawn)) for number in range(1, len(drawn) + 1)]


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(qapp, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SetupError, match=r"cannot be put into .*; choose another"):
        render_all(tmp_path / "file" / "screens")
