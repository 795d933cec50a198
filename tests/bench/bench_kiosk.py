"""What the windows cost a machine: time until ready, CPU of a calm house, and memory.

    python tests/bench/bench_kiosk.py [--runs N] [--seconds N]

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

import psutil
from bench_first_frame import BARE, milliseconds_of
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from table import Table

from kiosk.domain.facts import FactKind
from kiosk.reports.cards import pass_png
from kiosk.scanning.simulated import read_queue, write_queue
from kiosk.scanning.sources import SIMULATED
from kiosk.store.engines import open_reader, sqlite_url
from kiosk.store.tables import FactRow
from ui.demo.house import DemoHouse, Programs, open_house

READY_S, KIOSK_CPU, WALL_CPU, MEMORY_MB = 4.0, 25.0, 5.0, 320.0
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


def ready_after_s(house: DemoHouse, programs: Programs, code: str) -> float:
    """Start a kiosk before whose camera a pass lies, and return when it was checked in."""
    picture = house.folder / "pass.png"
    picture.write_bytes(pass_png(code, scale=12))
    store = open_reader(sqlite_url(house.kiosk / "lobby.db"))
    before = check_ins(store)
    started_s = time.perf_counter()
    kiosk = programs.start("kiosk", "--data", str(house.kiosk), "--camera", str(picture))
    while check_ins(store) == before:
        assert time.perf_counter() - started_s < PATIENCE_S, "the kiosk checks nobody in"
        time.sleep(0.01)
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


def print_ready(house: DemoHouse, programs: Programs, runs: int) -> bool:
    """Print the table of starts; true when the budget is kept."""
    queue = read_queue(house.kiosk)
    codes = [held.text for held in queue[-runs - 1 :]]  # the last ones are plain arrivals
    ready_after_s(house, programs, codes[0])  # the first run of each reads its files from disk
    milliseconds_of("bare")
    ready, bare = [], []
    for code in codes[1:]:
        ready.append(ready_after_s(house, programs, code))
        bare.append(milliseconds_of("bare") / 1000)
    table = Table(f"s from the start of the process, {runs} runs")
    table.row("a bare window painted", bare)
    table.row("kiosk: first pass checked in", ready, baseline=bare, budget=READY_S)
    return table.is_kept


def print_costs(house: DemoHouse, programs: Programs, seconds: int) -> bool:
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
    cpu = Table(f"% of one core while nobody comes, over {seconds} s")
    cpu.row("a bare window", [window.cpu])
    cpu.row("simulating the empty lobby at 15 fps", [simulation.cpu])
    cpu.row("kiosk, with simulating", [kiosk.cpu], baseline=[simulation.cpu], budget=KIOSK_CPU)
    cpu.row("wall", [wall.cpu], baseline=[window.cpu], budget=WALL_CPU)
    memory = Table("MB of memory (RSS)")
    memory.row("a bare window", [window.memory])
    memory.row("simulating the empty lobby", [simulation.memory])
    for name, cost in (("kiosk, with simulating", kiosk), ("wall", wall)):
        memory.row(name, [cost.memory], baseline=[window.memory], budget=MEMORY_MB)
    return cpu.is_kept and memory.is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=20)
    asked = parser.parse_args()
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        house = DemoHouse(Path(place))
        with Programs(house.folder) as programs:
            open_house(house, programs)
            kept = [
                print_ready(house, programs, asked.runs),
                print_costs(house, programs, asked.seconds),
            ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
