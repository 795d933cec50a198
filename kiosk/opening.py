"""Opening a device's data folder for writing, whatever happened to it before."""

import sqlite3

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.clock import utc_now
from kiosk.errors import StoreError
from kiosk.settings import DataFolder, Pairing
from kiosk.store.backups.replacing import finish_replacing
from kiosk.store.engines import is_damaged, open_writer, sqlite_url, store_error_of
from kiosk.store.schema import bring_up_to_date
from kiosk.store.settling import settle_in
from kiosk.store.station import station


def open_folder(folder: DataFolder) -> Engine:
    """Open a data folder's database for writing, in the present schema.

    Where a paired folder's is damaged or gone, a new one with all that can be saved takes its
    place; where it lags behind the folder's pairing, it follows. Hold the folder's lock before.

    Raises:
        StoreError: it cannot be written, or is damaged and nobody knows whose it was.
    """
    try:
        finish_replacing(folder.path)
        pairing = folder.readable_pairing()  # a damaged one lobby pair is about to write anew
        _save_what_is_lost(folder, pairing)
        engine = open_writer(sqlite_url(folder.database))
        bring_up_to_date(engine)
        if pairing is not None:
            _finish_pairing(engine, pairing)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise store_error_of(error, str(folder.path)) from error
    return engine


def _finish_pairing(engine: Engine, pairing: Pairing) -> None:
    """Be who the folder was paired as, also if the power went before the database followed."""
    with Session(engine) as session, session.begin():
        here = station(session)
        if here is None or here.device != pairing.device:
            settle_in(session, pairing.device, pairing.space, pairing.operator)


def _save_what_is_lost(folder: DataFolder, pairing: Pairing | None) -> None:
    is_empty = not folder.database.exists() or not folder.database.stat().st_size
    is_fine = pairing is None if is_empty else not is_damaged(folder.database)
    if is_fine:
        return
    if pairing is None:
        raise StoreError(
            f"The database in {folder.path} is damaged, and nothing says whose it was; "
            "restore a backup with lobby restore, or move it aside."
        )
    from kiosk.store.backups.restoring import rescue_device  # next to never needed

    rescue_device(folder.database, pairing, utc_now())
