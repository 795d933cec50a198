"""A face is a photo where there is one, initials otherwise, and nobody's photo stays too long."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent, qmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.domain.people import Mode
from kiosk.domain.photos import LARGEST_PHOTO
from kiosk.domain.views import Face, Featured, WallPerson, WallView
from tests.pictures import BLUE, RED, photo
from tests.ui.conftest import TWELVE_PAST_NINE, Screen
from ui.application import load_typeface, make_engine, open_window
from ui.bridges import photos
from ui.bridges.photos import FaceProvider, FaceShelf, FolderPhotos, photos_in, shelf_of
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.wall import WallModel

RED_PHOTO, BLUE_PHOTO = photo(RED), photo(BLUE)
TWO_FACES = b"""
import QtQuick
import Lobby
Row {
    property string first
    property string second
    Avatar { initials: "AR"; hue: 2; photo: first; diameter: 100 }
    Avatar { initials: "BO"; hue: 5; photo: second; diameter: 100 }
}
"""


class Faces:
    """Two faces side by side in a window, and what they were given."""

    def __init__(self) -> None:
        self.engine: QQmlApplicationEngine = make_engine()
        self.shelf = shelf_of(self.engine)
        self.wanted: list[str] = []
        self.shelf.wanted.connect(self.wanted.append)
        self.window = QQuickWindow()
        component = QQmlComponent(self.engine, self.window)
        component.setData(TWO_FACES, "")
        row = component.create()
        assert isinstance(row, QQuickItem), component.errorString()
        self.row = row
        self.row.setParent(self.window)
        self.window.resize(200, 100)
        self.row.setParentItem(self.window.contentItem())
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.screen = Screen(self.window)

    def show(self, first: str = "", second: str = "") -> None:
        self.row.setProperty("first", first)
        self.row.setProperty("second", second)

    def gives(self, *found: tuple[str, bytes]) -> None:
        """Put photos on the shelf, and wait until pages know."""
        before = self.shelf.revision
        for digest, jpeg in found:
            self.shelf.put(digest, jpeg)
        until(lambda: self.shelf.revision > before)

    def initials(self) -> list[str]:
        return [str(text.property("text")) for text in self.screen.texts()]

    def looks(self, x: int, colour: tuple[int, int, int]) -> bool:
        self.screen.settle()
        return is_near(self.window.grabWindow().pixelColor(x, 50), colour)

    def close(self) -> None:
        self.window.close()
        shiboken6.delete(self.window)
        shiboken6.delete(self.engine)


def until(is_so: Callable[[], bool]) -> None:
    """Let the event loop run until something holds."""
    deadline = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < deadline, "this never came"
        QTest.qWait(5)


def is_near(pixel: QColor, colour: tuple[int, int, int]) -> bool:
    parts = (pixel.red(), pixel.green(), pixel.blue())
    return all(abs(one - other) < 12 for one, other in zip(parts, colour, strict=True))


@pytest.fixture
def faces(qapp: QGuiApplication) -> Iterator[Faces]:
    faces = Faces()
    yield faces
    faces.close()


def test_initials_stand_until_the_photo_is_there(faces: Faces) -> None:
    faces.show(RED_PHOTO[0])
    assert faces.initials() == ["AR", "BO"]
    assert faces.wanted == [RED_PHOTO[0]]
    faces.gives(RED_PHOTO)
    assert faces.initials() == ["BO"]
    assert faces.looks(50, RED)


def test_a_photo_leaves_the_screen_at_once_with_the_yes_to_it(faces: Faces) -> None:
    faces.show(RED_PHOTO[0], BLUE_PHOTO[0])
    faces.gives(RED_PHOTO, BLUE_PHOTO)
    assert faces.initials() == []
    faces.show("", BLUE_PHOTO[0])
    assert faces.initials() == ["AR"]
    assert not faces.looks(50, RED)
    assert faces.looks(150, BLUE)


def test_another_photo_of_the_same_person_takes_the_place_of_the_first(faces: Faces) -> None:
    faces.show(RED_PHOTO[0])
    faces.gives(RED_PHOTO)
    faces.show(BLUE_PHOTO[0])
    faces.gives(BLUE_PHOTO)
    assert faces.looks(50, BLUE)


def test_a_photo_is_round(faces: Faces) -> None:
    faces.show(RED_PHOTO[0])
    faces.gives(RED_PHOTO)
    faces.screen.settle()
    corner = faces.window.grabWindow().pixelColor(2, 2)
    assert corner == QColor("white")  # the window behind


def test_a_photo_that_cannot_be_read_leaves_the_initials(faces: Faces) -> None:
    faces.show(RED_PHOTO[0])
    faces.gives((RED_PHOTO[0], b"no picture"))
    assert faces.initials() == ["AR", "BO"]


def test_what_could_not_be_had_is_asked_for_again_when_told(faces: Faces) -> None:
    faces.show(RED_PHOTO[0])
    faces.show(RED_PHOTO[0], RED_PHOTO[0])
    assert faces.wanted == [RED_PHOTO[0]]
    faces.shelf.look_again()
    assert faces.wanted == [RED_PHOTO[0]] * 2


def test_a_screen_keeps_no_photo_of_somebody_who_is_not_to_be_seen(faces: Faces) -> None:
    faces.show(RED_PHOTO[0], BLUE_PHOTO[0])
    faces.gives(RED_PHOTO, BLUE_PHOTO)
    faces.shelf.keep_only({BLUE_PHOTO[0]})
    assert faces.shelf.jpeg(RED_PHOTO[0]) is None
    assert faces.initials() == ["AR"]
    faces.shelf.put(*RED_PHOTO)  # was on its way
    assert faces.shelf.jpeg(RED_PHOTO[0]) is None


def test_nothing_but_the_name_of_a_photo_is_ever_fetched(faces: Faces) -> None:
    for name in ("../../device", "0" * 31, "0" * 33, "G" * 32, "/etc/passwd", ""):
        assert not faces.shelf.has(name)
    assert faces.wanted == []


def a_digest(number: int) -> str:
    return f"{number:032x}"


@pytest.fixture
def shelf(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> FaceShelf:
    """A shelf with room for three."""
    monkeypatch.setattr(photos, "MOST_PHOTOS", 3)
    return FaceShelf()


def fill(shelf: FaceShelf, *numbers: int) -> None:
    before = shelf.revision
    for number in numbers:
        shelf.has(a_digest(number))
        shelf.put(a_digest(number), RED_PHOTO[1])
    until(lambda: shelf.revision > before)


def here(shelf: FaceShelf) -> list[int]:
    return [number for number in range(20) if shelf.jpeg(a_digest(number))]


def test_what_no_page_shows_any_more_makes_room(shelf: FaceShelf) -> None:
    fill(shelf, 1, 2, 3)
    shelf.has(a_digest(2))  # still on a page
    fill(shelf, 4, 5)
    assert here(shelf) == [2, 4, 5]


def test_what_is_on_a_page_stays_though_more_is_wanted_than_there_is_room_for(
    shelf: FaceShelf,
) -> None:
    fill(shelf, 1, 2, 3)
    asked: list[str] = []
    shelf.wanted.connect(asked.append)

    def page() -> None:
        for number in range(1, 7):
            shelf.has(a_digest(number))

    shelf.changed.connect(page)
    page()
    for number in (4, 5, 6):
        shelf.put(a_digest(number), RED_PHOTO[1])
    assert here(shelf) == [1, 2, 3]
    assert asked == [a_digest(number) for number in (4, 5, 6)]  # once each, and no more


def test_a_folders_photos_come_off_the_ui_thread(faces: Faces, tmp_path: Path) -> None:
    folder = FolderPhotos(tmp_path)
    faces.shelf.wanted.connect(folder.fetch)
    folder.arrived.connect(faces.shelf.put)
    faces.show(RED_PHOTO[0])
    (tmp_path / f"{BLUE_PHOTO[0]}.jpg").write_bytes(BLUE_PHOTO[1])
    faces.show(RED_PHOTO[0], BLUE_PHOTO[0])
    until(lambda: faces.shelf.jpeg(BLUE_PHOTO[0]) is not None)
    assert faces.shelf.jpeg(RED_PHOTO[0]) is None
    (tmp_path / f"{RED_PHOTO[0]}.jpg").write_bytes(RED_PHOTO[1])  # the kiosk has got it
    faces.shelf.look_again()
    until(lambda: faces.shelf.jpeg(RED_PHOTO[0]) is not None)
    folder.stop()


def test_a_huge_file_in_the_folder_is_not_shown(faces: Faces, tmp_path: Path) -> None:
    folder = FolderPhotos(tmp_path)
    arrived: list[str] = []
    folder.arrived.connect(lambda digest, jpeg: arrived.append(digest))
    (tmp_path / f"{RED_PHOTO[0]}.jpg").write_bytes(bytes(LARGEST_PHOTO + 1))
    (tmp_path / f"{BLUE_PHOTO[0]}.jpg").write_bytes(BLUE_PHOTO[1])
    folder.fetch(RED_PHOTO[0])
    folder.fetch(BLUE_PHOTO[0])
    until(lambda: arrived == [BLUE_PHOTO[0]])
    folder.stop()


@pytest.mark.parametrize("side", [1, 40, 256, 400])
def test_the_provider_draws_at_the_size_that_was_asked_for(side: int) -> None:
    provider = FaceProvider(dict([RED_PHOTO]).get)
    image = provider.requestImage(RED_PHOTO[0], QSize(), QSize(side, side))
    assert image.size() == QSize(side, side)
    assert image.format() == QImage.Format.Format_ARGB32_Premultiplied


def test_thousands_of_requests_leave_no_memory_behind(qapp: QGuiApplication) -> None:
    provider = FaceProvider(dict([RED_PHOTO, BLUE_PHOTO]).get)

    def ask(times: int) -> None:
        for number in range(times):
            digest = (RED_PHOTO[0], BLUE_PHOTO[0], a_digest(number))[number % 3]
            provider.requestImage(digest, QSize(), QSize(20 + number % 90, 0))
        gc.collect()

    ask(300)
    before = memory()
    ask(3000)
    assert memory() - before < 8_000_000  # one picture kept in each would be 20 MB and more


def memory() -> int:
    return int(psutil.Process().memory_info().rss)


FACE = Face("ana-today", "Ana", "AR", 2)
WITH_PHOTO = replace(FACE, photo=RED_PHOTO[0])
FIRST_NAME_ONLY = replace(FACE, initials="A")


def house_with(face: Face) -> WallView:
    """Casa Norte with one person, whose offer is shown only with the photo."""
    offers = ("Starting a garden in a yard",) if face.photo else ()
    person = WallPerson(face, Mode.HELLO, TWELVE_PAST_NINE, offers=offers)
    return WallView("Casa Norte", "Europe/Madrid", TWELVE_PAST_NINE, 1, (person,))


def shows_red(window: QQuickWindow) -> bool:
    """Say whether anything on a window has the colour of the photo."""
    image = window.grabWindow()
    across, down = range(0, image.width(), 4), range(0, image.height(), 4)
    return any(is_near(image.pixelColor(x, y), RED) for x in across for y in down)


@pytest.fixture
def wall(qapp: QGuiApplication) -> Iterator[tuple[QQuickWindow, WallModel]]:
    """A wall's window and its model."""
    load_typeface()
    engine = make_engine()
    model = WallModel("en", lambda: TWELVE_PAST_NINE)
    look = {"model": model, "reducedMotion": True, "width": 800, "height": 500}
    window = open_window(engine, "WallWindow", look)
    QTest.qWaitForWindowExposed(window)
    yield window, model
    window.close()
    shiboken6.delete(engine)


