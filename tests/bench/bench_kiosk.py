"""What the windows cost a machine: time until ready, CPU of a calm house, and memory.

    python tests/bench/bench_kiosk.py [--seconds N]

The demo's house with its server; kiosk and wall run offscreen by their own entry points. Ready is
when a pass that lies before the camera from the start is checked in. For CPU and memory nobody
comes into the simulated lobby. Baselines: a bare QML window in a process of its own, and a process
that does nothing but simulate the empty lobby. Memory is RSS, so what the windows share counts for
each. Exit code 1 if a budget is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import psutil
from bench_first_frame import BARE, COMPILED, milliseconds_of
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from table import Table

from kiosk.domain.facts import FactKind
from kiosk.reports.cards import pass_png
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby, read_queue, write_queue
from kiosk.scanning.sources import SIMULATED
from kiosk.store.engines import open_reader, sqlite_url
from kiosk.store.tables import FactRow
from ui.demo.house import DemoHouse, Programs, open_house

READY_S, KIOSK_CPU, WALL_CPU, MEMORY_MB = 4.0, 25.0, 5.0, 320.0
PLAIN_ARRIVALS, STARTS = 10, 5
"""So many at the end of the demo's queue simply come in; the first of them at starts."""
FRAMES_PER_S = 15.0
SETTLES_S = 8.0
PATIENCE_S = 60.0
ROOT = Path(__file__).resolve().parents[2]


# Each in as bare a process as can be: what this script imports is not theirs to carry.
SHOW_BARE = f"""
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
application, engine = QGuiApplication([]), QQmlApplicationEngine()
engine.loadData({BARE!r})
application.exec()
"""
SIMULATE = """
from kiosk.scanning.simulated import SimulatedLobby
lobby = SimulatedLobby()
while lobby.read():
    pass
"""


def check_ins(store: Engine) -> int:
    with Session(store) as session:
        chosen = select(func.count()).where(FactRow.kind == FactKind.CHECKED_IN)
        return session.scalars(chosen.select_from(FactRow)).one()


def wait_for_check_ins(store: Engine, count: int) -> None:
    until_s = time.perf_counter() + PATIENCE_S
    while check_ins(store) < count:
        assert time.perf_counter() < until_s, "the kiosk checks nobody in"
        time.sleep(0.01)


def ready_after_s(house: DemoHouse, programs: Programs, code: str) -> float:
    """Start a kiosk before whose camera a pass lies, and return when it was checked in."""
    picture = house.folder / "pass.png"
    picture.write_bytes(pass_png(code, scale=12))
    store = open_reader(sqlite_url(house.kiosk / "lobby.db"))
    before = check_ins(store)
    started_s = time.perf_counter()
    kiosk = programs.start("kiosk", "--data", str(house.kiosk), "--camera", str(picture))
    wait_for_check_ins(store, before + 1)
    spent_s = time.perf_counter() - started_s
    store.dispose()
    kiosk.terminate()
    kiosk.wait()
    return spent_s


@dataclass(frozen=True)
class Cost:
    """What a process takes: % of one core, and MB that are resident."""

    cpu: float
    memory: float


def costs(programs: dict[str, subprocess.Popen[str]], seconds: int) -> dict[str, Cost]:
    """Return what running programs take once they have settled, on average."""
    time.sleep(SETTLES_S)
    processes = {name: psutil.Process(program.pid) for name, program in programs.items()}
    for process in processes.values():
        process.cpu_percent()
    time.sleep(seconds)
    return {
        name: Cost(process.cpu_percent(), process.memory_info().rss / 1e6)
        for name, process in processes.items()
    }


def baselines(seconds: int) -> dict[str, Cost]:
    started = {
        name: subprocess.Popen([sys.executable, "-c", code], text=True)
        for name, code in (("window", SHOW_BARE), ("simulation", SIMULATE))
    }
    taken = costs(started, seconds)
    for program in started.values():
        program.terminate()
        program.wait()
    return taken


