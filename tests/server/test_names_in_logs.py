"""No name reaches a log, however a statement about it fails: on SQLite and on PostgreSQL."""

import logging
import traceback
from collections.abc import Callable

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.errors import StoreError
from kiosk.server.database import Database
from kiosk.store.engines import open_writer
from kiosk.store.member_tables import MemberRow
from kiosk.store.schema import bring_up_to_date
from kiosk.worker import CoreWorker

CANARY = "Canary Wren"


def save_badly(session: Session) -> None:
    """Insert a member who lacks nearly everything."""
    values = {"handle": "a" * 16, "profile": {"display_name": CANARY}, "language": CANARY[:16]}
    session.execute(insert(MemberRow).values(values))


def test_the_core_worker_logs_what_failed_but_not_about_whom(
    db: str, caplog: pytest.LogCaptureFixture, expected_log: Callable[[str], None]
) -> None:
    expected_log("a job of the core worker failed")
    engine = open_writer(db)
    bring_up_to_date(engine)
    worker = CoreWorker(engine, "here")
    with pytest.raises(StoreError):
        worker.submit(save_badly).result()
    worker.stop()
    assert "INSERT INTO member" in caplog.text
    assert CANARY not in caplog.text


def test_what_the_server_would_log_of_a_failed_statement_names_nobody(db: str) -> None:
    database = Database(db)
    with pytest.raises(IntegrityError) as caught:
        database.write_now(save_badly)
    database.close()
    text = "".join(traceback.format_exception(caught.value))
    assert "INSERT INTO member" in text
    assert CANARY not in text


def test_a_driver_does_not_log_parameters_either(db: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "sqlalchemy.engine")
    database = Database(db)
    with pytest.raises(IntegrityError):
        database.write_now(save_badly)
    database.close()
    assert CANARY not in caplog.text
