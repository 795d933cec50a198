"""What holds for every command, tried in a process of its own."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.devices import DeviceRole
from kiosk.settings import DataFolder, Pairing


def run_without(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `lobby WORDS` where a module is not installed."""
    code = f"import sys; sys.modules[{module!r}] = None; from ui.cli import main; main()"
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def paired_kiosk(place: Path) -> Path:
    """Make a kiosk's folder."""
    pairing = Pairing("http://x.org", "-", UUID(int=1), "casa", UUID(int=2), DeviceRole.KIOSK)
    DataFolder(place / "kiosk").keep_pairing(pairing)
    return place / "kiosk"


def test_a_host_without_an_extra_says_in_a_sentence_what_to_install(tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path / 'lobby.db'}"
    for module, words in (
        ("PySide6", ("kiosk", "--data", str(tmp_path))),
        ("PySide6", ("doctor", "--data", str(tmp_path))),
        ("uvicorn", ("server", "--db", db)),
        ("cv2", ("scan", "x.png", "--data", str(paired_kiosk(tmp_path)))),
        ("psycopg", ("space", "list", "--db", "postgresql://nobody@localhost/lobby")),
    ):
        done = run_without(module, *words)
        assert done.returncode == 1
        assert done.stderr == (
            f"This needs {module}, which is not installed here; install hello-lobby[all], "
            "or in a checkout run sh packaging/setup.sh.\n"
        )


def test_a_library_that_the_system_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file', name='PySide6')"
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from ui.cli import main; main()"
    command = [sys.executable, "-c", code, "wall"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert said.startswith("PySide6 lacks a library of this system (libEGL.so.1: cannot open")
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["kiosk", "wall", "staff", "demo", "screens", "doctor"])
def test_a_short_question_for_help_is_answered(command: str) -> None:
    done = run_without("nothing", command, "-h")
    assert done.returncode == 0
    assert f"Example: lobby {command}" in done.stdout


@pytest.mark.parametrize("command", ["kiosk", "wall", "staff"])
def test_a_window_speaks_known_languages_only(command: str) -> None:
    done = run_without("nothing", command, "--lang", "fr")
    assert (done.returncode, done.stderr) == (1, "'fr' is not a language of the screens: en, es.\n")


def test_the_doctor_knows_the_screen_where_there_is_one(tmp_path: Path) -> None:
    def looked_at(*program: str) -> set[str]:
        command = [sys.executable, *program, "doctor", "--data", str(tmp_path)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return {line[6:].partition(":")[0] for line in said.splitlines()}

    core = {"camera", "data folder", "database", "backups", "members", "clock", "server", "sound"}
    assert looked_at("-m", "kiosk") == core
    assert looked_at("-m", "ui.cli") == core | {"display", "typeface"}


def test_a_part_of_ours_that_is_missing_is_a_defect_and_shows_where() -> None:
    assert "Traceback" in run_without("kiosk.server.main", "server").stderr


def test_what_a_command_writes_is_its_owners_alone(tmp_path: Path) -> None:
    db = tmp_path / "made" / "lobby.db"
    run_without("nothing", "space", "add", "casa", "Casa", "--db", f"sqlite:///{db}")
    written = list(db.parent.rglob("*"))
    assert db in written
    assert all(path.stat().st_mode & 0o077 == 0 for path in written)
