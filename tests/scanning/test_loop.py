"""The scanning loop: order, loss and return, and troubles it must outlive."""

import itertools
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from kiosk.errors import PictureError
from kiosk.scanning.camera import Camera
from kiosk.scanning.coaching import Advice
from kiosk.scanning.files import open_file
from kiosk.scanning.frames import Frame, Image, Jpeg, Pace, Picture, Pixels, Sighting
from kiosk.scanning.loop import ScanLoop
from kiosk.scanning.newest import NewestFrame
from kiosk.scanning.reader import CodeReader
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from tests.scanning.played_camera import GONE, Hang, PlayedDriver, jpeg, noisy, wait_until

ENOUGH_S = 20.0

Step = Image | Picture | Exception | None


class ScriptedSource:
    """A source that gives what its script says: pictures, a gap or a trouble."""

    name = "scripted"

    def __init__(self, steps: Iterable[Step], *, live: bool) -> None:
        self.live = live
        self.ended = False
        self.is_closed = False
        self._steps = enumerate(steps)

    def read(self) -> Frame | None:
        number, step = next(self._steps, (-1, None))
        self.ended = number < 0
        if isinstance(step, Exception):
            raise step
        if step is None:
            return None
        picture = Pixels(step) if isinstance(step, np.ndarray) else step
        return Frame(picture, number, time.monotonic())

    def close(self) -> None:
        self.is_closed = True


class PlayedReader:
    """Answers each look with what the function does, whatever the picture."""

    def __init__(self, answer: Callable[[], Sequence[Sighting]]) -> None:
        self._answer = answer

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]:
        return self._answer()


class Story:
    """Hears what a loop tells, and can wait for it to be over."""

    def __init__(self, loop: ScanLoop) -> None:
        self.told: list[str] = []
        self.frames: list[Frame] = []
        self.is_over = threading.Event()
        loop.on_frame = self.frames.append
        loop.on_codes = lambda texts: self.told.append("+".join(texts))
        loop.on_lost = lambda: self.told.append("lost")
        loop.on_found = lambda: self.told.append("found")
        loop.on_end = self.is_over.set

    def told_in_full(self) -> list[str]:
        assert self.is_over.wait(ENOUGH_S)
        return self.told


@pytest.fixture
def blank() -> Image:
    return np.full((300, 300, 3), 90, np.uint8)


def run(source: ScriptedSource) -> Story:
    loop = ScanLoop(source)
    story = Story(loop)
    loop.start()
    assert story.is_over.wait(ENOUGH_S)
    assert loop.stop(timeout_s=ENOUGH_S)
    return story


def test_of_a_file_every_frame_is_decoded_in_order(symbol, blank):
    texts = [f"code {n}" for n in range(12)]
    pictures = itertools.chain.from_iterable((symbol(text), blank) for text in texts)
    story = run(ScriptedSource(pictures, live=False))
    assert story.told == texts
    assert [frame.number for frame in story.frames] == list(range(24))
    assert [sighting.text for frame in story.frames for sighting in frame.sightings] == texts


def test_the_code_in_the_newest_frame_of_a_camera_is_always_decoded(symbol, blank):
    story = run(ScriptedSource([blank] * 50 + [symbol("newest")], live=True))
    assert story.told == ["newest"]


def test_a_camera_that_goes_away_is_lost_once_and_found_when_it_is_back(symbol, blank):
    source = ScriptedSource([blank, None, None, symbol("back")], live=True)
    assert run(source).told == ["lost", "found", "back"]


def test_a_loop_outlives_a_camera_with_a_loose_plug():
    driver = PlayedDriver()
    camera = Camera(0, open_capture=driver.open)
    loop = ScanLoop(camera)
    first_frame, lost, back_again = threading.Event(), threading.Event(), threading.Event()
    loop.on_frame = lambda _: first_frame.set()
    loop.on_lost, loop.on_found = lost.set, back_again.set
    driver.play(noisy(1))
    loop.start()
    assert first_frame.wait(ENOUGH_S)
    driver.is_plugged = False
    driver.play(GONE)
    assert lost.wait(ENOUGH_S)
    driver.is_plugged = True
    driver.play(noisy(2))
    assert back_again.wait(ENOUGH_S)
    driver.play(GONE)
    assert loop.stop(timeout_s=ENOUGH_S)
    assert camera.ended


