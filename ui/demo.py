"""`lobby demo`: a sample house with its server, kiosk, wall and camera, each its own program."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import typer
from platformdirs import user_data_path
from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.clock import utc_now
from kiosk.commands.central import central
from kiosk.commands.folder import pair
from kiosk.commands.options import INTERRUPTED
from kiosk.commands.sample import (
    found_sample,
    play_the_morning,
    sample_passes,
    simulated_queue,
    write_queue,
)
from kiosk.domain.devices import DeviceRole
from kiosk.errors import SetupError
from kiosk.settings import DataFolder
from kiosk.store.devices import new_pairing_code
from kiosk.store.engines import sqlite_url

MARK = "this-is-a-demo.txt"
SERVER_STARTS_S = 30.0
STOPS_S = 10.0
SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """Where the parts of a demo keep their state."""

    folder: Path

    @property
    def database(self) -> str:
        """Return the server's database."""
        return sqlite_url(self.folder / "server" / "lobby.db")

    @property
    def kiosk(self) -> Path:
        """Return the kiosk's data folder, from which wall and staff read too."""
        return self.folder / "kiosk"


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
            from ui.tour import run_tour

            run_tour(house, programs)
        else:
            _run_windows(house, programs)


def open_house(house: DemoHouse, programs: "Programs") -> None:
    """Found the sample house, start its server, pair its kiosk and play the morning."""
    space = found_sample(house.database)
    url = programs.start_server(house.database)
    with central(house.database) as session:
        code = new_pairing_code(session, space.id, DeviceRole.KIOSK, utc_now())
    pair(url, code, house.kiosk, DeviceRole.KIOSK, "demo kiosk")
    codes = sample_passes(house.database, utc_now())
    folder = DataFolder(house.kiosk)
    with folder.lock():
        engine = open_folder(folder)
        with Session(engine) as session, session.begin():
            play_the_morning(session, space, codes, utc_now())
            write_queue(house.kiosk, simulated_queue(session, codes))
        engine.dispose()


def has_display() -> bool:
    """Say whether windows can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Programs:
    """The demo's other programs: started here, and stopped in the opposite order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[str]] = []

    def __enter__(self) -> "Programs":
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._running):
            program.terminate()
            try:
                program.wait(STOPS_S)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
            if program.stdout is not None:
                program.stdout.close()

    def start(self, *words: str, **environment: str) -> "subprocess.Popen[str]":
        """Start `lobby WORDS`; what it complains about goes into a log beside the state."""
        with (self._folder / f"{words[0]}.log").open("a", encoding="utf-8") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", "ui.cli", *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if words[0] == "server" else log,
                stderr=log,
                text=True,
                env=os.environ | environment,
                # Ctrl-C is for the demo, which then stops the others in order.
                start_new_session=True,
            )
        self._running.append(program)
        return program

    def start_server(self, database: str) -> str:
        """Start the server on a free loopback port and return its address."""
        program = self.start("server", "--db", database, "--port", "0")
        assert program.stdout is not None
        line = program.stdout.readline()
        if "http" not in line:
            raise SetupError(f"The server did not start; {self._folder / 'server.log'} says why.")
        return line.split()[-1]


def _run_windows(house: DemoHouse, programs: Programs) -> None:
    from kiosk.scanning.camera import first_camera

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
