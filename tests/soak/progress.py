"""Where a long run keeps how far it has come, so that the next start goes on from there."""

import json
from pathlib import Path
from typing import Any

from kiosk.settings import replace_file

SOAK = Path(__file__).parents[2] / "build" / "soak"


def place_of(run: str) -> Path:
    """Return a run's own folder."""
    place = SOAK / run
    place.mkdir(parents=True, exist_ok=True)
    return place


def resumed(run: str) -> dict[str, Any] | None:
    """Return what a run noted last; None at its first start."""
    file = place_of(run) / "progress.json"
    return json.loads(file.read_bytes()) if file.exists() else None


def note(run: str, progress: dict[str, Any]) -> None:
    """Note how far a run has come."""
    replace_file(place_of(run) / "progress.json", json.dumps(progress).encode())


def report(run: str, rows: dict[str, object]) -> None:
    """Print a run's table, and keep it beside its progress."""
    width = max(map(len, rows))
    table = "\n".join(f"{name:<{width}}  {value}" for name, value in rows.items())
    (place_of(run) / "table.txt").write_text(table + "\n")
    print(table)