def test_a_loop_stops_in_time_though_the_camera_hangs():
    driver, hang = PlayedDriver(), Hang()
    loop = ScanLoop(Camera(0, open_capture=driver.open))
    first_frame = threading.Event()
    loop.on_frame = lambda _: first_frame.set()
    driver.play(noisy(), hang)
    loop.start()
    assert first_frame.wait(ENOUGH_S)
    assert loop.stop(timeout_s=2.0)
    hang.set()


class Text(str):
    """A text of which a test can see whether anybody still keeps it."""


@pytest.mark.parametrize("lost_while_looked_at", [False, True])
def test_while_a_camera_is_away_no_text_is_kept(blank, monkeypatch, lost_while_looked_at):
    is_looking, is_idle = threading.Event(), threading.Event()
    is_lost, may_end = threading.Event(), threading.Event()
    texts: list[weakref.ref[Text]] = []
    take = NewestFrame.take

    def steps() -> Iterable[Step]:
        yield blank
        assert (is_looking if lost_while_looked_at else is_idle).wait(ENOUGH_S)
        yield None
        assert may_end.wait(ENOUGH_S)

    def look() -> list[Sighting]:
        is_looking.set()
        assert not lost_while_looked_at or is_lost.wait(ENOUGH_S)
        text = Text("71")
        texts.append(weakref.ref(text))
        return [Sighting(text, ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)))]

    def take_another(slot: NewestFrame) -> Frame | None:
        if texts and threading.current_thread().name == "camera-decoder":
            is_idle.set()
        return take(slot)

    monkeypatch.setattr(NewestFrame, "take", take_another)
    loop = ScanLoop(ScriptedSource(steps(), live=True), reader=PlayedReader(look))
    loop.on_lost = is_lost.set
    loop.start()
    assert is_lost.wait(ENOUGH_S)
    wait_until(lambda: bool(texts) and texts[0]() is None, "it is forgotten")
    may_end.set()
    assert loop.stop(timeout_s=ENOUGH_S)


def test_a_failing_listener_is_logged_and_the_next_code_is_told(symbol, expected_log):
    expected_log("ERROR kiosk.scanning: a listener of scripted failed")
    loop = ScanLoop(ScriptedSource([symbol("one"), symbol("two")], live=False))
    story = Story(loop)

    def fail_once(texts: list[str]) -> None:
        story.told += texts
        if texts == ["one"]:
            raise RuntimeError("a listener's own trouble")

    loop.on_codes = fail_once
    loop.start()
    assert story.told_in_full() == ["one", "two"]


def test_a_failing_decoder_is_logged_and_the_next_frame_is_decoded(blank, expected_log):
    expected_log("ERROR kiosk.scanning: frame 0 of scripted could not be decoded")
    corner = (0.0, 0.0)
    answers = iter([None, [Sighting("second", (corner, corner, corner, corner))]])

    def look() -> list[Sighting]:
        answer = next(answers)
        if answer is None:
            raise RuntimeError("a decoder's own trouble")
        return answer

    loop = ScanLoop(ScriptedSource([blank, blank], live=False), reader=PlayedReader(look))
    story = Story(loop)
    loop.start()
    assert story.told_in_full() == ["second"]


def test_a_frame_that_is_no_picture_is_logged_and_the_next_one_is_decoded(symbol, expected_log):
    expected_log("ERROR kiosk.scanning: frame 0 of scripted could not be decoded")
    odd = np.zeros((300, 300, 2), np.uint8)  # neither grey nor coloured
    assert run(ScriptedSource([odd, symbol("next")], live=False)).told == ["next"]


def test_a_file_that_breaks_is_logged_given_back_and_over(blank, expected_log):
    expected_log("ERROR kiosk.scanning: scanning scripted ended unexpectedly")

    def steps() -> Iterable[Step]:
        yield blank
        raise OSError("a reader's own trouble")

    source = ScriptedSource(steps(), live=False)
    run(source)
    assert source.is_closed


def test_a_camera_that_fails_in_a_way_nobody_foresaw_is_lost_and_tried_again(
    symbol, blank, expected_log
):
    expected_log("ERROR kiosk.scanning: reading scripted failed")
    trouble = RuntimeError("can't start new thread")
    source = ScriptedSource([blank, trouble, symbol("back")], live=True)
    assert run(source).told == ["lost", "found", "back"]


