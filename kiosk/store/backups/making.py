"""Backups: a folder with a verified copy of a database and what stands beside it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from kiosk.errors import StoreError
from kiosk.settings import OWNER_ONLY, OWNER_ONLY_FOLDER
from kiosk.store.engines import is_damaged, store_error_of, sync_folder

DATABASE = "lobby.db"
# Without these a database is of no use: who a device is, or the keys of a server.
BESIDE = ("device.json", "server-ca.pem", "keys", "tls")
KEEP = 7
EVERY = timedelta(days=1)
_NAME = "%Y-%m-%dT%H-%M-%SZ"
_PAGES_AT_ONCE = 1000

GiveUp = Callable[[], bool]


def backups_in(home: Path) -> Path:
    """Return where the backups of what lies in a folder are kept."""
    return home / "backups"


def name_at(now: datetime) -> str:
    """Return a backup's name; names sort like time."""
    return now.astimezone(UTC).strftime(_NAME)


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, by its name."""
    return datetime.strptime(backup.name, _NAME).replace(tzinfo=UTC)


def all_backups(home: Path) -> list[Path]:
    """Return the backups kept for a folder, the newest first."""
    found = []
    for folder in backups_in(home).glob("*Z"):
        try:
            made_at(folder)
        except ValueError:
            continue  # not ours
        found.append(folder)
    return sorted(found, reverse=True)


def keep_newest(home: Path, now: datetime, most: int = KEEP) -> None:
    """Remove the oldest backups of a folder, and what is left of one that was never finished.

    A date that is still to come was written by a clock that was wrong: such a one is older than
    what is made now, and goes first.
    """
    made = sorted(all_backups(home), key=lambda folder: made_at(folder) <= now, reverse=True)
    for folder in made[most:]:
        shutil.rmtree(folder)
    for folder in backups_in(home).glob("*.part"):
        shutil.rmtree(folder)


def make_backup(url: str, home: Path, target: Path, give_up: GiveUp = lambda: False) -> None:
    """Copy a database, while it may be in use, and what stands beside it into a new folder.

    The folder is there only once the copy was verified and is on the disk.

    Args:
        home: the folder with what stands beside the database.
        give_up: asked now and then; True ends the copying with an error.

    Raises:
        StoreError: it could not be made; the sentence says why.
    """
    part = target.with_name(f"{target.name}.part")
    if target.exists():
        raise StoreError(f"{target} is there already; name a folder that is not.")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=OWNER_ONLY_FOLDER, parents=True)
        _fill(part, url, home, give_up)
        settle_on_disk(part)
        part.rename(target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise store_error_of(error, str(target.parent)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def copy_beside(source: Path, target: Path) -> None:
    """Copy what stands beside a database from one folder into another."""
    for name in BESIDE:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).exists():
            shutil.copy(source / name, target / name)


def settle_on_disk(folder: Path) -> None:
    """Have a whole folder outlast a power cut, and make it its owner's alone."""
    for path in (*folder.rglob("*"), folder):
        path.chmod(OWNER_ONLY_FOLDER if path.is_dir() else OWNER_ONLY)
        sync_folder(path)


def copy_sqlite(source: Path, target: Path, give_up: GiveUp = lambda: False) -> None:
    """Copy a SQLite database that may be in use, as it is at this moment, into one plain file."""

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if give_up():
            raise StoreError("The backup was given up; it is made anew at the next start.")

    uri = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as old:
        # One snapshot for the whole copy: else every commit of a busy house would begin it anew.
        old.execute("PRAGMA busy_timeout=5000")
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target, isolation_level=None)) as new:
            old.backup(new, pages=_PAGES_AT_ONCE, progress=go_on)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, readable from any medium


def _fill(part: Path, url: str, home: Path, give_up: GiveUp) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        copy_sqlite(Path(parsed.database or ""), part / DATABASE, give_up)
    else:
        from kiosk.store.backups.transfer import copy_into_file  # only where there is a PostgreSQL

        copy_into_file(url, part / DATABASE, give_up)
    if is_damaged(part / DATABASE, thorough=True):
        raise StoreError(
            "The database is damaged, so there is no backup of it; start the program again, "
            "which mends that or says how."
        )
    copy_beside(home, part)
