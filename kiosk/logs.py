"""The log: what went wrong and when, for whoever mends it; never a name, a code or a token."""

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

CHATTY = ("alembic", "uvicorn")  # they tell of every start and migration
LARGEST_BYTES = 5_000_000
KEPT = 10

log = logging.getLogger(__name__)


def log_to_file(path: Path) -> None:
    """Write this program's log beside its data, where it cannot grow for ever.

    What nobody caught, on whichever thread, is written down there too; when it ends the program,
    one sentence says so.
    """
    handler = RotatingFileHandler(
        path, maxBytes=LARGEST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
    )
    _start(handler)

    def end(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        _note_uncaught(kind, error, where)
        sys.stderr.write(f"Something went wrong that nobody foresaw; {path} says what.\n")

    sys.excepthook = end
    threading.excepthook = lambda args: _note_uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def log_to_stderr() -> None:
    """Write this program's log where a service manager collects it."""
    _start(logging.StreamHandler())


def _start(handler: logging.Handler) -> None:
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _note_uncaught(
    kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> None:
    log.critical("nobody caught this", exc_info=(kind, error, where))


class _OneLine(logging.Formatter):
    """Keeps a message on its line: what came from outside must not forge another entry."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        record.message = "".join(
            c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in record.message
        )
        return super().formatMessage(record)