def test_a_damaged_picture_is_told_in_the_log_and_the_rest_is_scanned(symbol, expected_log):
    expected_log(r"WARNING kiosk.scanning: 2\.png is damaged")
    trouble = PictureError("2.png is damaged or cut off: copy or export it again.")
    story = run(ScriptedSource([symbol("1"), trouble, symbol("3")], live=False))
    assert story.told == ["1", "3"]


def test_reading_goes_on_while_a_frame_is_being_decoded(blank):
    reading_went_on = threading.Event()
    waited: list[bool] = []

    def look() -> list[Sighting]:
        waited.append(reading_went_on.wait(ENOUGH_S))
        return []

    loop = ScanLoop(ScriptedSource(itertools.repeat(blank), live=True), reader=PlayedReader(look))
    seen: list[Frame] = []

    def count(frame: Frame) -> None:
        seen.append(frame)
        if len(seen) == 3:
            reading_went_on.set()

    loop.on_frame = count
    loop.start()
    assert reading_went_on.wait(ENOUGH_S)
    assert loop.stop(timeout_s=ENOUGH_S)
    assert waited[0]


def test_stopping_gives_the_source_back_and_is_not_the_end_of_it(blank):
    source = ScriptedSource(itertools.repeat(blank), live=True)
    loop = ScanLoop(source)
    story = Story(loop)
    first_frame = threading.Event()
    loop.on_frame = lambda _: first_frame.set()
    loop.start()
    assert first_frame.wait(ENOUGH_S)
    assert loop.stop(timeout_s=ENOUGH_S)
    assert loop.stop(timeout_s=ENOUGH_S)
    assert source.is_closed
    assert not story.is_over.is_set()


def test_stopping_does_not_wait_for_a_camera_that_hangs(blank):
    may_end = threading.Event()

    def steps() -> Iterable[Step]:
        yield blank
        may_end.wait(ENOUGH_S)
        yield blank

    loop = ScanLoop(ScriptedSource(steps(), live=True))
    first_frame = threading.Event()
    loop.on_frame = lambda _: first_frame.set()
    loop.start()
    assert first_frame.wait(ENOUGH_S)
    assert not loop.stop(timeout_s=0.01)
    may_end.set()
    assert loop.stop(timeout_s=ENOUGH_S)


def test_a_loop_never_started_can_be_stopped(blank):
    assert ScanLoop(ScriptedSource([blank], live=True)).stop(timeout_s=0.0)


def test_two_codes_are_told_in_the_order_in_which_the_mirror_shows_them(symbol, blank):
    first, second = symbol("first"), symbol("second")
    picture = np.full((400, 900, 3), 90, np.uint8)
    picture[:, 450:].fill(95)
    for code, left in ((second, 20), (first, 500)):
        picture[40 : 40 + code.shape[0], left : left + code.shape[1]] = code
    assert run(ScriptedSource([picture], live=False)).told == ["first+second"]


def test_one_text_seen_twice_in_a_frame_is_told_once(symbol):
    twice = np.hstack([symbol("71"), symbol("71")])
    assert run(ScriptedSource([twice], live=False)).told == ["71"]


class PlayedCoach:
    """Says one thing after the other, whatever is shown."""

    def __init__(self, *words: Advice | None) -> None:
        self._words = iter(words)
        self.shown: list[int] = []

    def advise(self, grey: Image, sightings: Sequence[Sighting], at_s: float) -> Advice | None:
        self.shown.append(len(sightings))
        return next(self._words)


def test_advice_is_told_when_it_changes_and_only_then(blank, symbol):
    closer, still = Advice.COME_CLOSER, Advice.HOLD_STILL
    coach = PlayedCoach(None, closer, closer, still, None, None)
    pictures = [blank] * 5 + [symbol("71")]
    loop = ScanLoop(ScriptedSource(pictures, live=False), coach=coach)
    story, advice = Story(loop), []
    loop.on_advice = advice.append
    loop.start()
    assert story.told_in_full() == ["71"]
    assert advice == [closer, still, None]
    assert coach.shown == [0, 0, 0, 0, 0, 1], "the coach knows what was read"


def test_advice_that_still_holds_is_told_anew_once_the_camera_is_back(blank):
    coach = PlayedCoach(*[Advice.HOLD_STILL] * 3)
    loop = ScanLoop(ScriptedSource([blank, blank, None, blank], live=False), coach=coach)
    story, advice = Story(loop), []
    loop.on_advice = advice.append
    loop.start()
    assert story.told_in_full() == ["lost", "found"]
    assert advice == [Advice.HOLD_STILL] * 2


