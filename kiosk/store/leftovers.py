"""What was deleted must not be in a SQLite file's log either, where it stays until overwritten."""

import logging
import sqlite3
import threading

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kiosk.store.engines import empty_log

_HAS_FORGOTTEN = "has_forgotten"

log = logging.getLogger(__name__)


def note_forgotten(session: Session) -> None:
    """Note that something goes in this transaction that is to be nowhere any more."""
    session.info[_HAS_FORGOTTEN] = True


class Leftovers:
    """Empties the log after every transaction that says so.

    A reader may be in the way, and nobody waits for it: then after the next transaction.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._guard, self._are_there = engine, threading.Lock(), False

    def clear_after(self, session: Session) -> None:
        """Leave nothing behind of what a session forgot that has committed and was closed."""
        with self._guard:
            self._are_there |= _HAS_FORGOTTEN in session.info
            if self._are_there:
                self._are_there = not self._is_log_emptied()

    def _is_log_emptied(self) -> bool:
        if self._engine.dialect.name != "sqlite":
            return True
        try:
            return empty_log(self._engine)
        except sqlite3.Error as error:
            log.warning("the database's log is not emptied yet: %s", error)
            return False
