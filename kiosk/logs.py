"""The log: what went wrong and when, for whoever mends it; never a name, a code or a token."""

import copy
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from kiosk.errors import LobbyError

CHATTY = ("alembic", "uvicorn")  # they tell of every start and migration
LARGEST_BYTES = 5_000_000
KEPT = 10
SAME_AGAIN_S = 60.0

LEFT_OUT = "(its words are left out: they may hold what somebody entered)"
# Ours are written to be shown, the interpreter's speak of the program, drivers' are given without
# the values of a statement. Any other may quote what it was given: a name, a code.
_PLAIN = (LobbyError, AttributeError, NameError, ImportError, TypeError, ArithmeticError, OSError)
_DRIVERS = ("sqlite3", "psycopg")

log = logging.getLogger(__name__)


def log_to_file(path: Path) -> None:
    """Write this program's log beside its data.

    What nobody caught is written down there too; when it ends the program, one sentence says so.
    """
    write_log(path)
    note_uncaught(
        lambda: sys.stderr.write(f"Something went wrong that nobody foresaw; {path} says what.\n")
    )


def write_log(path: Path) -> None:
    """Write this program's log into a file that cannot grow for ever; once, however often asked."""
    written = (getattr(handler, "baseFilename", None) for handler in logging.getLogger().handlers)
    if str(path.absolute()) in written:
        return
    _start(
        RotatingFileHandler(
            path, maxBytes=LARGEST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
        )
    )


def log_to_stderr() -> None:
    """Write this program's log where a service manager collects it."""
    _start(logging.StreamHandler())


def note_uncaught(then: Callable[[], object]) -> None:
    """Log what nobody caught, on whichever thread; on this one, do something then."""
    note = _Uncaught()

    def hear(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        note(error, where)
        then()

    sys.excepthook = hear
    threading.excepthook = lambda args: note(args.exc_value or args.exc_type(), args.exc_traceback)


class _Uncaught:
    """Logs each error with its traceback; one that comes again and again, once a minute."""

    def __init__(self) -> None:
        self._logged_at_s: dict[tuple[object, ...], float] = {}

    def __call__(self, error: BaseException, where: TracebackType | None) -> None:
        frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(where)]
        place, now_s = (type(error), *frames[-1:]), time.monotonic()
        if now_s - self._logged_at_s.get(place, -SAME_AGAIN_S) < SAME_AGAIN_S:
            return
        self._logged_at_s[place] = now_s
        log.critical("nobody caught this", exc_info=(type(error), error, where))


def _start(handler: logging.Handler) -> None:
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Discreet(logging.Formatter):
    """Keeps a message on its line, and what people entered out of tracebacks.

    What came from outside must not forge another entry.
    """

    def format(self, record: logging.LogRecord) -> str:
        record = copy.copy(record)
        record.exc_text = None  # another handler's wording, which would be taken for ours
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        record.message = _printable(record.message)
        return super().formatMessage(record)

    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _told(error: BaseException) -> Iterator[str]:
    """Tell where an error came from, and before it those it followed from; code, but no values."""
    chain = [error]
    while (earlier := _earlier(chain[-1])) and earlier not in chain:
        chain.append(earlier)
    for each in reversed(chain):
        yield "Traceback (most recent call last):"
        yield from "".join(traceback.format_tb(each.__traceback__)).splitlines()
        yield f"{type(each).__module__}.{type(each).__qualname__}: {_words(each)}"


def _earlier(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _words(error: BaseException) -> str:
    told = getattr(error, "orig", None) or error  # SQLAlchemy's own holds its driver's
    is_plain = isinstance(told, _PLAIN) or type(told).__module__.partition(".")[0] in _DRIVERS
    return _printable(" ".join(str(error).split())) if is_plain else LEFT_OUT


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
