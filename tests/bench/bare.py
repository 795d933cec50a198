"""Baselines of a welcome: the least that a frame, a commit and a look at a picture can cost."""

import sqlite3
import time
from pathlib import Path

import zxingcpp
from bench_first_frame import BARE
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from waiting import pause, wait_until

from kiosk.scanning.frames import Image


def bare_frames_ms(times: int) -> list[float]:
    """Update an empty window and wait for its frame."""
    engine = QQmlApplicationEngine()
    engine.loadData(BARE)
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    swapped_s: list[float] = []
    window.frameSwapped.connect(lambda: swapped_s.append(time.perf_counter()))
    wait_until(lambda: bool(swapped_s))
    spent_ms = []
    for _ in range(times):
        pause(5)
        swapped_s.clear()
        asked_s = time.perf_counter()
        window.update()
        wait_until(lambda: bool(swapped_s))
        spent_ms.append((swapped_s[0] - asked_s) * 1000)
    window.close()
    return spent_ms


def bare_commits_ms(folder: Path, times: int) -> list[float]:
    """Write one row durably in a database of its own, as bare as it can be done."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE bare (at REAL)")
    spent_ms = []
    for _ in range(times):
        asked_s = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare VALUES (?)", (asked_s,))
        connection.execute("COMMIT")
        spent_ms.append((time.perf_counter() - asked_s) * 1000)
    connection.close()
    return spent_ms


def bare_decoding_ms(images: list[Image]) -> list[float]:
    spent_ms = []
    for image in images:
        asked_s = time.perf_counter()
        zxingcpp.read_barcodes(image)
        spent_ms.append((time.perf_counter() - asked_s) * 1000)
    return spent_ms
