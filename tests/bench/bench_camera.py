"""What it costs to watch a lobby: a camera of 30 compressed 720p frames a second, with its preview.

    python tests/bench/bench_camera.py [--seconds N]

The camera is played: JPEGs of the simulated lobby, once empty and once with a pass held up, taken
by the kiosk's own loop and turned into pictures for the screen. The baseline is the same loop on a
camera that hands out colours, every frame decoded as it comes. Exit code 1 if a budget is missed.
"""

import argparse
import itertools
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
from table import Table

from kiosk.scanning.coaching.coach import Coach
from kiosk.scanning.frames import Frame, Image, Jpeg, Pace, Picture, Pixels, Sighting
from kiosk.scanning.loop import ScanLoop
from kiosk.scanning.reader import CodeReader
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from ui.bridges.camera import mirrored

EMPTY_CPU_PERCENT = 25.0
OLD_FRAME_MS = 50.0
FRAMES_PER_S = 30.0
JPEG_QUALITY = 85
FILMED = 60
HELD_FROM_S = 1.0
PREVIEW = 690, 470
"""What the kiosk's window of 1280 x 720 has for the camera."""
SETTLES_S = 2.5
"""Until a calm lobby is known for one."""
DIGITS_OF_A_PASS = 195


@dataclass(frozen=True, eq=False)
class ExaminedFrame(Frame):
    """A frame that notes its number once the decoder has looked at it, be it at an eighth."""

    examined: set[int] = field(default_factory=set)

    def grey(self, reduced: int = 1) -> Image:
        if threading.current_thread().name == "camera-decoder":
            self.examined.add(self.number)
        return super().grey(reduced)


@dataclass
class PlayedCamera:
    """Hands out the same second or two of film over and over, at a camera's pace."""

    pictures: Callable[[], Picture]
    name: str = "played camera"
    live: bool = True
    ended: bool = False
    count: int = 0
    examined: set[int] = field(default_factory=set)
    pace: Pace = field(default_factory=lambda: Pace(FRAMES_PER_S))

    def read(self) -> Frame:
        self.pace.wait()
        self.count += 1
        return ExaminedFrame(self.pictures(), self.count, time.monotonic(), examined=self.examined)

    def close(self) -> None:
        self.ended = True


@dataclass
class TimedReader:
    """The kiosk's reader, with what the bench wants to know of its looks."""

    reader: CodeReader = field(default_factory=CodeReader)
    ages_ms: list[float] = field(default_factory=list)
    read: int = 0

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]:
        self.ages_ms.append((time.monotonic() - at_s) * 1000)
        sightings = self.reader.look(grey, at_s, quick=quick)
        self.read += any(sighting.text for sighting in sightings)
        return sightings


@dataclass(frozen=True)
class Watch:
    """What came of watching one film."""

    cpu_percent: list[float]
    ages_ms: list[float]
    frames: int
    dropped: int
    looks: int
    previews: int
    read: int


def film(*codes: HeldCode) -> list[bytes]:
    """Take the JPEGs of a lobby, from when the code is held still; empty without a code."""
    rhythm = Rhythm(frames_per_s=FRAMES_PER_S, hold_s=4.0, first_after_s=0.0, paced=False)
    lobby = SimulatedLobby(codes, rhythm=rhythm)
    first = round(HELD_FROM_S * FRAMES_PER_S) if codes else 0
    frames = itertools.islice(iter(lobby.read, None), first, first + FILMED)
    quality = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    return [cv2.imencode(".jpg", frame.bgr(), quality)[1].tobytes() for frame in frames]


def compressed(data: bytes) -> Picture:
    picture = Jpeg.found_in(data)
    assert picture is not None
    return picture


def decoded(data: bytes) -> Picture:
    return Pixels(compressed(data).bgr())


def watch(pictures: Sequence[bytes], hand_out: Callable[[bytes], Picture], seconds: int) -> Watch:
    """Watch a film for so long, and count the processor's time of each second."""
    there_and_back = itertools.cycle([*pictures, *reversed(pictures)])
    camera = PlayedCamera(lambda: hand_out(next(there_and_back)))
    reader, previews = TimedReader(), itertools.count()
    loop = ScanLoop(camera, reader=reader, coach=Coach())

    def show(frame: Frame) -> None:
        next(previews)
        mirrored(frame, *PREVIEW)

    loop.on_frame = show
    loop.start()
    pause = threading.Event()
    pause.wait(SETTLES_S)
    reader.ages_ms.clear()
    camera.examined.clear()
    frames_before, previews_before, read_before = camera.count, next(previews), reader.read
    cpu_percent = []
    for _ in range(seconds):
        began_s, spent_s = time.monotonic(), time.process_time()
        pause.wait(1.0)
        busy_s = time.process_time() - spent_s
        cpu_percent.append(100 * busy_s / (time.monotonic() - began_s))
    ages_ms, frames = list(reader.ages_ms), camera.count - frames_before
    dropped = max(0, frames - len(camera.examined))
    shown, read = next(previews) - previews_before - 1, reader.read - read_before
    loop.stop(5.0)
    return Watch(cpu_percent, ages_ms, frames, dropped, len(ages_ms), shown, read)


def print_rows(table: Table, what: str, ours: Watch, bare: Watch, cpu_budget: float | None) -> None:
    seconds = len(ours.cpu_percent)
    cpu, ages = f"{what}: CPU, % of a core", f"{what}: age of a frame when decoded, ms"
    table.row(cpu, ours.cpu_percent, baseline=bare.cpu_percent, budget=cpu_budget)
    table.row(ages, ours.ages_ms, baseline=bare.ages_ms, budget=OLD_FRAME_MS)
    for name in ("frames", "dropped", "looks", "previews", "read"):
        rates = ([getattr(watched, name) / seconds] for watched in (ours, bare))
        mine, theirs = rates
        table.row(f"{what}: {name} a second", mine, baseline=theirs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10)
    seconds = parser.parse_args().seconds
    digits = "".join(random.Random(1).choices("0123456789", k=DIGITS_OF_A_PASS))
    table = Table(f"a camera of {FRAMES_PER_S:.0f} fps, {seconds} s each")
    empty, held = film(), film(HeldCode(digits))
    ours, bare = (watch(empty, how, seconds) for how in (compressed, decoded))
    print_rows(table, "empty lobby", ours, bare, EMPTY_CPU_PERCENT)
    ours, bare = (watch(held, how, seconds) for how in (compressed, decoded))
    print_rows(table, "pass held up", ours, bare, None)
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
