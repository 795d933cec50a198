"""Running the demo: windows where there is a display, a tour where there is none."""

import shutil
import signal
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

import typer
from filelock import FileLock, Timeout
from platformdirs import user_data_path

from kiosk.commands.options import INTERRUPTED
from kiosk.errors import SetupError
from ui.demo.house import DemoHouse, Programs, open_house
from ui.demo.tour import run_tour
from ui.programs.display import has_display

MARK = "this-is-a-demo.txt"
LOCK = "in-use.lock"


def run_demo(folder: Path | None, *, tour: bool) -> None:
    """Run the demo until its windows are closed, or the tour where there is no display."""
    house = DemoHouse(folder or user_data_path("hello-lobby", appauthor=False) / "demo")
    is_tour = tour or not has_display()
    if is_tour and not tour:
        typer.echo("There is no display here, so the demo runs offscreen as a tour.")
    _end_in_order_when_asked()
    with _fresh(house.folder), Programs(house.folder) as programs:
        typer.echo(f"The demo keeps its state in {house.folder}; it starts afresh each time.")
        open_house(house, programs)
        if is_tour:
            run_tour(house, programs)
        else:
            _run_windows(house, programs)


def _run_windows(house: DemoHouse, programs: Programs) -> None:
    from kiosk.scanning.camera import first_camera
    from kiosk.scanning.sources import SIMULATED

    camera = first_camera()
    spec = SIMULATED if camera is None else str(camera)
    seen = "a simulated one, in which members come in" if camera is None else f"camera {camera}"
    typer.echo(f"Camera: {seen}. Close a window or press Ctrl-C to end.")
    windows = [
        programs.start("kiosk", "--data", str(house.kiosk), "--camera", spec),
        programs.start("wall", "--data", str(house.kiosk)),
    ]
    try:
        while all(window.poll() is None for window in windows):
            time.sleep(0.2)
    except KeyboardInterrupt:
        typer.echo("Ending the demo.")


def _end_in_order_when_asked() -> None:
    """Let the demo take its programs with it, also when its terminal is closed."""
    for name in ("SIGTERM", "SIGHUP"):
        asked = getattr(signal, name, None)  # Windows has no SIGHUP
        # Under nohup it shall outlive its terminal.
        if asked is not None and signal.getsignal(asked) is not signal.SIG_IGN:
            signal.signal(asked, lambda *_: sys.exit(INTERRUPTED))


def _fresh(folder: Path) -> AbstractContextManager[object]:
    """Empty a folder in which at most an older demo was, and keep other demos out of it.

    Raises:
        SetupError: a demo runs there, something else is in it, or it cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
            raise SetupError(f"{folder} is not empty and no demo; name another with --data.")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text("Hello Lobby's demo lives here and starts afresh each time.\n")
        held = FileLock(folder / LOCK, timeout=0).acquire()
        for old in folder.iterdir():
            if old.is_dir():
                shutil.rmtree(old)
            elif old.name not in (LOCK, MARK):
                old.unlink()
    except Timeout as error:
        raise SetupError(
            f"Another demo runs in {folder}; end that one first, or name another with --data."
        ) from error
    except OSError as error:
        raise SetupError(f"{folder} cannot be written; name another folder with --data.") from error
    return held
