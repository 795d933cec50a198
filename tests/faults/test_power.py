"""Power cuts and failing disks: nothing that turned green is lost, if and only if the store is
durable as it says.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from kiosk.domain.facts import Fact
from kiosk.errors import StoreError
from kiosk.worker import CoreWorker
from tests.faults.disk import Disk, Green
from tests.faults.door import Door, found, found_in
from tests.faults.power import (
    Fate,
    Image,
    Recording,
    check_after_cut,
    image_of,
    put,
    record,
)
from tests.house import MONDAY_NINE

CUTS = 200
OFTEN = "wal_autocheckpoint=40"  # pages; the log is then copied into the file many times in a run


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory where there is one: these disks are made to fail, not to last."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """A kiosk's folder before its first day."""
    folder = tmp_path_factory.mktemp("founded")
    found(folder)
    return image_of(folder)


def day_at_the_door(disk: Disk, engine: Engine, *, seed: int, acts: int) -> None:
    core = CoreWorker(engine, str(disk.folder))
    door = Door(core, disk, Random(seed), MONDAY_NINE)
    for _ in range(acts):
        door.act()
    core.stop()


def recorded(founded: Image, folder: Path, *pragmas: str, seed: int = 1) -> Recording:
    put(founded, folder)
    return record(
        folder, lambda disk: day_at_the_door(disk, disk.engine(*pragmas), seed=seed, acts=30)
    )


def shown_on(disk: Disk) -> list[Fact]:
    return [fact for step in disk.steps if isinstance(step, Green) for fact in step.facts]


def greens(recording: Recording) -> list[int]:
    """Return the places right after each green screen that stands for facts."""
    return [
        place
        for place, step in enumerate(recording.steps, start=1)
        if isinstance(step, Green) and step.facts
    ]


def test_no_power_cut_costs_a_green_screen(founded: Image, place: Path) -> None:
    chance = Random(20260302)
    for seed, pragma in enumerate((OFTEN, "wal_autocheckpoint=1000")):
        run = recorded(founded, place / f"run-{seed}", pragma, seed=seed)
        for cut in range(CUTS // 2):
            at, fate = chance.randint(0, len(run.steps)), chance.choice(list(Fate))
            image, shown = run.cut(at, fate, chance)
            check_after_cut(image, shown, place / f"cut-{seed}-{cut}")


def test_a_cut_in_the_first_minute_of_a_store_costs_no_green_screen(place: Path) -> None:
    folder = place / "new"
    folder.mkdir()

    def first_minute(disk: Disk) -> None:
        engine = disk.engine()
        found_in(engine)
        day_at_the_door(disk, engine, seed=1, acts=5)

    run, chance = record(folder, first_minute), Random(1)
    for at in greens(run):
        for fate in Fate:
            image, shown = run.cut(at, fate, chance)
            check_after_cut(image, shown, place / f"cut-{at}-{fate}")


def test_the_power_cuts_bite_a_store_that_does_not_sync(founded: Image, place: Path) -> None:
    run = recorded(founded, place / "run", "synchronous=NORMAL")
    image, shown = run.cut(greens(run)[-1], Fate.LOST, Random(1))
    with pytest.raises(AssertionError, match="green screens are lost"):
        check_after_cut(image, shown, place / "cut")


def test_the_power_cuts_bring_back_a_journal_whose_removal_was_not_synced(
    founded: Image, place: Path
) -> None:
    pragmas = ("journal_mode=DELETE", "synchronous=FULL")
    run = recorded(founded, place / "run", *pragmas)
    image, shown = run.cut(greens(run)[-1], Fate.LOST, Random(1))
    with pytest.raises(AssertionError, match=r"1 of .* green screens are lost"):
        check_after_cut(image, shown, place / "cut")


@pytest.mark.parametrize("times", [1, 4], ids=["one-error", "several-in-a-row"])
def test_no_screen_turns_green_when_the_disk_fails_and_the_next_one_does_again(
    founded: Image, place: Path, expected_log: Callable[[str], None], times: int
) -> None:
    expected_log("ERROR kiosk.worker: a job of the core worker failed in the database")
    if times > 1:
        expected_log("ERROR sqlalchemy.pool.impl.QueuePool: Exception terminating connection")
    folder = put(founded, place / "folder")
    disk = Disk(folder)
    core = CoreWorker(disk.engine(OFTEN), str(folder))
    door = Door(core, disk, Random(1), MONDAY_NINE)
    refused = 0
    for after in range(1, 60):
        disk.fail(after, times)
        while not disk.has_failed:
            try:
                door.act()
            except StoreError:
                refused += 1
        door.act()
    core.stop()
    assert refused >= 59 / 2  # the others hit a checkpoint, which nobody has to hear of
    # When the sync of a COMMIT fails, nobody knows whether it counts; it may, unshown.
    check_after_cut(image_of(folder), shown_on(disk), place / "after", most_unshown=None)
