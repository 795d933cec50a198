"""What holds for every test: no real home, no real screen, and no unexpected warning."""

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest_plugins = ("tests.house",)

HOME = tempfile.TemporaryDirectory(prefix="lobby-tests-")


def _settle_environment() -> None:
    """Keep the tests from the user's folders, settings, language, screen and processors."""
    for name in [name for name in os.environ if name.startswith(("LOBBY_", "XDG_", "LC_"))]:
        del os.environ[name]
    os.environ |= {
        "HOME": HOME.name,
        "XDG_RUNTIME_DIR": HOME.name,
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "QSG_RENDER_LOOP": "basic",
        "QT_SCALE_FACTOR": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    Path(HOME.name).chmod(0o700)  # Qt says a word about a runtime folder that others may read


# At import: before pytest-qt or a test module has read any of it.
_settle_environment()


def pytest_unconfigure() -> None:
    HOME.cleanup()


class _Net(logging.Handler):
    """Catches what a test's code complains about, from Python and, once it runs, from Qt."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.complaints.append(text)

    def verdicts(self) -> Iterator[str]:
        for text in self.complaints:
            if not any(re.search(pattern, text) for pattern in self.expected):
                yield f"unexpected: {text}"
        for pattern in self.expected:
            if not any(re.search(pattern, text) for text in self.complaints):
                yield f"expected, but never said: {pattern}"


@pytest.fixture(autouse=True)
def _complaints() -> Iterator[_Net]:
    """Fail a test whose code logs a warning or worse that the test did not expect."""
    net = _Net()
    root = logging.getLogger()
    root.addHandler(net)
    yield net
    root.removeHandler(net)
    if verdicts := list(net.verdicts()):
        pytest.fail("\n".join(verdicts), pytrace=False)


@pytest.fixture
def expected_log(_complaints: _Net) -> Callable[[str], None]:
    """Say that a warning matching this pattern belongs to the story: `LEVEL logger: message`.

    It must then be said at least once. Qt's messages come from the logger `qt`.
    """
    return _complaints.expected.append


def _log_qt_message(kind: object, context: object, message: str) -> None:
    levels = {"QtDebugMsg": logging.DEBUG, "QtInfoMsg": logging.INFO}
    level = levels.get(getattr(kind, "name", ""), logging.WARNING)
    logging.getLogger("qt").log(level, "%s (%s)", message, getattr(context, "category", ""))


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Have pytest-qt start a QGuiApplication: there are no widgets. Its messages join the net."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtGui import QGuiApplication

    qInstallMessageHandler(_log_qt_message)
    return QGuiApplication
