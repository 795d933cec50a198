"""Putting a store in the place of another, so that a crash leaves the old one or the new one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kiosk.errors import StoreError
from kiosk.settings import OWNER_ONLY_FOLDER
from kiosk.store.backups.making import all_backups, name_at, settle_on_disk
from kiosk.store.engines import is_damaged, sync_folder

DAMAGED = "damaged"
BEFORE_RESTORE = "before-restore"
_FILLING, _READY = ".filling", ".ready"
_LOGS = ("-wal", "-shm", "-journal")


@contextmanager
def replacement(home: Path, why: str, now: datetime) -> Iterator[Path]:
    """Give a folder to fill with what takes the place of its namesakes in `home` afterwards.

    Those move to a folder `why`-time. Until everything is on the disk nothing is touched; a crash
    after that is made up for by `finish_replacing`.
    """
    name = f"{why}-{name_at(now)}"
    fresh, ready = home / f"{name}{_FILLING}", home / f"{name}{_READY}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=OWNER_ONLY_FOLDER)
    try:
        yield fresh
        settle_on_disk(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    fresh.rename(ready)
    sync_folder(home)
    finish_replacing(home)


def finish_replacing(home: Path) -> None:
    """Finish what a crash interrupted; to be called before a folder's database is opened."""
    for why in (DAMAGED, BEFORE_RESTORE):
        for half_filled in home.glob(f"{why}-*{_FILLING}"):
            shutil.rmtree(half_filled)
        for ready in sorted(home.glob(f"{why}-*{_READY}")):
            _put_in_place(ready, home / ready.stem, home)


def check_file(database: Path) -> None:
    """Finish what a crash interrupted at a server's file, and look for damage.

    Raises:
        StoreError: it is damaged.
    """
    finish_replacing(database.parent)
    if database.exists() and is_damaged(database):
        newest = next(iter(all_backups(database.parent)), "BACKUP")
        raise StoreError(
            f"{database} is damaged; say lobby restore {newest} --db {database}, and devices send "
            "what is missing."
        )


def set_aside(home: Path, why: str) -> list[Path]:
    """Return the folders that hold what was once replaced, the oldest first."""
    return sorted(folder for folder in home.glob(f"{why}-*Z") if folder.is_dir())


def _put_in_place(ready: Path, aside: Path, home: Path) -> None:
    aside.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    for item in sorted(ready.iterdir()):
        for old in (*(home / f"{item.name}{log}" for log in _LOGS), home / item.name):
            if old.exists():
                old.rename(aside / old.name)
        # SQLite would play a log that stayed behind into the new database.
        sync_folder(aside)
        sync_folder(home)
        item.rename(home / item.name)
    ready.rmdir()
    sync_folder(home)
