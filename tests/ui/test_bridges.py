"""What crosses threads: camera frames, codes, and the core's answers."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, QThread, Slot

from kiosk.scanning.coaching import Advice
from kiosk.scanning.frames import Frame, Pixels, Sighting
from kiosk.scanning.loop import ScanLoop
from tests.scanning.played_camera import jpeg
from ui.bridges.background import Background
from ui.bridges.camera import CameraBridge, mirrored
from ui.bridges.core import CoreDesk
from ui.bridges.preview import LatestFrame, PreviewFrame, covering


def frame_with_a_red_left_half(width=1280, height=720, sightings=()):
    image = np.zeros((height, width, 3), np.uint8)
    image[:, : width // 2] = (0, 0, 255)  # BGR
    return Frame(Pixels(image), 0, 0.0, sightings=sightings)


class TwoFrames:
    """A source of two pictures, the second with a code in it."""

    name = "two frames"
    live = False

    def __init__(self):
        self._left = [frame_with_a_red_left_half(), frame_with_a_red_left_half()]

    @property
    def ended(self):
        return not self._left

    def read(self):
        return self._left.pop() if self._left else None

    def close(self):
        self._left.clear()


class PlayedReader:
    """Finds the same in every picture."""

    def __init__(self, *sightings):
        self._sightings = sightings

    def look(self, grey, at_s, *, quick=False):
        return self._sightings


class Receiver(QObject):
    """Lives on the thread of the screen."""

    def __init__(self, heard):
        super().__init__()
        self._heard = heard

    @Slot(str)
    def hear(self, text):
        self._heard.append((text, QThread.currentThread()))


def test_a_frame_is_shown_as_in_a_mirror(qapp):
    image = mirrored(frame_with_a_red_left_half(), 640, 360).image
    assert image.pixelColor(10, 180).name() == "#000000"
    assert image.pixelColor(630, 180).name() == "#ff0000"


def test_the_outline_follows_the_code_into_the_mirror(qapp):
    square = ((100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0))
    frame = frame_with_a_red_left_half(sightings=(Sighting("71", square),))
    ((first, *_),) = mirrored(frame, 640, 360).outlines
    # A little outside of the code: its top left corner is the picture's far right now.
    assert first == pytest.approx((640 - 50 + 4, 50 - 4))


@pytest.mark.parametrize(("width", "height"), [(400, 400), (640, 200), (1280, 720)])
def test_a_frame_fills_its_place_whatever_the_shape(qapp, width, height):
    image = mirrored(frame_with_a_red_left_half(), width, height).image
    assert (image.width(), image.height()) == (width, height)


@pytest.mark.parametrize(
    ("place", "held"), [((2560, 1440), (1280, 720)), ((2150, 1505), (1029, 720))]
)
def test_a_frame_for_a_large_screen_is_no_larger_than_the_camera_s(qapp, place, held):
    dot = ((640.0, 360.0),) * 4
    frame = frame_with_a_red_left_half(sightings=(Sighting("71", dot),))
    shown = mirrored(frame, *place)
    assert (shown.image.width(), shown.image.height()) == held
    assert shown.outlines[0][0] == pytest.approx((held[0] / 2, 360), abs=0.5)
    frames = LatestFrame()
    frames.picture.setSize(QSizeF(*place))
    frames.put(shown)
    assert frames.picture.textureSize() == QSize(*held)


@pytest.mark.parametrize(("width", "height"), [(150, 150), (320, 90), (640, 360), (1280, 720)])
def test_a_compressed_frame_is_shown_like_another_at_any_size(qapp, width, height):
    square = ((100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0))
    plain = frame_with_a_red_left_half(sightings=(Sighting("71", square),))
    compressed = replace(plain, picture=jpeg(plain.bgr()))
    one, other = (mirrored(frame, width, height) for frame in (plain, compressed))
    assert other.outlines == one.outlines
    assert (other.image.width(), other.image.height()) == (width, height)
    for across in (0.1, 0.4, 0.6, 0.9):
        colours = (shown.image.pixelColor(round(across * width), 40) for shown in (one, other))
        mine, theirs = colours
        assert abs(mine.red() - theirs.red()) < 8


def test_the_middle_of_the_picture_stays_the_middle_when_its_sides_are_cut(qapp):
    dot = ((640.0, 360.0),) * 4
    frame = frame_with_a_red_left_half(sightings=(Sighting("71", dot),))
    assert mirrored(frame, 400, 400).outlines[0][0] == pytest.approx((200, 200))


def test_a_frame_made_for_another_place_is_cut_rather_than_stretched():
    assert covering(QSize(300, 300), QSizeF(600, 400)) == QRectF(0, -100, 600, 600)
    assert covering(QSize(600, 400), QSizeF(600, 400)) == QRectF(0, 0, 600, 400)


def test_the_screen_is_told_once_until_it_looks(qapp):
    frames, told = LatestFrame(), []
    frames.ready.connect(lambda: told.append("ready"))
    newest = mirrored(frame_with_a_red_left_half(), 64, 36)
    frames.put(PreviewFrame(newest.image))
    frames.put(newest)
    assert told == ["ready"]
    assert frames.look() is newest
    frames.put(newest)
    assert told == ["ready", "ready"]


def test_codes_arrive_on_the_thread_of_the_screen(qtbot):
    loop = ScanLoop(TwoFrames(), reader=PlayedReader(Sighting("71", ((0.0, 0.0),) * 4)))
    frames = LatestFrame()
    bridge = CameraBridge(loop, frames)
    heard = []
    receiver = Receiver(heard)
    bridge.codeRead.connect(receiver.hear)
    with qtbot.waitSignal(bridge.cameraEnded):
        bridge.start()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("71", QThread.currentThread())] * 2
    assert bridge.stop(5)


def test_an_advice_arrives_as_its_name_and_its_end_as_nothing(qtbot):
    loop = ScanLoop(TwoFrames(), reader=PlayedReader())
    bridge = CameraBridge(loop, LatestFrame())
    heard = []
    receiver = Receiver(heard)
    bridge.adviceChanged.connect(receiver.hear)
    loop.on_advice(Advice.HOLD_STILL)
    loop.on_advice(None)
    assert [text for text, _ in heard] == ["hold_still", ""]


def test_no_picture_is_made_while_no_screen_has_a_place_for_it(qtbot):
    frames = LatestFrame()
    bridge = CameraBridge(ScanLoop(TwoFrames(), reader=PlayedReader()), frames)
    with qtbot.waitSignal(bridge.cameraEnded):
        bridge.start()
    assert frames.look() is None


def test_the_core_answers_on_the_thread_of_the_screen(qtbot):
    with ThreadPoolExecutor(1) as pool:
        background = Background(PlayedWorker(pool))
        answers = []
        background.run(
            lambda session: threading.current_thread().name,
            lambda where: answers.append((where, threading.current_thread())),
            answers.append,
        )
        qtbot.waitUntil(lambda: bool(answers))
    ((where, answered_on),) = answers
    assert where != threading.main_thread().name
    assert answered_on is threading.main_thread()


def test_answers_come_in_the_order_asked_and_failures_too(qtbot):
    def fail(session):
        raise ValueError("no")

    with ThreadPoolExecutor(1) as pool:
        background = Background(PlayedWorker(pool))
        answers = []
        background.run(lambda session: 1, answers.append, answers.append)
        background.run(fail, answers.append, lambda error: answers.append(str(error)))
        background.run(lambda session: session, answers.append, answers.append)
        qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == [1, "no", "the session"]


def test_a_scan_whose_page_fails_is_told_to_wall_and_server_all_the_same(qtbot):
    class PlayedCore:
        """Records every scan, and has no page for any."""

        def __init__(self):
            self.desk, self.told = self, []

        def scan(self, session, text):
            return text

        def outcome(self, session, scan):
            raise ValueError("no page")

        def recorded(self):
            self.told.append("recorded")

    core = PlayedCore()
    with ThreadPoolExecutor(1) as pool:
        desk = CoreDesk(core, Background(PlayedWorker(pool)))
        desk.scan("71", core.told.append, lambda error: core.told.append(str(error)))
        qtbot.waitUntil(lambda: len(core.told) == 2)
    assert core.told == ["no page", "recorded"]


class PlayedWorker:
    """The core worker's shape: jobs get a session, one after the other."""

    def __init__(self, pool):
        self._pool = pool

    def submit(self, job):
        return self._pool.submit(job, "the session")
