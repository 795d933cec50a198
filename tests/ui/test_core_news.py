"""What the screen hears of a running core."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from kiosk.app import Core
from kiosk.domain.facts import CheckedIn
from kiosk.domain.people import Mode
from kiosk.domain.spaces import ByName
from kiosk.settings import DataFolder
from kiosk.store.directory import save_space
from kiosk.store.outbox import MOST_TRIES, Failure, note_failure
from kiosk.store.station import Said, say
from kiosk.sync.link import ServerAddress
from tests.house import ANA, MONDAY_NINE, House
from ui.bridges.background import Background
from ui.bridges.core import CoreDesk, CoreNews

WITHIN_MS = 10_000


class ComeBackLater(BaseHTTPRequestHandler):
    """Asks everybody for more patience than a test has, so that no second try comes."""

    def do_GET(self) -> None:
        self.send_response(503)
        self.send_header("Retry-After", "3600")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def busy_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), ComeBackLater)
    serving = threading.Thread(target=server.serve_forever, name="busy-server")
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture
def core(house: House, tmp_path: Path, busy_server: str) -> Iterator[Core]:
    """A kiosk of Casa Norte whose server is busy."""
    folder = DataFolder(tmp_path)
    core = Core(folder, folder.lock(), house.engine, ServerAddress(busy_server, "token"))
    yield core
    core.stop()


def test_what_waits_for_the_server_is_counted_anew_after_every_record(
    qapp: QGuiApplication, qtbot: QtBot, core: Core, house: House
) -> None:
    news = CoreNews()
    heard: list[tuple[str, int, int]] = []
    news.sync.connect(lambda *standing: heard.append(standing))
    core.start(news.news())
    qtbot.waitUntil(lambda: ("waiting", 0, 0) in heard, timeout=WITHIN_MS)
    desk = CoreDesk(core, Background(core.worker))
    answered: list[object] = []
    desk.scan(house.code(ANA), answered.append, answered.append)
    qtbot.waitUntil(lambda: heard.count(("waiting", 1, 0)) > 1, timeout=WITHIN_MS)
    # The server asked for patience twice, when it was asked for news and when it got the scan:
    # from now on nothing but the record itself can be the reason to count.
    desk.set_mode(ANA, Mode.HEADS_DOWN, answered.append, answered.append)
    qtbot.waitUntil(lambda: ("waiting", 2, 0) in heard, timeout=WITHIN_MS)


def test_a_screen_that_fails_keeps_nothing_from_the_wall(
    qapp: QGuiApplication, qtbot: QtBot, core: Core, house: House
) -> None:
    news = CoreNews()
    present: list[int] = []
    news.house.connect(lambda view: present.append(view.present))
    core.start(news.news())
    qtbot.waitUntil(lambda: present == [0], timeout=WITHIN_MS)
    desk = CoreDesk(core, Background(core.worker))

    def fails(_: object) -> None:
        raise RuntimeError("this page cannot be drawn")

    with qtbot.captureExceptions() as raised:
        desk.scan(house.code(ANA), fails, fails)
        qtbot.waitUntil(lambda: present[-1] == 1, timeout=WITHIN_MS)
        desk.leave(ANA, fails, fails)
        qtbot.waitUntil(lambda: present[-1] == 0, timeout=WITHIN_MS)
    assert [str(error) for _, error, _ in raised] == ["this page cannot be drawn"] * 2


@pytest.mark.parametrize("way", ["scan", "name"])
def test_a_page_that_cannot_be_made_keeps_nothing_from_the_wall(
    qtbot: QtBot, core: Core, house: House, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    with house.session() as session, session.begin():
        save_space(session, replace(house.space, by_name=ByName.TRUST))
    news = CoreNews()
    present: list[int] = []
    news.house.connect(lambda view: present.append(view.present))
    core.start(news.news())
    qtbot.waitUntil(lambda: present == [0], timeout=WITHIN_MS)
    desk, failures = CoreDesk(core, Background(core.worker)), list[Exception]()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no page")

    monkeypatch.setattr(core.desk, "outcome", fails)
    if way == "scan":
        desk.scan(house.code(ANA), fails, failures.append)
    else:
        desk.check_in_by_name(ANA, "", fails, failures.append)
    qtbot.waitUntil(lambda: present[-1] == 1, timeout=WITHIN_MS)
    assert [str(error) for error in failures] == ["no page"]


def test_a_stuck_scan_counts_among_what_waits(
    qapp: QGuiApplication, qtbot: QtBot, core: Core, house: House
) -> None:
    news = CoreNews()
    heard: list[tuple[str, int, int]] = []
    news.sync.connect(lambda *standing: heard.append(standing))

    def get_stuck(session: Session) -> None:
        fact = say(session, Said(CheckedIn(), house.space.id, ANA), MONDAY_NINE)
        for _ in range(MOST_TRIES):
            note_failure(session, [fact.id], Failure(MONDAY_NINE, "it went wrong"))

    core.worker.submit(get_stuck).result()
    core.start(news.news())
    qtbot.waitUntil(lambda: ("waiting", 1, 0) in heard, timeout=WITHIN_MS)


def test_the_wall_is_told_of_what_was_recorded_and_not_of_a_pass_that_lies_there(
    qapp: QGuiApplication, qtbot: QtBot, core: Core, house: House
) -> None:
    news = CoreNews()
    views: list[object] = []
    news.house.connect(views.append)
    core.start(news.news())
    desk = CoreDesk(core, Background(core.worker))
    answered: list[object] = []

    def answer_to(touch: Callable[..., None], *words: object) -> int:
        """Return how often the wall was told until all that a touch set off is over."""
        before, said = len(views), len(answered)
        touch(*words, answered.append, answered.append)
        qtbot.waitUntil(lambda: len(answered) > said, timeout=WITHIN_MS)
        # The wall's view is made by the same worker; behind this, everything before it is through.
        core.worker.submit(lambda session: None).result()
        QGuiApplication.processEvents()
        return len(views) - before

    qtbot.waitUntil(lambda: len(views) == 1, timeout=WITHIN_MS)
    assert answer_to(desk.scan, house.code(ANA)) == 1
    assert [answer_to(desk.scan, house.code(ANA)) for _ in range(3)] == [0, 0, 0]
    assert answer_to(desk.stay, ANA) == 0
    assert answer_to(desk.set_mode, ANA, Mode.HEADS_DOWN) == 1
