"""The kiosk's session on a screen of its own, with a cage that only runs what it is given."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from ui.programs.kiosk import ENDED_BY_STAFF

PACKAGING = Path(__file__).parents[2] / "packaging"
UNIT = PACKAGING / "hello-lobby-kiosk.service"
ENDS_WITHIN_S = 20.0


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def session(tmp_path: Path):
    """Start a session whose kiosk is this script."""
    (tmp_path / "packaging").mkdir()
    shutil.copy(PACKAGING / "kiosk-session.sh", tmp_path / "packaging")
    # It keeps the code to itself, as cage 0.1.4 does.
    program(tmp_path / "bin" / "cage", '[ "$1 $2" = "-d --" ] || exit 9\nshift 2\n"$@"\nexit 0')

    def start(kiosk: str, *options: str) -> "subprocess.Popen[str]":
        program(tmp_path / ".venv" / "bin" / "lobby", kiosk)
        return subprocess.Popen(
            ["sh", tmp_path / "packaging" / "kiosk-session.sh", *options],
            env=os.environ
            | {
                "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
                "RUNTIME_DIRECTORY": str(tmp_path),
            },
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def test_the_kiosk_is_started_in_full_screen_with_the_options_of_the_session(session):
    said, _ = session('echo "$*"', "--camera", "my camera").communicate(timeout=ENDS_WITHIN_S)
    assert said == "kiosk --fullscreen --camera my camera\n"


@pytest.mark.parametrize("code", [0, 1, ENDED_BY_STAFF])
def test_the_session_ends_as_the_kiosk_does(session, code):
    with session(f"exit {code}") as running:
        assert running.wait(ENDS_WITHIN_S) == code


def test_a_kiosk_that_crashes_is_no_end_in_order(session):
    with session("kill -SEGV $$") as running:
        assert running.wait(ENDS_WITHIN_S) not in (0, ENDED_BY_STAFF)


def test_a_session_that_is_stopped_lets_the_kiosk_end_in_order(session, tmp_path):
    running = session("trap 'echo stopped; exit 0' TERM\necho up\nwhile :; do sleep 0.1; done")
    assert running.stdout.readline() == "up\n"
    until = time.monotonic() + ENDS_WITHIN_S
    while not (tmp_path / "kiosk.pid").read_text().strip() and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGTERM)
    said, _ = running.communicate(timeout=ENDS_WITHIN_S)
    assert (said, running.returncode) == ("stopped\n", 0)


def test_the_unit_leaves_a_kiosk_alone_that_its_staff_ended():
    unit = UNIT.read_text(encoding="utf-8").splitlines()
    assert {"Restart=always", f"RestartPreventExitStatus={ENDED_BY_STAFF}"} <= set(unit)
