"""Reading what a camera sees over time: one frame after the other, by one reader."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from kiosk.scanning.decoder import PICTURE_FAULTS, find_codes
from kiosk.scanning.frames import Image, Sighting, any_text
from kiosk.scanning.stack import SymbolStack

PASS_MODULES = 37
"""Modules a side of a pass: QR version 5."""


class CodeReader:
    """Finds the codes in the frames of one source. Not for more than one thread.

    Every frame is looked at by itself; symbols of a pass's size that stay unread are followed and
    added up over the frames until they can be read, see `SymbolStack`.
    """

    def __init__(self, is_wanted: Callable[[str], bool] = any_text) -> None:
        """Make a reader.

        Args:
            is_wanted: tells the texts worth searching on for from a poster's in the background,
                which is reported like any other but never ends the search.
        """
        self._is_wanted = is_wanted
        self._stack = SymbolStack(PASS_MODULES)

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> list[Sighting]:
        """Find QR symbols, the readable ones first. Never raises.

        Args:
            grey: uint8, height x width.
            at_s: when the frame was taken, by any clock that only goes forward.
            quick: only the first look, for a scene in which nothing has changed.
        """
        sightings = find_codes(grey, quick=quick, followed=PASS_MODULES)
        posters = [s for s in sightings if s.text and not self._is_wanted(s.text)]
        if posters and len(posters) == len(sightings) and not quick:
            grey = _without(grey, posters)
            sightings = posters + find_codes(grey, followed=PASS_MODULES)
        is_done = self._is_any_wanted(sightings) and all(s.text for s in sightings)
        try:
            if quick or is_done:
                self._stack.forget(sightings, at_s)
                return sightings
            stacked = self._stack.look(grey, sightings, at_s)
        except PICTURE_FAULTS:
            self._stack = SymbolStack(PASS_MODULES)
            return sightings
        found = [s for s in sightings if s.text] + [s for s in stacked if s.text]
        return found + _unread(sightings, stacked)

    def _is_any_wanted(self, sightings: Sequence[Sighting]) -> bool:
        return any(s.text and self._is_wanted(s.text) for s in sightings)


def _without(grey: Image, posters: Sequence[Sighting]) -> Image:
    """Paint over what is read and not wanted, so that it ends no further search."""
    painted = grey.copy()
    for poster in posters:
        outline = np.array(poster.corners, np.float32).round().astype(np.int32)
        cv2.fillConvexPoly(painted, outline, float(grey.mean()))
    return painted


def _unread(sightings: Sequence[Sighting], stacked: Sequence[Sighting]) -> list[Sighting]:
    """What stays unread; where symbols are followed, their place is known best."""
    if stacked:
        return [s for s in stacked if not s.text]
    return [s for s in sightings if not s.text]