def film(path: Path, codes: list[str]) -> Path:
    """Film members who come in quickly one after the other."""
    rhythm = Rhythm(FRAMES_PER_S, hold_s=0.6, pause_s=0.2, loop=False, paced=False)
    lobby = SimulatedLobby([HeldCode(code) for code in codes], rhythm=rhythm)
    fourcc = cv2.VideoWriter.fourcc(*"MJPG")
    clip = cv2.VideoWriter(str(path), fourcc, FRAMES_PER_S, (1280, 720))
    for frame in iter(lobby.read, None):
        clip.write(frame.bgr())
    clip.release()
    return path


def memory_after_arrivals(house: DemoHouse, programs: Programs, codes: list[str]) -> float:
    """Return the MB of a kiosk that saw these arrivals without simulating them."""
    clip = film(house.folder / "arrivals.avi", codes)
    store = open_reader(sqlite_url(house.kiosk / "lobby.db"))
    before = check_ins(store)
    kiosk = programs.start("kiosk", "--data", str(house.kiosk), "--camera", str(clip))
    wait_for_check_ins(store, before + len(codes))
    store.dispose()
    memory = psutil.Process(kiosk.pid).memory_info().rss / 1e6
    kiosk.terminate()
    kiosk.wait()
    return memory


def print_ready(house: DemoHouse, programs: Programs, codes: list[str]) -> bool:
    """Print the table of starts; true when the budget is kept."""
    ready_after_s(house, programs, codes[0])  # the first run of each reads its files from disk
    milliseconds_of("bare")
    ready, bare = [], []
    for code in codes[1:]:
        ready.append(ready_after_s(house, programs, code))
        bare.append(milliseconds_of("bare") / 1000)
    table = Table(f"s from the start of the process, {len(ready)} runs")
    table.row("a bare window painted", bare)
    table.row("kiosk: first pass checked in", ready, baseline=bare, budget=READY_S)
    return table.is_kept


def print_costs(house: DemoHouse, programs: Programs, seconds: int, codes: list[str]) -> bool:
    """Print the tables of CPU and memory; true when the budgets are kept."""
    write_queue(house.kiosk, [])
    bare = baselines(seconds)
    window, simulation = bare["window"], bare["simulation"]
    data = ("--data", str(house.kiosk))
    started = {
        "kiosk": programs.start("kiosk", *data, "--camera", SIMULATED),
        "wall": programs.start("wall", *data),
    }
    taken = costs(started, seconds)
    kiosk, wall = taken["kiosk"], taken["wall"]
    started["kiosk"].terminate()
    started["kiosk"].wait()
    busy = memory_after_arrivals(house, programs, codes)
    cpu = Table(f"% of one core while nobody comes, over {seconds} s")
    cpu.row("a bare window", [window.cpu])
    cpu.row("simulating the empty lobby at 15 fps", [simulation.cpu])
    cpu.row("kiosk, with simulating", [kiosk.cpu], baseline=[simulation.cpu], budget=KIOSK_CPU)
    cpu.row("wall", [wall.cpu], baseline=[window.cpu], budget=WALL_CPU)
    memory = Table("MB of memory (RSS)")
    memory.row("a bare window", [window.memory])
    memory.row("simulating the empty lobby", [simulation.memory])
    # What the simulation takes is not the kiosk's; a camera or a clip needs none of it.
    memory.row("kiosk, with simulating", [kiosk.memory], baseline=[simulation.memory])
    title = f"kiosk, after {len(codes)} arrivals on a clip"
    memory.row(title, [busy], baseline=[window.memory], budget=MEMORY_MB)
    memory.row("wall", [wall.memory], baseline=[window.memory], budget=MEMORY_MB)
    return cpu.is_kept and memory.is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=12)
    asked = parser.parse_args()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)} | COMPILED
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        house = DemoHouse(Path(place))
        with Programs(house.folder) as programs:
            open_house(house, programs)
            codes = [held.text for held in read_queue(house.kiosk)[-PLAIN_ARRIVALS:]]
            kept = [
                print_ready(house, programs, codes[:STARTS]),
                print_costs(house, programs, asked.seconds, codes[STARTS:]),
            ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
