"""Several server processes that meet a new PostgreSQL database at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.server.database import Database
from kiosk.server.main import open_database
from kiosk.store.engines import open_writer
from kiosk.store.in_use import make_alone
from kiosk.store.tables import OperatorRow, StationRow
from tests.server.central import SOON_S, wait_until

WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE NOT granted AND datname = current_database()
"""


def waiting(db: str) -> int:
    """Return how many wait for others to finish."""
    with psycopg.connect(db) as connection:
        row = connection.execute(WAITING).fetchone()
        assert row is not None
        return int(row[0])


@pytest.mark.parametrize("has_schema", [False, True])
def test_they_make_and_found_it_once(new_postgresql: str, has_schema: bool) -> None:
    if has_schema:
        Database(new_postgresql).close()
    engine = open_writer(new_postgresql)
    with ThreadPoolExecutor() as several:
        with engine.begin() as connection:
            make_alone(connection)
            started = [several.submit(open_database, new_postgresql) for _ in range(2)]
            wait_until(lambda: waiting(new_postgresql) == len(started))
        for one in started:
            one.result(SOON_S).close()
    with Session(engine) as session:
        assert len(session.scalars(select(OperatorRow.id)).all()) == 1
        assert len(session.scalars(select(StationRow.device_id)).all()) == 1
    engine.dispose()
