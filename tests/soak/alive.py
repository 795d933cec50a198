"""What a window's process holds at one moment: memory, Python's objects, and QML's."""

import gc
import time
from dataclasses import dataclass

import psutil
from PySide6.QtCore import QObject
from PySide6.QtQml import QQmlApplicationEngine, QQmlExpression
from PySide6.QtQuick import QQuickWindow

# Counted where they live: a wrapper for each would be one more object to count.
_COUNT = """
(function count(item) {
    let found = 1 + item.resources.length;
    for (const child of item.children)
        found += count(child);
    return found;
})(contentItem)
"""


LOOKS, APART_S = 10, 0.02
"""A picture of the camera that is just on its way is not what a program holds."""


@dataclass(frozen=True, slots=True)
class Alive:
    """What was there after so many simulated hours."""

    hours: float
    megabytes: float
    python: int
    qt: int  # of them those that are, or were, Qt's too
    qml: int


def alive(hours: float, engine: QQmlApplicationEngine, window: QQuickWindow) -> Alive:
    """Measure this process, with nothing in it that only waits to be collected."""
    engine.collectGarbage()
    gc.collect()
    expression = QQmlExpression(engine.contextForObject(window), window, _COUNT)
    found = expression.evaluate()
    if expression.hasError():
        raise RuntimeError(expression.error().toString())
    qml = found[0] if isinstance(found, tuple) else found
    python = gc.get_objects()
    qt = sum(issubclass(type(thing), QObject) for thing in python)
    return Alive(hours, min(_megabytes() for _ in range(LOOKS)), len(python), qt, int(qml))


def _megabytes() -> float:
    time.sleep(APART_S)
    return float(psutil.Process().memory_info().rss / 1e6)
