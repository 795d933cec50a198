"""A real server for the benchmarks."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Running:
    """A server process."""

    address: str
    pid: int

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@contextmanager
def running_server(url: str, port: int = 0) -> Iterator[Running]:
    """Run the server as a process of its own, on a free port if none is named."""
    command = [sys.executable, "-m", "kiosk", "server", "--port", str(port), "--db", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield Running(line.split()[-1], process.pid)
        finally:
            process.terminate()


@contextmanager
def lobby_server(url: str) -> Iterator[str]:
    """Run the server as a process of its own; gives its address."""
    with running_server(url) as running:
        yield running.address
