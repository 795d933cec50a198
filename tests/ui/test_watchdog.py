"""What the service manager hears of a kiosk, on a socket like its own."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from kiosk.store.engines import open_writer
from kiosk.worker import CoreWorker
from ui.bridges.watchdog import Watchdog, WorkerPulse

PERIOD_US = 150_000
SEVERAL_PERIODS_S = 0.6
HEARD_WITHIN_S = 10.0


class Manager:
    """Hears what it is told; reading from it keeps this thread, the screen's, from all else."""

    def __init__(self, address: str) -> None:
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind("\0" + address[1:] if address.startswith("@") else address)
        self.environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": str(PERIOD_US)}

    def heard(self) -> list[str]:
        """Return what has come already."""
        return list(iter(self._next, ""))

    def _next(self) -> str:
        try:
            return self.ear.recv(4096, socket.MSG_DONTWAIT).decode()
        except (BlockingIOError, TimeoutError):
            return ""


@pytest.fixture(params=["path", "abstract"])
def manager(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Manager]:
    path = str(tmp_path / "notify")
    manager = Manager("@" + path if request.param == "abstract" else path)
    yield manager
    manager.ear.close()


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[CoreWorker]:
    worker = CoreWorker(open_writer(f"sqlite:///{tmp_path / 'lobby.db'}"), "here")
    yield worker
    worker.stop()


@pytest.fixture
def parent(qapp) -> QObject:
    return QObject()


def test_a_kiosk_tells_that_it_is_ready_that_it_lives_and_that_it_stops(manager, parent, qtbot):
    watchdog = Watchdog(manager.environment, parent)
    watchdog.waiting("Plug it in.", 75)
    assert manager.heard() == ["STATUS=Plug it in.\nEXTEND_TIMEOUT_USEC=75000000"]
    watchdog.ready(())
    assert manager.heard() == ["READY=1\nSTATUS=People can check in."]
    qtbot.waitUntil(lambda: "WATCHDOG=1" in manager.heard())
    watchdog.stopping()
    assert manager.heard()[-1] == "STOPPING=1"


def test_a_screen_that_hangs_sends_no_notice(manager, parent, qtbot):
    watchdog = Watchdog(manager.environment, parent)
    watchdog.ready(())
    qtbot.waitUntil(lambda: "WATCHDOG=1" in manager.heard())
    manager.ear.settimeout(SEVERAL_PERIODS_S)
    with pytest.raises(TimeoutError):
        manager.ear.recv(4096)  # on the screen's own thread, which does nothing else meanwhile
    qtbot.waitUntil(lambda: "WATCHDOG=1" in manager.heard())
    watchdog.stopping()


def test_a_core_that_hangs_sends_no_notice_and_one_that_goes_on_does(
    manager, worker, parent, qtbot
):
    watchdog = Watchdog(manager.environment, parent)
    may_go_on = threading.Event()
    asked = list[None]()

    def is_asked() -> bool:
        asked.append(None)
        return True

    watchdog.ready((is_asked, WorkerPulse(worker)))
    qtbot.waitUntil(lambda: "WATCHDOG=1" in manager.heard())
    worker.submit(lambda _: may_go_on.wait(HEARD_WITHIN_S))
    at = len(asked)
    qtbot.waitUntil(lambda: len(asked) > at + 2)  # the pulse from before may still have been there
    manager.heard()
    qtbot.waitUntil(lambda: len(asked) > at + 6)
    assert manager.heard() == []
    may_go_on.set()
    qtbot.waitUntil(lambda: "WATCHDOG=1" in manager.heard())
    watchdog.stopping()


def test_nobody_is_told_where_no_manager_started_it(parent):
    watchdog = Watchdog({}, parent)
    watchdog.ready(())
    watchdog.stopping()


def test_a_manager_that_is_gone_troubles_nobody(manager, parent):
    watchdog = Watchdog(manager.environment | {"NOTIFY_SOCKET": "/nowhere/notify"}, parent)
    watchdog.ready(())
    watchdog.stopping()
