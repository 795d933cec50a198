"""A frame handed over until the welcome page is painted, in the kiosk's own program.

    python tests/bench/bench_welcome.py [--arrivals N]

The program runs as `lobby kiosk` does: offscreen, software renderer, 5,000 members of whom 40 are
in, and a server that is absent. Its camera sees an empty lobby at 15 frames a second, and then one
member after the other who holds up a pass. Baselines: plain zxing-cpp on the same frames, a commit
of one row in the same folder, and an empty window's frame. Exit code 1 if a budget is missed.
"""

import argparse
import gc
import os
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QSG_RENDER_LOOP": "basic", "QT_SCALE_FACTOR": "1"}

from bare import bare_commits_ms, bare_decoding_ms, bare_frames_ms
from crowd import crowd, paired_folder, pass_of
from PySide6.QtCore import Qt, QTimer
from table import Table
from waiting import pause, wait_until

import kiosk.scanning.sources
import ui.bridges.background
from kiosk.scanning.frames import Frame, Image, Pace, Pixels
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from ui.application import make_application
from ui.programs.kiosk import KioskProgram
from ui.programs.program import WindowOptions

FROM_FRAME_MS, FROM_TEXT_MS = 150.0, 100.0
MEMBERS, PRESENT = 5_000, 40
FRAMES_PER_S = 15.0
HELD_STILL_AT_S = 1.2
COMES_AFTER_MS = 700


class PreparedLobby:
    """A camera that sees the empty lobby, or what it is told to see."""

    name, live, ended = "prepared lobby", True, False

    def __init__(self, empty: Image) -> None:
        self._empty, self._pace, self._number = empty, Pace(FRAMES_PER_S), 0
        self._shown: Image | None = None
        self.handed_over_s: float | None = None

    def show(self, image: Image | None) -> None:
        """Let the next frames be this one; without an image the lobby is empty again."""
        self._shown, self.handed_over_s = image, None

    def read(self) -> Frame:
        self._pace.wait()
        self._number += 1
        shown, now_s = self._shown, time.perf_counter()
        if shown is not None and self.handed_over_s is None:
            self.handed_over_s = now_s
        image = self._empty if shown is None else shown
        return Frame(Pixels(image), self._number, time.monotonic())

    def close(self) -> None:
        self.ended = True


class TimedBackground(ui.bridges.background.Background):
    """Notes when the answers reach the screen's thread: first what was recorded, then the page."""

    answered_s: ClassVar[deque[float]] = deque()

    def run(self, job: Callable, done: Callable, failed: Callable) -> None:
        def timed(answer: object) -> None:
            self.answered_s.append(time.perf_counter())
            done(answer)

        super().run(job, timed, failed)


@dataclass
class Arrivals:
    """Milliseconds of each arrival, by part and as a whole."""

    parts: dict[str, list[float]] = field(default_factory=dict)
    from_frame: list[float] = field(default_factory=list)
    from_text: list[float] = field(default_factory=list)

    def add(self, moments_s: dict[str, float]) -> None:
        """Take in the moments of one arrival, in their order."""
        names, at_s = list(moments_s), list(moments_s.values())
        for name, before_s, after_s in zip(names[1:], at_s, at_s[1:], strict=False):
            self.parts.setdefault(name, []).append((after_s - before_s) * 1000)
        self.from_frame.append((at_s[-1] - at_s[0]) * 1000)
        self.from_text.append((at_s[-1] - at_s[1]) * 1000)


