"""The demo's house: its state, its server and paired kiosk, and the programs it starts."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from kiosk.clock import utc_now
from kiosk.commands.central import central
from kiosk.commands.folder import pair
from kiosk.commands.sample import (
    found_sample,
    play_the_morning,
    sample_passes,
    simulated_queue,
)
from kiosk.domain.devices import DeviceRole
from kiosk.errors import SetupError
from kiosk.opening import open_folder
from kiosk.scanning.simulated import write_queue
from kiosk.settings import DataFolder
from kiosk.store.devices import new_pairing_code
from kiosk.store.engines import sqlite_url

STOPS_S = 10.0


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
