"""From pixels to pages: what stays under the camera for minutes, decoded frame by frame."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Slot

from kiosk.scanning.frames import Frame, Pixels
from kiosk.scanning.loop import ScanLoop
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from tests.house import ANA, BEA, House, member
from tests.house import house as house  # the fixture
from tests.ui.conftest import RULES
from ui.bridges.camera import CameraBridge
from ui.bridges.preview import LatestFrame
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import STAYS_S, HouseRules, Page

MINUTES, FRAME_EVERY_S = 4, 2.0
HELD_STILL = 12


class CardLeftLying:
    """A camera under which the same things lie in every frame, and whose time is the test's."""

    name, live, ended = "a card left lying", False, False

    def __init__(self, picture: Frame, house: House, clock) -> None:
        self._picture, self._house, self._clock = picture, house, clock
        self._number = 0

    def read(self) -> Frame:
        self._number += 1
        self._clock.now_s += FRAME_EVERY_S
        self._house.now += timedelta(seconds=FRAME_EVERY_S)
        self.ended = self._number * FRAME_EVERY_S >= MINUTES * 60
        return replace(self._picture, number=self._number, taken_at_s=self._clock.now_s)

    def close(self) -> None:
        self.ended = True


@dataclass
class HouseDesk:
    """The core of a real house, answering at once."""

    house: House
    scans: int = 0

    def scan(self, text, done, failed):
        self.scans += 1
        done(self.house.scan(text))


class Lobby(QObject):
    """Hands codes to a kiosk whose pages run out in the test's time."""

    def __init__(self, model: KioskModel, clock) -> None:
        super().__init__()
        self._model, self._clock, self._due_s = model, clock, 0.0
        self.pages: list[tuple[str, str]] = []
        model.answered.connect(self._page_up)

    @Slot(str)
    def _page_up(self, page: str) -> None:
        self.pages.append((page, self._model.page.name))
        self._due_s = self._clock.now_s + STAYS_S[Page(page)]

    @Slot(str)
    def hear(self, text: str) -> None:
        if self._model.page.kind != "idle" and self._clock.now_s >= self._due_s:
            self._model.timedOut()
        self._model.codeRead(text)


@pytest.fixture
def leave_lying(qtbot, house, clock):
    """Put codes under a camera for minutes; answers the pages that came up, and the last."""

    def lie(*codes: HeldCode):
        model = KioskModel(HouseRules(), now=lambda: house.now, monotonic_s=clock)
        desk = HouseDesk(house)
        model.openHouse(desk, RULES)
        lobby = Lobby(model, clock)
        loop = ScanLoop(CardLeftLying(_picture_of(codes), house, clock))
        bridge = CameraBridge(loop, LatestFrame())
        # The camera's thread waits for the screen's, so that both live in the test's time.
        bridge.codeRead.connect(lobby.hear, Qt.ConnectionType.BlockingQueuedConnection)
        with qtbot.waitSignal(bridge.cameraEnded, timeout=30_000):
            bridge.start()
        assert bridge.stop(5.0)
        return lobby.pages, model.page.kind, desk.scans

    return lie


def _picture_of(codes) -> Frame:
    """Film codes held still side by side."""
    pictures = []
    for code in codes:
        rhythm = Rhythm(frames_per_s=10, first_after_s=0.2, loop=False, paced=False)
        lobby = SimulatedLobby([code], rhythm=rhythm)
        for _ in range(HELD_STILL):
            lobby.read()
        pictures.append(lobby.read())
    return pictures[0] if len(pictures) == 1 else _side_by_side(*pictures)


def _side_by_side(left: Frame, right: Frame) -> Frame:
    both = np.hstack([frame.bgr()[:, 300:940] for frame in (left, right)])
    return Frame(Pixels(both), 0, 0.0)


def test_a_card_left_lying_is_one_check_in_and_one_page(leave_lying, house):
    pages, last, scans = leave_lying(HeldCode(house.code(ANA), "card"))
    assert scans > 100  # it really was read all the time
    assert house.kinds() == ["checked_in"]
    assert pages == [("welcome", "Ana")]
    assert last == "idle"


def test_two_cards_left_lying_have_a_check_in_and_a_page_each(leave_lying, house):
    house.join(member(BEA, "Bea Ruiz"))
    cards = (HeldCode(house.code(ANA), "card"), HeldCode(house.code(BEA), "card"))
    pages, last, _ = leave_lying(*cards)
    assert house.kinds() == ["checked_in", "checked_in"]
    assert sorted(pages) == [("welcome", "Ana"), ("welcome", "Bea")]
    assert last == "idle"


def test_a_poster_beside_the_card_changes_nothing(leave_lying, house, caplog):
    poster = HeldCode("https://example.org/wifi", "card")
    pages, last, _ = leave_lying(poster, HeldCode(house.code(ANA), "card"))
    assert house.kinds() == ["checked_in"]
    assert (pages, last) == ([("welcome", "Ana")], "idle")
    assert "example.org" not in caplog.text


def test_a_poster_alone_is_never_mentioned(leave_lying, house, caplog):
    pages, last, scans = leave_lying(HeldCode("https://example.org/wifi", "card"))
    assert (house.kinds(), pages, last) == ([], [], "idle")
    assert scans > 0
    assert "example.org" not in caplog.text
