"""Pictures of a running window, and what it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kiosk.errors import SetupError
from ui.application import load_typeface, make_engine, open_window
from ui.pictures.sample_views import NOW, wall_view
from ui.pictures.taker import PictureTaker
from ui.viewmodels.wall import WallModel

SETTLES_WITHIN_MS = 8000


class Album:
    """A wall whose pictures are taken, and the folder they go to."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self._qtbot = folder, qtbot
        self.model = WallModel("en", lambda: NOW)
        load_typeface()
        self.engine = make_engine()
        look = {"model": self.model, "reducedMotion": True, "width": 1280, "height": 800}
        self.window = open_window(self.engine, "WallWindow", look)
        self.taker = PictureTaker(self.window, folder, "wall")

    def waits_for(self, words: str) -> None:
        latest = self.folder / "latest.txt"
        self._qtbot.waitUntil(
            lambda: latest.exists() and words in latest.read_text(encoding="utf-8"),
            timeout=SETTLES_WITHIN_MS,
        )


@pytest.fixture
def album(qapp: QGuiApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Album]:
    album = Album(tmp_path / "pictures", qtbot)
    yield album
    album.window.close()
    shiboken6.delete(album.engine)


def test_each_page_is_pictured_once_it_has_settled(album):
    album.waits_for("StaticText: Waiting for the front desk")
    album.model.showView(wall_view(7, 9))
    album.waits_for("ListItem: Carmen, can help with Reading your grant application")
    names = sorted(path.name for path in album.folder.iterdir())
    assert names == [
        "01-nobody.png",
        "01-nobody.txt",
        "02-people.png",
        "02-people.txt",
        "latest.png",
        "latest.txt",
    ]
    assert QImage(str(album.folder / "latest.png")).size() == album.window.size()


def test_a_page_that_says_something_else_is_pictured_again_under_its_number(album):
    album.model.showView(wall_view(7, 9))
    album.waits_for("9 people here now")
    album.model.showView(wall_view(8, 10))
    album.waits_for("10 people here now")
    (people,) = album.folder.glob("*-people.txt")
    assert "10 people here now" in people.read_text(encoding="utf-8")


def test_a_page_that_says_the_same_is_not_pictured_again(album):
    album.model.showView(wall_view(7, 9))
    album.waits_for("9 people here now")
    (album.folder / "latest.png").unlink()
    album.taker.take()
    assert not (album.folder / "latest.png").exists()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(album, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SetupError, match=r"cannot be put into .*; choose another"):
        PictureTaker(album.window, tmp_path / "file" / "pictures", "wall")
