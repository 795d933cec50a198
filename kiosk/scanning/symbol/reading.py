"""Reading one located symbol as closely as a single picture allows."""

import numpy as np

from kiosk.scanning.frames import Image, Sighting
from kiosk.scanning.symbol import clearing
from kiosk.scanning.symbol.codewords import text_of
from kiosk.scanning.symbol.grid import fitted, grid_between, samples
from kiosk.scanning.symbol.layout import layout_of

LEAST_FIT = 0.65
ROUNDS_OF_CLEARING = 3


def read_symbol(grey: Image, sighting: Sighting) -> str:
    """Return the text of a located symbol of known size; empty if it cannot be read."""
    layout = layout_of(sighting.modules)
    grid, fit = fitted(grey, grid_between(sighting.corners, layout.side), layout.fixed)
    if abs(fit) < LEAST_FIT:
        return ""
    levelled = samples(grey, grid, clearing.FINE) * np.float32(np.sign(fit))
    text = text_of(clearing.plain(levelled))
    for told in clearing.cleared(levelled, layout.fixed, ROUNDS_OF_CLEARING):
        if text:
            break
        text = text_of(told)
    return text
