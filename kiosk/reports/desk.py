"""The staff view of one kiosk's folder, read without ever writing there."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.domain.views import StaffView
from kiosk.errors import StoreError
from kiosk.reports.staff import staff_view
from kiosk.store import outbox
from kiosk.store.directory import spaces_by_id
from kiosk.store.engines import open_reader, sqlite_url, store_error_of
from kiosk.store.tables import StationRow
from kiosk.store.timekeeping import house_time

LOOK_ANYWAY = timedelta(seconds=20)  # the time of day moves on without any new fact


class DeskReader:
    """Reads a data folder that a kiosk may be writing to. One thread uses it."""

    def __init__(self, database: Path) -> None:
        """Open a folder's database for reading.

        Raises:
            StoreError: there is no data in this folder yet.
        """
        self._engine = open_reader(sqlite_url(database))
        self._version = -1
        self._looked_at: datetime | None = None

    def look(self, now: datetime) -> StaffView | None:
        """Return today as it is now; None when nothing has changed since the last look.

        Raises:
            StoreError: the folder was never paired, never met its server, or cannot be read.
        """
        try:
            with self._engine.connect() as connection:
                return self._look(connection, now)
        except DBAPIError as error:
            raise store_error_of(error, "This data folder") from error

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()

    def _look(self, connection: Connection, now: datetime) -> StaffView | None:
        version = _data_version(connection)
        is_recent = self._looked_at is not None and now - self._looked_at < LOOK_ANYWAY
        if version == self._version and is_recent:
            return None
        with Session(connection) as session:
            view = _view(session, now)
        self._version, self._looked_at = version, now
        return view


def _data_version(connection: Connection) -> int:
    # SQLite counts it up for this connection whenever another one committed.
    return int(connection.execute(text("PRAGMA data_version")).scalar_one())


def _view(session: Session, now: datetime) -> StaffView:
    here = session.scalars(select(StationRow)).one_or_none()
    spaces = spaces_by_id(session, [here.space_id]) if here else {}
    if here is None or here.space_id not in spaces:
        raise StoreError("This folder has not met its server yet; start its kiosk first.")
    waiting = outbox.waiting(session)
    return replace(
        staff_view(session, spaces[here.space_id], house_time(session, now)),
        waiting_facts=waiting.pending,
        waiting_since=waiting.oldest,
        stuck_facts=waiting.stuck,
        clock_offset_ms=here.offset_ms or 0,
        quarantined_facts=waiting.quarantined,
        complete_until=here.last_contact_at,
    )
