"""The demo without a display: the same programs offscreen, with pictures of each screen."""

import time
from collections import Counter
from pathlib import Path

import typer
from rich.progress import Progress
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.clock import utc_now
from kiosk.errors import SetupError
from kiosk.scanning.sources import SIMULATED
from kiosk.store.directory import all_spaces
from kiosk.store.engines import open_reader, sqlite_url
from kiosk.store.outbox import waiting
from kiosk.store.presence import open_visits
from kiosk.store.tables import FactRow
from ui.demo.house import DemoHouse, Programs

PICTURES = Path("tour")
WINDOWS: dict[str, tuple[str, ...]] = {
    "kiosk": ("--camera", SIMULATED),
    "wall": (),
    "staff": (),
}
CHECK_INS = 10
PATIENCE_S = 240.0
LAST_PICTURES_S = 3.0
# Only the trouble page is missing: nothing goes wrong on a tour. `lobby screens` draws it.
PAGES = ("idle", "welcome", "first_time", "leaving", "goodbye", "refused", "misread")


def run_tour(house: DemoHouse, programs: Programs) -> None:
    """Let members check in through real frames, take pictures, and sum it up.

    Raises:
        SetupError: a program ended, or too little happened; its log says why.
    """
    typer.echo("The tour takes about a minute.")
    started_s = time.monotonic()
    _clear_pictures()
    kiosk = sqlite_url(house.kiosk / "lobby.db")
    before = _kinds(kiosk)["checked_in"]
    windows = {
        name: programs.start(
            name,
            "--data",
            str(house.kiosk),
            *more,
            "--pictures",
            str(PICTURES / name),
            QT_QPA_PLATFORM="offscreen",
        )
        for name, more in WINDOWS.items()
    }
    with Progress(transient=True) as progress:
        bar = progress.add_task("Members come in", total=CHECK_INS + len(PAGES))
        while True:
            came = min(_kinds(kiosk)["checked_in"] - before, CHECK_INS)
            pages = _pages_pictured()
            progress.update(bar, completed=came + len(pages))
            if came >= CHECK_INS and pages == set(PAGES):
                break
            for name, window in windows.items():
                if window.poll() is not None:
                    raise SetupError(f"The {name} ended; {house.folder / name}.log says why.")
            if time.monotonic() - started_s > PATIENCE_S:
                raise SetupError(f"The tour takes too long; {house.folder} holds the logs.")
            time.sleep(0.5)
    time.sleep(LAST_PICTURES_S)
    windows["kiosk"].terminate()
    windows["kiosk"].wait()
    _sum_up(house, time.monotonic() - started_s)


def _clear_pictures() -> None:
    """Remove what an earlier tour left, and nothing else."""
    for name in WINDOWS:
        for old in (PICTURES / name).glob("*"):
            old.unlink()


def _pages_pictured() -> set[str]:
    names = [picture.stem for picture in (PICTURES / "kiosk").glob("*.png")]
    return {page for page in PAGES if any(name.endswith(page) for name in names)}


def _kinds(database: str) -> Counter[str]:
    engine = open_reader(database)
    with Session(engine) as session:
        kinds = Counter(session.scalars(select(FactRow.kind)))
    engine.dispose()
    return kinds


def _sum_up(house: DemoHouse, seconds: float) -> None:
    kiosk = sqlite_url(house.kiosk / "lobby.db")
    engine = open_reader(kiosk)
    with Session(engine) as session:
        (space,) = all_spaces(session)
        present = {visit.person for visit in open_visits(session, space.id, utc_now())}
        unsent = waiting(session).unsent
    engine.dispose()
    typer.echo(f"people present: {len(present)}")
    typer.echo(f"facts on the kiosk: {_kinds(kiosk).total()}")
    typer.echo(f"facts on the server: {_kinds(house.database).total()}")
    typer.echo(f"facts waiting: {unsent}")
    typer.echo(f"seconds: {seconds:.0f}")
    typer.echo(f"pictures: {PICTURES.resolve()}")
