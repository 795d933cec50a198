"""What holds for every command, tried in a process of its own."""

import subprocess
import sys
from pathlib import Path


def run_without(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `lobby WORDS` where a module is not installed."""
    code = f"import sys; sys.modules[{module!r}] = None; from ui.cli import main; main()"
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_host_without_an_extra_says_in_a_sentence_what_to_install(tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path / 'lobby.db'}"
    for module, words in (
        ("PySide6", ("kiosk", "--data", str(tmp_path))),
        ("uvicorn", ("server", "--db", db)),
        ("psycopg", ("space", "list", "--db", "postgresql://nobody@localhost/lobby")),
    ):
        done = run_without(module, *words)
        assert done.returncode == 1
        assert done.stderr == (
            f"This needs {module}, which is not installed here; install hello-lobby[all], "
            "or in a checkout run sh packaging/setup.sh.\n"
        )


def test_a_part_of_ours_that_is_missing_is_a_defect_and_shows_where() -> None:
    assert "Traceback" in run_without("kiosk.server.main", "server").stderr


def test_what_a_command_writes_is_its_owners_alone(tmp_path: Path) -> None:
    db = tmp_path / "made" / "lobby.db"
    run_without("nothing", "space", "add", "casa", "Casa", "--db", f"sqlite:///{db}")
    written = list(db.parent.rglob("*"))
    assert db in written
    assert all(path.stat().st_mode & 0o077 == 0 for path in written)
