"""Running the demo: windows where there is a display, a tour where there is none."""

import shutil
import signal
import sys
import time
from pathlib import Path

import typer
from platformdirs import user_data_path

from kiosk.commands.options import INTERRUPTED
from kiosk.errors import SetupError
from ui.demo.house import DemoHouse, Programs, open_house
from ui.demo.tour import run_tour
from ui.programs.display import has_display

MARK = "this-is-a-demo.txt"


def run_demo(folder: Path | None, *, tour: bool) -> None:
    """Run the demo until its windows are closed, or the tour where there is no display."""
    house = DemoHouse(_fresh(folder or user_data_path("hello-lobby", appauthor=False) / "demo"))
    is_tour = tour or not has_display()
    if is_tour and not tour:
        typer.echo("There is no display here, so the demo runs offscreen as a tour.")
    typer.echo(f"The demo keeps its state in {house.folder}; it starts afresh each time.")
    # Asked to stop, the demo takes its programs with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(INTERRUPTED))
    with Programs(house.folder) as programs:
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


def _fresh(folder: Path) -> Path:
    """Return an empty folder, in which at most an older demo was.

    Raises:
        SetupError: something else is in it, or it cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            if not (folder / MARK).exists():
                raise SetupError(f"{folder} is not empty and no demo; name another with --data.")
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text("Hello Lobby's demo lives here and starts afresh each time.\n")
    except OSError as error:
        raise SetupError(f"{folder} cannot be written; name another folder with --data.") from error
    return folder
