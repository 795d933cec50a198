"""The wall's news, from a file that a kiosk replaces."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.views import WallView
from kiosk.reports.wall import wall_view_from_json, wall_view_to_json
from ui.bridges.wall_feed import WallFeed
from ui.pictures.sample_views import wall_view

NEWS = wall_view(3, 8)
ARRIVES_WITHIN_MS = 4000  # less than the poll takes: the folder's watcher told of it


class Listener(QObject):
    """A wall that takes in what it hears, on its own thread."""

    def __init__(self, feed: WallFeed, qtbot: QtBot) -> None:
        super().__init__()
        self.views: list[WallView] = []
        self._qtbot = qtbot
        feed.arrived.connect(self.take)

    @Slot(object)
    def take(self, view: WallView) -> None:
        assert QThread.currentThread() is self.thread()
        self.views.append(view)

    def hears(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: len(self.views) == count, timeout=ARRIVES_WITHIN_MS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "wall.json"


@pytest.fixture
def feed(qapp: QGuiApplication, file: Path) -> Iterator[WallFeed]:
    feed = WallFeed(file, wall_view_from_json)
    yield feed
    feed.stop()


def publish(file: Path, news: bytes) -> None:
    """Replace the file whole, as a kiosk does."""
    fresh = file.with_suffix(".new")
    fresh.write_bytes(news)
    os.replace(fresh, file)


def test_news_that_is_there_already_arrives(feed, file, qtbot):
    publish(file, wall_view_to_json(NEWS))
    listener = Listener(feed, qtbot)
    feed.start()
    listener.hears(1)
    assert listener.views == [NEWS]


def test_a_replaced_file_arrives_again_and_again(feed, file, qtbot):
    listener = Listener(feed, qtbot)
    feed.start()
    for number, present in enumerate((8, 9, 10), 1):
        publish(file, wall_view_to_json(replace(NEWS, present=present)))
        listener.hears(number)
    assert [view.present for view in listener.views] == [8, 9, 10]


def test_the_same_file_is_read_once(qapp, file):
    reads: list[bytes] = []

    def read(plain: bytes) -> WallView:
        reads.append(plain)
        return wall_view_from_json(plain)

    publish(file, wall_view_to_json(NEWS))
    feed = WallFeed(file, read)
    for _ in range(3):
        feed.look()
    feed.stop()
    assert len(reads) == 1


def test_a_missing_file_is_no_trouble(feed):
    feed.look()
    feed.stop()


def test_a_broken_file_is_told_and_the_next_one_arrives(
    qapp: QGuiApplication, file: Path, qtbot: QtBot, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING ui.bridges.wall_feed: wall.json is not news of a wall")
    publish(file, b'{"present": "many"}')
    reads: list[bytes] = []

    def read(plain: bytes) -> WallView:
        reads.append(plain)
        return wall_view_from_json(plain)

    feed = WallFeed(file, read)
    listener = Listener(feed, qtbot)
    feed.start()
    qtbot.waitUntil(lambda: len(reads) == 1, timeout=ARRIVES_WITHIN_MS)
    publish(file, wall_view_to_json(NEWS))
    listener.hears(1)
    feed.stop()
    assert listener.views == [NEWS]
