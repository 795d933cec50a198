"""The core of a kiosk, wired once: its store, its door, its sync, and what each touch does."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.actions import visit
from kiosk.actions.door import Door, Scan, space_at
from kiosk.clock import utc_now
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Answer, Verdict
from kiosk.domain.views import ScanOutcome, WallView
from kiosk.errors import LobbyError
from kiosk.reports.person import person_view
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.settings import DataFolder, replace_file
from kiosk.store.engines import open_writer, sqlite_url, store_error_of
from kiosk.store.schema import bring_up_to_date
from kiosk.worker import CoreWorker

log = logging.getLogger(__name__)


def open_folder(folder: DataFolder) -> Engine:
    """Open a data folder's database for writing, in the present schema.

    Hold the folder's lock before.

    Raises:
        StoreError: it cannot be written or is damaged.
    """
    engine = open_writer(sqlite_url(folder.database))
    try:
        bring_up_to_date(engine)
    except (DBAPIError, OSError) as error:
        raise store_error_of(error, str(folder.path)) from error
    return engine


class Desk:
    """What happens at the door, as jobs for the core worker.

    Thread contract: every method that takes a session belongs to the core worker.
    """

    def __init__(self, *, now: Callable[[], datetime] = utc_now) -> None:
        self._door, self._now = Door(), now

    def scan(self, session: Session, text: str) -> Scan:
        """Answer a code and record what it means."""
        return self._door.scan(session, text, self._now())

    def outcome(self, session: Session, scan: Scan) -> ScanOutcome:
        """Return what the screen shows after a recorded scan."""
        self._door.note(scan)
        person = scan.verdict.person
        if person is None:
            return ScanOutcome(scan.verdict, is_fresh=scan.is_fresh)
        space, now = space_at(session), self._now()
        is_welcome = scan.verdict.answer in (Answer.WELCOME, Answer.WELCOME_AGAIN)
        show = visit.greet if is_welcome and scan.is_fresh else person_view
        return ScanOutcome(scan.verdict, show(session, space, person, now), scan.is_fresh)

    def leave(self, session: Session, person: str) -> ScanOutcome:
        """Check somebody out."""
        visit.leave(session, space_at(session), person, self._now())
        return self._told(session, person, Answer.GOODBYE)

    def stay(self, session: Session, person: str) -> ScanOutcome:
        """Note that somebody who was asked stays; nothing is recorded."""
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def still_here(self, session: Session, person: str) -> ScanOutcome:
        """Take back somebody's check-out."""
        visit.take_back(session, space_at(session), person, self._now())
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def undo(self, session: Session, person: str) -> ScanOutcome:
        """Take back what somebody's scan did; their next scan is a first one again."""
        visit.take_back(session, space_at(session), person, self._now())
        outcome = self._told(session, person, Answer.GOODBYE)
        self._door.forget(person)
        return outcome

    def set_mode(self, session: Session, person: str, mode: Mode) -> ScanOutcome:
        """Choose how somebody is today."""
        visit.set_mode(session, space_at(session), person, mode, self._now())
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def set_visibility(
        self, session: Session, person: str, choice: tuple[Visibility, str]
    ) -> ScanOutcome:
        """Record what the wall may show of somebody."""
        visit.set_visibility(session, space_at(session), person, choice, self._now())
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def _told(self, session: Session, person: str, answer: Answer) -> ScanOutcome:
        now = self._now()
        self._door.answered(person, answer, now)
        view = person_view(session, space_at(session), person, now)
        return ScanOutcome(Verdict(answer, person), view)
