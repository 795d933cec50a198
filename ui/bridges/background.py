"""Core work off the UI thread, answered on it."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

T = TypeVar("T")
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Worker(Protocol):
    """What runs the jobs one after the other: kiosk.worker.CoreWorker."""

    def submit(self, job: Callable[[Any], T]) -> Future[T]: ...


class Background(QObject):
    """Runs jobs on the core worker and answers on the UI thread, in the order asked."""

    _finished = Signal(object, object, object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._finished.connect(self._deliver)

    def run(self, job: Callable[[Any], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do a job with the worker's session; then call one of the two on the UI thread."""
        future = self._worker.submit(job)
        future.add_done_callback(lambda f: self._finished.emit(f, done, failed))

    @Slot(object, object, object)
    def _deliver(self, future: Future[Any], done: Done, failed: Failed) -> None:
        if future.cancelled():  # only a stop cancels, and then nobody waits for an answer
            return
        error = future.exception()
        if isinstance(error, Exception):
            failed(error)
        else:
            done(future.result())
