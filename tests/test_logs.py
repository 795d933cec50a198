"""The log keeps each entry on its line, and hears what nobody caught."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import SetupError
from kiosk.logs import LEFT_OUT, log_to_file, note_uncaught, write_log

CANARY = "Canary Wren"


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


def log_failing(fail: object) -> None:
    try:
        fail()
    except Exception:
        logging.getLogger("kiosk").exception("it failed")


@pytest.mark.parametrize(
    "fail",
    [
        lambda: int(CANARY),
        lambda: {}[CANARY],
        lambda: ().index(CANARY),
        lambda: (_ for _ in ()).throw(RuntimeError(CANARY)),
    ],
    ids=["value", "key", "index", "runtime"],
)
def test_an_error_that_quotes_what_somebody_entered_is_logged_without_its_words(
    log_file: Path, expected_log, fail
) -> None:
    expected_log("it failed")
    given = CANARY  # a traceback tells no values either
    log_failing(fail)
    written = log_file.read_text()
    assert given not in written
    assert "Traceback" in written
    assert "in log_failing" in written
    assert LEFT_OUT in written


def test_every_error_of_a_chain_is_told_and_none_of_them_quotes(
    log_file: Path, expected_log
) -> None:
    expected_log("it failed")

    def fail() -> None:
        try:
            int(CANARY)
        except ValueError as error:
            raise SetupError("Plug it in.") from error

    log_failing(fail)
    written = log_file.read_text()
    assert f"builtins.ValueError: {LEFT_OUT}\n" in written
    assert written.endswith("kiosk.errors.SetupError: Plug it in.\n")
    assert CANARY not in written


def test_the_words_of_an_error_cannot_forge_an_entry(log_file: Path, expected_log) -> None:
    expected_log("it failed")

    def fail() -> None:
        raise SetupError("no\n1999-11-22 09:00:00,000 CRITICAL root: broken in")

    log_failing(fail)
    assert not any(line.startswith("1999-11-22") for line in log_file.read_text().splitlines())


def test_what_nobody_caught_is_logged_once_a_minute_however_often_it_comes(
    log_file: Path, expected_log
) -> None:
    expected_log("nobody caught this")
    heard = list[None]()
    note_uncaught(lambda: heard.append(None))
    for wrong in (int, int, float):
        for _ in range(3):
            try:
                wrong(CANARY) if wrong is float else wrong(None)
            except (TypeError, ValueError) as error:
                sys.excepthook(type(error), error, error.__traceback__)
    assert len(heard) == 9
    assert log_file.read_text().count("Traceback") == 2


def test_a_log_that_is_asked_for_again_is_written_once(log_file: Path) -> None:
    write_log(log_file)
    logging.getLogger("kiosk").info("once")
    assert log_file.read_text().count("once") == 1
