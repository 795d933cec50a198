"""The queue in front of a simulated lobby: what is held up there, kept in a device's folder."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from platformdirs import user_data_path

from kiosk.errors import SetupError
from kiosk.scanning.simulated.held import HeldCode

QUEUE_FILE = "simulated-passes.json"


def write_queue(folder: Path, queue: Iterable[HeldCode]) -> None:
    """Leave a queue where `--camera simulated` looks for it."""
    plain = [asdict(held) for held in queue]
    (folder / QUEUE_FILE).write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def read_queue(folder: Path) -> tuple[HeldCode, ...]:
    """Return what is held up in the simulated lobby of a folder.

    Raises:
        SetupError: nobody prepared anything.
    """
    try:
        plain = json.loads((folder / QUEUE_FILE).read_text(encoding="utf-8"))
        return tuple(HeldCode(**held) for held in plain)
    except (OSError, ValueError, TypeError) as error:
        demo = user_data_path("hello-lobby", appauthor=False) / "demo" / "kiosk"
        raise SetupError(
            f"{folder} holds no passes for the simulated camera: run lobby demo, which makes some, "
            f"and name its kiosk: --data {demo}"
        ) from error
