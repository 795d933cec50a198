"""A real server for the benchmarks."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lobby_server(url: str) -> Iterator[str]:
    """Run the server as a process of its own; gives its address."""
    command = [sys.executable, "-m", "kiosk", "server", "--port", "0", "--db", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield line.split()[-1]
        finally:
            process.terminate()
