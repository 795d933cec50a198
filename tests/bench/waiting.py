"""Letting Qt work until something holds, or for a while."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

PATIENCE_MS = 10_000


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let Qt work until something holds."""
    loop, look, late = QEventLoop(), QTimer(interval=1), QTimer(interval=PATIENCE_MS)
    look.timeout.connect(lambda: loop.quit() if is_so() else None)
    late.timeout.connect(lambda: loop.exit(1))
    look.start()
    late.start()
    assert loop.exec() == 0, "the kiosk did not do what it should"


def pause(wait_ms: int) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(wait_ms, loop.quit)
    loop.exec()
