"""lobby backup and lobby restore: of a device's folder or of a server's database."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from kiosk.clock import utc_now
from kiosk.commands.central import check_file_is_there
from kiosk.commands.options import DatabaseOrNone, DeviceOrNone
from kiosk.errors import InputError, StoreError
from kiosk.settings import DataFolder, Settings
from kiosk.store.backups.making import EVERY, all_backups, backups_in, made_at, make_backup, name_at
from kiosk.store.backups.replacing import DAMAGED, finish_replacing, set_aside
from kiosk.store.backups.restoring import Held, look_into, restore_file, restore_server
from kiosk.store.engines import sqlite_url, store_error_of
from kiosk.store.in_use import used_alone

STALE = 2 * EVERY


def backup(
    data: DeviceOrNone = None,
    db: DatabaseOrNone = "",
    out: Annotated[
        Path | None,
        typer.Option(help="The folder to make; without it one is added to backups/ beside it."),
    ] = None,
) -> None:
    """Make a verified backup, also while a kiosk or the server runs.

    It holds the whole database, and who a device is or the server's keys: keep it as safe.
    """
    if _is_server(data, db):
        check_file_is_there(db)
        url, home = db, _home_of(db)
    else:
        folder = _device(data)
        if not folder.database.exists():
            raise StoreError(f"There is no data in {folder.path} yet; start a kiosk there first.")
        url, home = sqlite_url(folder.database), folder.path
    target = out or backups_in(home) / name_at(utc_now())
    make_backup(url, home, target)
    typer.echo(f"The backup is in {target}.")


def restore(
    backup: Annotated[Path, typer.Argument(metavar="FOLDER", help="What lobby backup made.")],
    data: DeviceOrNone = None,
    db: DatabaseOrNone = "",
) -> None:
    """Go back to a backup; what was there is kept aside, and nothing unsent is lost.

    Stop the kiosk or server first. A server's backup goes into a SQLite file or into PostgreSQL,
    whichever it was made from: so a house moves from one to the other.
    """
    held = look_into(backup)
    try:
        is_server = _is_server(data, db)
        count = (
            _restore_server(backup, held, db)
            if is_server
            else _restore_device(backup, held, _device(data))
        )
    except (DBAPIError, OSError) as error:
        raise store_error_of(error, (db and _shown(db)) or str(data or "")) from error
    typer.echo(f"The backup {backup.name} is in place. Facts made since and kept: {count}.")
    typer.echo(
        "Start lobby server again: the devices send what it lacks. One paired since pairs again."
        if is_server
        else "The next contact with the server brings the rest."
    )


def complaints(home: Path, now: datetime) -> Iterator[str]:
    """Say what somebody has to look at: a damaged database that was put aside, no new backups."""
    for aside in set_aside(home, DAMAGED):
        yield (
            f"A damaged database lies in {aside}; what could be read was saved. Have the disk "
            "looked at, then remove that folder."
        )
    newest = next(iter(all_backups(home)), None)
    if newest is not None and now - made_at(newest) > STALE:
        yield f"The newest backup is {newest}; the log tells why there is none since."


def _restore_device(backup: Path, held: Held, folder: DataFolder) -> int:
    if not held.space:
        raise InputError(f"{backup} is a server's backup; name its database with --db.")
    with folder.lock():
        finish_replacing(folder.path)
        return restore_file(backup, folder.database, utc_now())


def _restore_server(backup: Path, held: Held, db: str) -> int:
    if held.space:
        raise InputError(f"{backup} is a device's backup; name its folder with --data.")
    with used_alone(db):
        home = _home_of(db)
        if not _is_file(db):
            return restore_server(backup, db, home, utc_now())
        finish_replacing(home)
        return restore_file(backup, Path(make_url(db).database or ""), utc_now())


def _is_server(data: Path | None, db: str) -> bool:
    if data and db:
        raise InputError("Name one place: a device's --data or a server's --db.")
    return bool(db)


def _device(data: Path | None) -> DataFolder:
    return DataFolder(data or Settings().data)


def _home_of(db: str) -> Path:
    from kiosk.server.founding import keys_folder  # a device's machine may lack the server's parts

    return keys_folder(db).parent


def _is_file(db: str) -> bool:
    return make_url(db).get_backend_name() == "sqlite"


def _shown(db: str) -> str:
    return make_url(db).render_as_string(hide_password=True)
