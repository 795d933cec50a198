"""Giving a device or server a store again: from what is left of a damaged one, or a backup."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.domain.spaces import Space
from kiosk.errors import StoreError
from kiosk.settings import OWNER_ONLY_FOLDER, DataFolder, Pairing
from kiosk.store.backups.making import (
    DATABASE,
    all_backups,
    backups_in,
    copy_beside,
    make_backup,
    name_at,
)
from kiosk.store.backups.replacing import BEFORE_RESTORE, DAMAGED, replacement
from kiosk.store.backups.rescue import take_over_facts, take_over_house
from kiosk.store.backups.transfer import copy_from_file
from kiosk.store.directory import save_space, spaces_by_id
from kiosk.store.engines import is_damaged, open_reader, open_writer, sqlite_url
from kiosk.store.outbox import BEGINNING, Place, reoffer
from kiosk.store.schema import HEAD, bring_up_to_date, migrate, revision_of
from kiosk.store.station import found_station, renew_epoch, station, station_of
from kiosk.store.tables import OperatorRow, StationRow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """Whose a backup is; `space` is empty for a server's."""

    operator: UUID
    space: str


def rescue_device(database: Path, pairing: Pairing, now: datetime) -> None:
    """Put a damaged database aside, and a new one in its place with all that can be saved.

    The newest sound backup is where it begins, else what the damaged file tells of the house.
    Hold the folder's lock before.
    """
    log.error("%s is damaged; saving what can be read into a new one", database)
    home = database.parent
    with replacement(home, DAMAGED, now) as fresh:
        backup = _newest_sound(home, pairing)
        if backup is not None:
            shutil.copy(backup / DATABASE, fresh / DATABASE)
        with _migrated(fresh / DATABASE) as session:
            _take_place(session, pairing)
            if backup is None:
                take_over_house(session, database)
            if not spaces_by_id(session, [pairing.space]):
                # Facts need their space; the server says at the next contact how it really is.
                save_space(session, Space(pairing.space, pairing.space, "UTC"))
            count = take_over_facts(session, database)
            if session.scalars(select(StationRow.stream_epoch)).one() is None:
                # Nobody could tell any more whether the server was put back meanwhile.
                _offer_all_again(session)
    log.error("saved %d facts from it, beginning with %s", count, backup or "an empty store")


def restore_file(backup: Path, database: Path, now: datetime) -> int:
    """Put a backup in the place of a SQLite database and of what stands beside it.

    What was there moves aside; its facts that the backup lacks are taken over. Hold the lock of
    the folder before, and check the backup.

    Returns:
        How many facts were taken over.
    """
    with replacement(database.parent, BEFORE_RESTORE, now) as fresh:
        shutil.copy(backup / DATABASE, fresh / database.name)
        with _migrated(fresh / database.name) as session:
            if not _has_place_there(session, database.parent):
                copy_beside(backup, fresh)
            _begin_anew(session)
            return take_over_facts(session, database)


def restore_server(backup: Path, url: str, home: Path, now: datetime) -> int:
    """Put a backup in the place of every row of a PostgreSQL database, in one transaction.

    What was there is kept as a backup; the rest is as with `restore_file`.

    Args:
        home: the folder with the keys.
    """
    engine = open_writer(url)
    try:
        bring_up_to_date(engine)
        with engine.connect() as connection:
            is_new = connection.scalars(select(OperatorRow.id)).first() is None
        before = backups_in(home) / name_at(now)
        if not is_new:
            make_backup(url, home, before)
        home.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        with TemporaryDirectory(dir=home) as scratch:
            copy = Path(shutil.copy(backup / DATABASE, scratch))
            with _migrated(copy) as session:
                _begin_anew(session)
                count = 0 if is_new else take_over_facts(session, before / DATABASE)
            with engine.begin() as connection:
                copy_from_file(copy, connection)
    finally:
        engine.dispose()
    with replacement(home, BEFORE_RESTORE, now) as fresh:
        copy_beside(backup, fresh)
    return count


def look_into(backup: Path) -> Held:
    """Say whose a backup is, after looking for damage.

    Raises:
        StoreError: it is none, not one of ours, damaged, or a newer program's.
    """
    database = backup / DATABASE
    if not database.is_file():
        raise StoreError(f"{backup} holds no backup; name a folder that lobby backup made.")
    if is_damaged(database, thorough=True):
        raise StoreError(f"The backup in {backup} is damaged; use another one.")
    engine = open_reader(sqlite_url(database))
    try:
        revision = revision_of(engine)
        if revision is None:
            raise StoreError(f"{database} is no database of Hello Lobby; use another backup.")
        if revision > HEAD:
            raise StoreError(
                f"A newer Hello Lobby made the backup in {backup}; update this program first."
            )
        with engine.connect() as connection:
            whose = select(StationRow.operator_id, StationRow.space_id)
            row = connection.execute(whose).one_or_none()
    finally:
        engine.dispose()
    if row is None:
        raise StoreError(f"The backup in {backup} is of nobody that was ever paired.")
    return Held(row.operator_id, row.space_id)


@contextmanager
def _migrated(database: Path) -> Iterator[Session]:
    engine = open_writer(sqlite_url(database))
    try:
        migrate(engine)
        with Session(engine) as session, session.begin():
            yield session
    finally:
        engine.dispose()


def _take_place(session: Session, pairing: Pairing) -> None:
    """Be the device that the folder was paired as, in an epoch of its own."""
    here = station(session)
    if here is not None and (here.device, here.space) == (pairing.device, pairing.space):
        renew_epoch(session)
        return
    session.execute(delete(StationRow))
    found_station(session, pairing.device, pairing.space, pairing.operator)


def _offer_all_again(session: Session) -> None:
    after: Place | None = BEGINNING
    while after is not None:
        after = reoffer(session, after)


def _has_place_there(session: Session, home: Path) -> bool:
    """Whether a folder is paired with this store's space: its place is as good, or better."""
    here, pairing = station_of(session), DataFolder(home).readable_pairing()
    return pairing is not None and (pairing.operator, pairing.space) == (here.operator, here.space)


def _begin_anew(session: Session) -> None:
    """Have nobody take what is made from now on for what was made after the backup."""
    renew_epoch(session)
    # Devices that see another stream offer again what they sent since.
    session.execute(update(OperatorRow).values(stream_epoch=uuid4()))


def _newest_sound(home: Path, pairing: Pairing) -> Path | None:
    for backup in all_backups(home):
        try:
            held = look_into(backup)
        except StoreError as error:
            log.warning("a backup cannot be used: %s", error)
            continue
        if held.operator == pairing.operator:
            return backup
    return None
