"""The installed Qt build is one that this Python can live with."""

import sys

from PySide6.QtGui import QGuiApplication


def test_qt_returns_the_references_to_none_that_it_takes(qapp: QGuiApplication) -> None:
    # PySide6 6.12.0 drops one for every call answering nothing, and Python 3.11 dies of it
    # seconds later, in programs whose short tests all pass.
    before = sys.getrefcount(None)
    for _ in range(200):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - 100
