"""Undoing blur and smear. How a dark module spreads into its neighbours is learnt from the modules
that are the same in every code, and then from all those that became clear.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from kiosk.scanning.symbol.grid import MARGIN, Floats
from kiosk.scanning.symbol.layout import Modules, Soft

FINE = 4
"""Samples a module, each way, that the looks are made from."""
PARTS = 2
"""Parts of a module, each way, that are weighed on their own."""
REACH = 1
"""Neighbours, each way, by which a module is judged."""
CAUTION = 0.01
"""Holds weights near zero that the evidence does not call for."""
FIRST_CAUTION = 0.06
"""The fixed modules alone are few, and not like the others."""

Doubles = NDArray[np.float64]


def plain(levelled: Floats) -> Soft:
    """Return how dark the middle of each module looks, side x side."""
    count = len(levelled) // FINE
    middles = levelled.reshape(count, FINE, count, FINE)[:, 1:-1, :, 1:-1]
    soft: Soft = middles.mean(axis=(1, 3))[MARGIN:-MARGIN, MARGIN:-MARGIN]
    return soft


def cleared(levelled: Floats, fixed: Modules, rounds: int) -> Iterator[Soft]:
    """Tell modules apart better and better.

    Args:
        levelled: what `samples` returned, FINE samples a module.
        fixed: side x side; what every code of this size says, 0 elsewhere.
    """
    looks = _looks(levelled, len(fixed))
    labels = fixed.ravel().astype(np.float64)
    weights = _weights(looks, labels, np.abs(labels), FIRST_CAUTION)
    for _ in range(rounds):
        told = looks @ weights
        yield told.reshape(fixed.shape).astype(np.float32)
        is_fixed = labels != 0
        trust = np.where(is_fixed, 1.0, np.minimum(np.abs(told), 1.0))
        weights = _weights(looks, np.where(is_fixed, labels, np.sign(told)), trust, CAUTION)


def _looks(levelled: Floats, side: int) -> Doubles:
    """What is seen of each module and its neighbours: a row a module, and a 1 at its end."""
    share = PARTS / FINE
    parts = cv2.resize(levelled, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    wide, first = (2 * REACH + 1) * PARTS, (MARGIN - REACH) * PARTS
    windows = sliding_window_view(parts, (wide, wide))[first::PARTS, first::PARTS][:side, :side]
    rows = windows.reshape(side * side, wide * wide).astype(np.float64)
    return np.hstack([rows, np.ones((len(rows), 1))])


def _weights(looks: Doubles, labels: Doubles, trust: Doubles, caution: float) -> Doubles:
    """Ridge regression: the weights by which looks come closest to their labels."""
    trusted = looks * trust[:, None]
    normal = looks.T @ trusted
    normal += np.eye(len(normal)) * (caution * np.trace(normal) / len(normal) + 1e-9)
    return np.asarray(np.linalg.solve(normal, trusted.T @ labels), np.float64)