class DimmableSource(ScriptedSource):
    """A source whose exposure can be set."""

    def __init__(self, steps: Iterable[Step]) -> None:
        super().__init__(steps, live=False)
        self.exposures: list[int] = []

    def read(self) -> Frame | None:
        frame = super().read()
        return frame and replace(frame, taken_at_s=frame.number / 30)

    def expose(self, level: int) -> None:
        self.exposures.append(level)


def test_a_screen_too_bright_to_be_read_is_exposed_shorter_and_then_as_before():
    room = np.full((360, 640, 3), 60, np.uint8)
    bright = room.copy()
    bright[60:300, 250:400] = 255
    dimmed = np.full((360, 640, 3), 30, np.uint8)
    source = DimmableSource([room] + [bright] * 12 + [dimmed] * 70)
    run(source)
    assert source.exposures == [1, 0]


@pytest.mark.parametrize("live", [False, True])
def test_a_frame_garbled_on_the_way_is_dropped_without_a_word(symbol, live):
    whole = jpeg(symbol("whole"))
    garbled = Jpeg(whole.data[:400], whole.size)
    loop = ScanLoop(ScriptedSource([garbled, whole], live=live))
    story = Story(loop)
    loop.on_frame = lambda frame: story.told.append(f"{frame.bgr().ndim} dimensions")
    loop.start()
    assert "whole" in story.told_in_full()


def test_the_thread_that_reads_the_camera_decodes_nothing(symbol):
    decoded_on: set[str] = set()

    class Watched(Jpeg):
        def _decoded(self, how: int) -> Image:
            decoded_on.add(threading.current_thread().name)
            return super()._decoded(how)

    whole = jpeg(symbol("71"))
    source = ScriptedSource((Watched(whole.data, whole.size) for _ in range(20)), live=True)
    loop = ScanLoop(source)
    story = Story(loop)
    loop.on_frame = lambda frame: decoded_on.add(f"{frame.preview(64, 64).ndim} dimensions")
    loop.start()
    story.told_in_full()
    assert decoded_on == {"camera-decoder", "camera-preview", "3 dimensions"}


def test_the_outline_of_a_code_that_moves_is_where_the_code_is(symbol, digits):
    """Also in the frames that nobody had the time to decode."""
    code = symbol(digits)
    size, quiet = code.shape[0], 20
    lefts: list[int] = []
    reader, looks, pace = CodeReader(), list[int](), Pace(15)

    def picture(left: int) -> Image:
        lefts.append(left)
        scene = np.random.default_rng(3).integers(60, 90, (480, 800, 3), np.uint8)
        scene[100 : 100 + size, left : left + size] = code
        return scene

    def steps() -> Iterable[Image]:
        while len(looks) < 2:
            pace.wait()
            yield picture(100)
        for left in range(110, 260, 10):
            pace.wait()
            yield picture(left)

    class OneLook:
        def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]:
            looks.append(1)
            return reader.look(grey, at_s) if len(looks) == 1 else ()

    loop = ScanLoop(ScriptedSource(steps(), live=True), reader=OneLook())
    story = Story(loop)
    loop.start()
    story.told_in_full()
    moved = [frame for frame in story.frames if frame.sightings and lefts[frame.number] > 100]
    assert moved
    for frame in moved:
        expected = lefts[frame.number] + quiet
        across = [x for x, _ in frame.sightings[0].corners]
        assert min(across) == pytest.approx(expected, abs=4)


def test_a_member_in_the_simulated_lobby_is_scanned_live_and_outlined(digits):
    rhythm = Rhythm(hold_s=0.4, pause_s=0.0, first_after_s=0.0, loop=False)
    loop = ScanLoop(SimulatedLobby([HeldCode(digits)], rhythm=rhythm))
    story = Story(loop)
    loop.start()
    assert set(story.told_in_full()) == {digits}
    outlined = [frame for frame in story.frames if frame.sightings]
    assert outlined, "the preview shows where the code was seen"


def test_a_clip_scans_the_same_through_the_loop_as_from_the_file(
    lobby_frames: Callable[..., list[Image]], digits, clip
):
    loop = ScanLoop(open_file(clip(lobby_frames(HeldCode(digits))), paced=False))
    story = Story(loop)
    loop.start()
    assert set(story.told_in_full()) == {digits}
