"""What programs complained about in their logs, since nobody watches them."""

import re
from collections.abc import Iterator
from pathlib import Path

_NEXT_ENTRY = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ )", re.MULTILINE)
_CALM = re.compile(r"\S+ \S+ (DEBUG|INFO) [^\n]*\n?")


class Complaints:
    """Finds every entry that is worse than INFO, and every line that is no entry at all.

    The latter are tracebacks, and what Qt or QML said past the log. Each is told only once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}

    def new(self) -> Iterator[str]:
        """Yield what has come since the last time into any log below the folder."""
        for log in sorted(self._folder.rglob("*.log")):
            with log.open("rb") as file:
                file.seek(self._read.get(log, 0))
                added = file.read()
            # A program that still runs may be in the middle of a line.
            added = added[: added.rfind(b"\n") + 1]
            self._read[log] = self._read.get(log, 0) + len(added)
            for entry in complaints_in(added.decode("utf-8")):
                yield f"{log.relative_to(self._folder)}: {entry}"


def logged_complaints_in(said: str) -> list[str]:
    """Return the complaints of a log that was written to stderr, where sentences may stand too."""
    return [entry for entry in complaints_in(said) if _NEXT_ENTRY.match(entry)]


def complaints_in(text: str) -> list[str]:
    """Return the entries of a log that are no calm ones."""
    entries = [entry for entry in _NEXT_ENTRY.split(text) if entry.strip()]
    return [entry.rstrip() for entry in entries if not _CALM.fullmatch(entry)]
