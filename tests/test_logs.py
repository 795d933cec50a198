"""The log keeps each entry on its line, and hears what nobody caught."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.logs import log_to_file


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    before, level = list(root.handlers), root.level
    log_to_file(tmp_path / "kiosk.log")
    yield tmp_path / "kiosk.log"
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def test_what_came_from_outside_cannot_forge_an_entry(log_file: Path) -> None:
    logging.getLogger("kiosk").info("said %s", "hello\n2026-11-22 CRITICAL root: broken in\x1b[2J")
    (line,) = log_file.read_text().splitlines()
    assert "INFO kiosk: said hello" in line
    assert "\x1b" not in line


def test_what_nobody_caught_on_a_thread_is_written_down(log_file: Path, expected_log) -> None:
    expected_log("nobody caught this")
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in log_file.read_text()


def test_a_program_that_ends_by_what_nobody_caught_says_where_to_look(tmp_path: Path) -> None:
    log = tmp_path / "scan.log"
    code = "import sys, pathlib, kiosk.logs as l; l.log_to_file(pathlib.Path(sys.argv[1])); 1 / 0"
    command = [sys.executable, "-c", code, str(log)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"Something went wrong that nobody foresaw; {log} says what.\n"
    assert "ZeroDivisionError" in log.read_text()