class Stand:
    """The kiosk's program in front of a prepared lobby."""

    def __init__(self, data: Path, empty: Image) -> None:
        self.lobby = PreparedLobby(empty)
        kiosk.scanning.sources.open_source = lambda *_, **__: self.lobby
        ui.bridges.background.Background = TimedBackground  # type: ignore[misc]
        self.program = KioskProgram(data, "prepared", WindowOptions())
        self._read_s: list[float] = []
        wait_until(lambda: self.program._senses.camera is not None)
        camera = self.program._senses.camera
        assert camera is not None
        direct = Qt.ConnectionType.DirectConnection
        camera.codeRead.connect(lambda _: self._read_s.append(time.perf_counter()), direct)

    def arrival(self, image: Image) -> dict[str, float]:
        """Let somebody hold up a pass; return the moments until their page was painted."""
        pause(COMES_AFTER_MS)
        self._read_s.clear()
        TimedBackground.answered_s.clear()
        painted_s: list[float] = []
        window = self.program.window

        def painted() -> None:
            if window.property("page") == "welcome":
                painted_s.append(time.perf_counter())

        window.frameSwapped.connect(painted)
        self.lobby.show(image)
        wait_until(lambda: bool(painted_s))
        window.frameSwapped.disconnect(painted)
        handed_over_s = self.lobby.handed_over_s
        assert handed_over_s is not None
        recorded_s, page_s = list(TimedBackground.answered_s)[:2]
        self.lobby.show(None)
        self.program._model.timedOut()
        return {
            "handed over": handed_over_s,
            "decoding, with waiting for the decoder": self._read_s[0],
            "verdict, fact and commit": recorded_s,
            "page, suggestions and commit": page_s,
            "QML and painting": painted_s[0],
        }


def frames_of(codes: list[str]) -> Iterator[Image]:
    """Film each code when it is held still."""
    rhythm = Rhythm(frames_per_s=5.0, loop=False, paced=False, first_after_s=0.0)
    for place, code in enumerate(codes):
        lobby = SimulatedLobby([HeldCode(code, "card" if place % 2 else "phone")], rhythm=rhythm)
        frames = [lobby.read() for _ in range(round(HELD_STILL_AT_S * rhythm.frames_per_s) + 1)]
        assert frames[-1] is not None
        yield frames[-1].bgr()


def empty_lobby() -> Image:
    frame = SimulatedLobby(rhythm=Rhythm(paced=False)).read()
    assert frame is not None
    return frame.bgr()


def print_table(arrivals: Arrivals, bare: dict[str, list[float]]) -> bool:
    """Print parts and wholes; true when the budgets are kept."""
    count = len(arrivals.from_frame)
    table = Table(f"ms, {count} arrivals, {PRESENT} present of {MEMBERS}, no server")
    for what, values in bare.items():
        table.row(what, values)
    decoding, commit, frame = bare.values()
    for (what, values), baseline in zip(
        arrivals.parts.items(), (decoding, commit, commit, frame), strict=True
    ):
        table.row(what, values, baseline=baseline)
    on_top = [c + f for c, f in zip(commit, frame, strict=True)]
    in_all = [d + rest for d, rest in zip(decoding, on_top, strict=True)]
    title = "text handed over to welcome painted"
    table.row(title, arrivals.from_text, baseline=on_top, budget=FROM_TEXT_MS)
    title = "frame handed over to welcome painted"
    table.row(title, arrivals.from_frame, baseline=in_all, budget=FROM_FRAME_MS)
    return table.is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arrivals", type=int, default=40)
    count = parser.parse_args().arrivals
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        members = crowd(MEMBERS)
        data = paired_folder(Path(place), members, PRESENT).path
        images = list(frames_of([pass_of(m) for m in members[PRESENT : PRESENT + count + 1]]))
        # What the house holds of its members is in its database; so many objects are only ours.
        del members
        gc.collect()
        make_application("bench")
        bare = {
            "plain zxing-cpp on the same frames": bare_decoding_ms(images[1:]),
            "commit of one row": bare_commits_ms(data, count),
            "an empty window's frame": bare_frames_ms(count),
        }
        stand, arrivals = Stand(data, empty_lobby()), Arrivals()
        stand.arrival(images[0])  # the first page of its kind is loaded from files
        for image in images[1:]:
            arrivals.add(stand.arrival(image))
        QTimer.singleShot(0, stand.program.application.quit)
        stand.program.run()  # which ends at once, in order
    return 0 if print_table(arrivals, bare) else 1


if __name__ == "__main__":
    raise SystemExit(main())
