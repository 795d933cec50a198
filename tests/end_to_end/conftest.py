"""The real programs, started as a person would start them."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import pytest

from kiosk.clock import utc_now
from kiosk.commands.sample import found_sample, sample_passes
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby
from tests.end_to_end.complaints import Complaints, logged_complaints_in

PATIENCE_S = 60.0
FRAMES_PER_S = 15.0
LOBBY = "ui.cli"


@dataclass
class Result:
    """What a finished command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        """Return the lines of --json output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Programs:
    """Starts `lobby …` in processes of its own, and ends those that still run."""

    folder: Path
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._complaints = Complaints(self.folder)

    def run(self, *words: object, expecting: str = "") -> Result:
        """Run a command to its end."""
        done = subprocess.run(
            self._command(words),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            cwd=self.folder,
            env=self._environment(),
            check=False,
        )
        return self._judged(Result(done.returncode, done.stdout, done.stderr), expecting)

    def start(self, *words: object, module: str = LOBBY) -> subprocess.Popen[str]:
        """Start a program that stays; `module` is one that is `lobby` but for what it plays."""
        program = subprocess.Popen(
            self._command(words, module),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=self._environment(),
        )
        self.running.append(program)
        return program

    def stop(self, program: subprocess.Popen[str], *, expecting: str = "") -> Result:
        """Ask a program to stop, and return what it said."""
        program.terminate()
        return self.ended(program, expecting=expecting)

    def ended(
        self, program: subprocess.Popen[str], patience_s: float = PATIENCE_S, expecting: str = ""
    ) -> Result:
        """Wait for a program that ends by itself.

        No log may hold a complaint by now, but for those in which the pattern `expecting` is
        found; and one such there must be.
        """
        out, err = program.communicate(timeout=patience_s)
        self.running.remove(program)
        return self._judged(Result(program.returncode, out, err), expecting)

    def _judged(self, result: Result, expecting: str) -> Result:
        said = [*self._complaints.new(), *logged_complaints_in(result.err)]
        expected = [text for text in said if expecting and re.search(expecting, text)]
        if unexpected := [text for text in said if text not in expected]:
            pytest.fail("nobody expected in a log:\n" + "\n".join(unexpected), pytrace=False)
        if expecting and not expected:
            pytest.fail(f"expected in a log, but never said: {expecting}", pytrace=False)
        return result

    def _command(self, words: tuple[object, ...], module: str = LOBBY) -> list[str]:
        # Qt's classes form cycles that Python counts at the very end; they are nobody's leak.
        strict = ("-W", "error", "-W", "ignore:gc:ResourceWarning")
        return [sys.executable, *strict, "-m", module, *map(str, words)]

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}


@dataclass
class SampleHouse:
    """Casa Norte with its sixty members, a running server and a paired kiosk."""

    programs: Programs
    database: str
    url: str
    server: subprocess.Popen[str]
    data: Path
    codes: dict[str, str]  # by handle
    handles: dict[str, str]  # by display name

    def code(self, name: str) -> str:
        """Return the text of somebody's pass."""
        return self.codes[self.handles[name]]

    def pair(self, data: Path, role: str = "kiosk") -> None:
        """Pair another device."""
        made = self.programs.run("device", "code", "--role", role, "--db", self.database)
        paired = self.programs.run(
            "pair", "--server", self.url, "--code", made.out.strip(), "--role", role,
            "--data", data,
        )  # fmt: skip
        assert paired.code == 0, paired.err

    def facts(self, *where: object) -> list[dict[str, Any]]:
        """Return every fact of a folder or database."""
        return self.programs.run("facts", "--json", *where).json

    def status(self) -> dict[str, Any]:
        """Return how the kiosk is."""
        return self.programs.run("status", "--json", "--data", self.data).json[0]


def assert_plain(result: Result, *words: str) -> None:
    """Check that a command failed with one plain sentence that holds these words."""
    assert result.code != 0
    lines = [line for line in result.err.splitlines() if line]
    assert len(lines) == 1, result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err


def wait_for(what: Callable[[], Any], why: str) -> Any:
    """Wait until something holds, and return it; fail with the reason when it never does."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE_S:.0f} s in vain: {why}")


def film(path: Path, *texts: str) -> Path:
    """Film a lobby in which codes are held up one after the other."""
    rhythm = Rhythm(frames_per_s=FRAMES_PER_S, hold_s=0.6, pause_s=0.2, loop=False, paced=False)
    lobby = SimulatedLobby([HeldCode(text) for text in texts], rhythm=rhythm)
    fourcc = cv2.VideoWriter.fourcc(*"MJPG")
    clip = cv2.VideoWriter(str(path), fourcc, FRAMES_PER_S, (1280, 720))
    while (frame := lobby.read()) is not None:
        clip.write(frame.bgr())
    clip.release()
    return path


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    """Start programs in an empty folder."""
    programs = Programs(tmp_path)
    yield programs
    for program in list(programs.running):
        program.kill()
        programs.ended(program)


@pytest.fixture
def sample(programs: Programs, tmp_path: Path) -> SampleHouse:
    """A sample house whose server runs and whose kiosk is paired."""
    database = f"sqlite:///{tmp_path / 'server' / 'lobby.db'}"
    found_sample(database)
    server = programs.start("server", "--db", database, "--port", "0")
    assert server.stdout is not None
    url = server.stdout.readline().split()[-1]
    members = programs.run("members", "list", "--json", "--db", database).json
    house = SampleHouse(
        programs=programs,
        database=database,
        url=url,
        server=server,
        data=tmp_path / "kiosk",
        codes=sample_passes(database, utc_now()),
        handles={member["name"]: member["handle"] for member in members},
    )
    house.pair(house.data)
    return house