def test_a_wall_loses_the_photo_of_whoever_shows_a_first_name_only(
    wall: tuple[QQuickWindow, WallModel],
) -> None:
    window, model = wall
    shelf = shelf_of(qmlEngine(window.contentItem()))

    def shows(view: WallView) -> None:
        shelf.keep_only(photos_in(view))
        model.showView(view)
        Screen(window).settle()

    shows(house_with(WITH_PHOTO))
    shelf.put(*RED_PHOTO)
    until(lambda: shows_red(window))
    shows(house_with(FIRST_NAME_ONLY))
    assert not shows_red(window)
    assert shelf.jpeg(RED_PHOTO[0]) is None


def test_the_kiosk_loses_the_photo_of_whoever_shows_a_first_name_only(
    screen: Screen, model: KioskModel
) -> None:
    shelf = shelf_of(qmlEngine(screen.window.contentItem()))
    model.showHouse(house_with(WITH_PHOTO))
    screen.settle()
    shelf.put(*RED_PHOTO)
    until(lambda: shows_red(screen.window))
    model.showHouse(house_with(FIRST_NAME_ONLY))
    screen.settle()
    assert not shows_red(screen.window)


def test_every_photo_of_a_walls_view_is_one_of_its_faces() -> None:
    asker, helper, host = (replace(FACE, photo=a_digest(number)) for number in (1, 2, 3))
    view = replace(
        house_with(WITH_PHOTO),
        featured=(Featured("A logo", asker, "Drawing a logo", helper),),
        awaited=(host,),
    )
    assert photos_in(view) == {RED_PHOTO[0], *(a_digest(number) for number in (1, 2, 3))}
    assert photos_in(house_with(FIRST_NAME_ONLY)) == frozenset()
