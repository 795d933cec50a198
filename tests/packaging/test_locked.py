"""Each kind of host gets its part of the lock file, whole and with nothing more."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _locked(*extras: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "packaging" / "locked.py"), *extras]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _names(*extras: str) -> set[str]:
    return {line.split("==")[0] for line in _locked(*extras).stdout.splitlines() if "==" in line}


def test_a_server_host_gets_the_web_server_and_neither_qt_nor_camera() -> None:
    names = _names("server")
    assert {"fastapi", "uvicorn", "psycopg-binary", "sqlalchemy"} <= names
    assert not names & {"pyside6-essentials", "shiboken6", "opencv-python-headless", "zxing-cpp"}


def test_a_kiosk_gets_qt_and_no_test_tools() -> None:
    names = _names("all")
    assert {"pyside6-essentials", "shiboken6", "opencv-python-headless", "fastapi"} <= names
    assert not names & {"pytest", "mypy", "ruff", "uv"}


def test_all_extras_together_are_the_whole_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = "".join(line for line in lock.splitlines(True) if not line.startswith("#"))
    assert _locked("all", "dev", "checkout").stdout == entries


def test_every_package_of_a_part_has_its_hashes() -> None:
    part = _locked("server").stdout
    entries = part.replace("\\\n", "").splitlines()
    pinned = [line for line in entries if "==" in line]
    assert pinned
    assert all("--hash=sha256:" in line for line in pinned)


def test_the_lock_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "index" not in lock


def test_an_extra_that_does_not_exist_is_said_so() -> None:
    answer = _locked("kiosks")
    assert answer.returncode == 1
    assert answer.stderr == "There is no extra named kiosks in pyproject.toml.\n"
