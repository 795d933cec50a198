"""The wheel carries everything the code reads, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("kiosk", "ui", "resources")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `packaging/wheel.sh` builds it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, folder], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _files_of(folder: Path) -> set[str]:
    found = (path for package in PACKAGES for path in (folder / package).rglob("*"))
    return {
        path.relative_to(folder).as_posix()
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_file_of_the_packages_travels_in_the_wheel(unpacked: Path) -> None:
    assert _files_of(unpacked) == _files_of(ROOT)


@pytest.mark.parametrize(
    "pattern",
    [
        "kiosk/store/migrations/versions/*.py",
        "resources/fonts/*.woff2",
        "resources/icons/*.svg",
        "resources/sample/*",
        "resources/sample/photos/*.jpg",
        "resources/sounds/*.wav",
        "resources/translations/es.*",
        "ui/qml/Lobby/qmldir",
        "ui/qml/Lobby/pages/*.qml",
    ],
)
def test_what_the_code_reads_lies_where_it_looks(unpacked: Path, pattern: str) -> None:
    assert list(unpacked.glob(pattern))


def test_the_wheel_offers_one_command_and_the_licence(unpacked: Path) -> None:
    (metadata,) = unpacked.glob("*.dist-info")
    assert (metadata / "entry_points.txt").read_text().split("\n", 1)[1].strip() == (
        "lobby = ui.cli:main"
    )
    assert (metadata / "licenses" / "LICENSE").is_file()


def test_the_core_runs_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    program = "import kiosk, runpy, sys; print(kiosk.__file__, file=sys.stderr); "
    program += "sys.argv = ['kiosk', '--help']; runpy.run_module('kiosk', run_name='__main__')"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert answer.stderr.strip() == str(unpacked / "kiosk" / "__init__.py")
    assert "server" in answer.stdout
