"""Finding members by the letters of their names among 50,000, as a job of the core worker.

    python tests/bench/bench_by_name.py [--members N]

Scans wait while such a job runs. The baseline reads the same names from every row, as bare as it
can be done, in the same run. Exit code 1 if the budget is missed.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from crowd import crowd, paired_folder
from sqlalchemy.orm import Session
from table import Table

import kiosk.actions.by_name
from kiosk.actions.desk import Desk
from kiosk.app import open_folder
from kiosk.clock import HouseClock
from kiosk.store.names import read_names
from kiosk.worker import CoreWorker

BUDGET_MS = 50.0
ROUNDS = 5
WORDS = ("carmen", "ivan", "nunez", "ana", "maria lopez", "xyz")
BARE = """
    SELECT handle, visibility, profile ->> '$.display_name', profile ->> '$.first_name'
    FROM member WHERE status = 'active'
"""


def bare_ms(database: Path) -> float:
    with closing(sqlite3.connect(database)) as connection:
        started_s = time.perf_counter()
        connection.execute(BARE).fetchall()
        return (time.perf_counter() - started_s) * 1000


def timed_ms(worker: CoreWorker, job: Callable[[Session], Any]) -> tuple[float, Any]:
    started_s = time.perf_counter()
    answer = worker.submit(job).result()
    return (time.perf_counter() - started_s) * 1000, answer


def reading_ms(worker: CoreWorker) -> list[float]:
    """Have all names read; return what each of the jobs took."""
    spent_ms, is_done = [], False
    while not is_done:
        took_ms, is_done = timed_ms(worker, read_names)
        spent_ms.append(took_ms)
    return spent_ms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=50_000)
    count = parser.parse_args().members
    kiosk.actions.by_name.SEARCHES_A_MINUTE = 1_000_000
    desk, bare, by_name, hosts = Desk(HouseClock()), [], [], []
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        folder = paired_folder(Path(place), crowd(count), present=40)
        worker = CoreWorker(open_folder(folder), place)
        read = reading_ms(worker)
        letters = [word[:end] for word in WORDS for end in range(3, len(word) + 1)] * ROUNDS
        for text in letters:
            bare.append(bare_ms(folder.database))
            by_name.append(timed_ms(worker, lambda s, text=text: desk.find_by_name(s, text))[0])
            hosts.append(timed_ms(worker, lambda s, text=text: desk.find_hosts(s, text))[0])
        worker.stop()
    table = Table(f"ms, {len(letters)} letters, {count:,} members")
    table.row("reading all names from their rows", bare)
    table.row(f"reading them at the start: each of {len(read)} jobs", read, budget=BUDGET_MS)
    table.row("a letter of no code with me", by_name, baseline=bare, budget=BUDGET_MS)
    table.row("a letter of whom a guest visits", hosts, baseline=bare, budget=BUDGET_MS)
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
