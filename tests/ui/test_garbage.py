"""Who takes away what nobody holds any more."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from ui.bridges.garbage import Garbage


class Ring:
    """Holds itself, so that only the collector can take it away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def garbage() -> Iterator[Garbage]:
    parent = QObject()
    yield Garbage(parent)
    gc.enable()


def test_only_the_ui_thread_takes_garbage_away(qtbot, garbage) -> None:
    taken_on: list[threading.Thread] = []
    weakref.finalize(Ring(), lambda: taken_on.append(threading.current_thread()))

    def make_much() -> None:
        kept = [Ring() for _ in range(50_000)]
        kept.clear()

    other = threading.Thread(target=make_much)
    other.start()
    other.join()
    assert taken_on == []
    qtbot.waitUntil(lambda: bool(taken_on))

    assert taken_on == [threading.main_thread()]
