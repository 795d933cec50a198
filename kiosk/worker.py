"""The core worker: one thread that owns the one connection that writes."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.store.engines import empty_log, store_error_of
from kiosk.store.leftovers import Leftovers

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class CoreWorker:
    """Run jobs one after the other, each in a transaction of its own.

    A future's result is there only after COMMIT returned, so whoever waits for it may turn the
    screen green. A job that raises leaves nothing behind.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place, self._leftovers = engine, place, Leftovers(engine)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="core")

    def submit(self, job: Callable[[Session], Answer]) -> "Future[Answer]":
        """Queue a job; its answer or its error comes by the future."""
        return self._thread.submit(self._in_transaction, job)

    def empty_log(self) -> "Future[bool]":
        """Leave nothing of what was deleted in the database's log; False if a reader needs it."""
        return self._thread.submit(empty_log, self._engine)

    def stop(self) -> None:
        """Finish what is queued, then close the connection."""
        self._thread.shutdown(wait=True)
        self._engine.dispose()

    def _in_transaction(self, job: Callable[[Session], Answer]) -> Answer:
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                answer = job(session)
        except DBAPIError as error:
            log.exception("a job of the core worker failed in the database")
            raise store_error_of(error, self._place) from error
        self._leftovers.clear_after(session)
        return answer
