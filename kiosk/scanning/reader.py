"""Reading what a camera sees over time: one frame after the other, by one reader."""

from collections.abc import Callable

from kiosk.scanning.decoder import find_codes
from kiosk.scanning.frames import Image, Sighting


def _any_text(_: str) -> bool:
    return True


class CodeReader:
    """Finds the codes in the frames of one source. Not for more than one thread."""

    def __init__(self, is_wanted: Callable[[str], bool] = _any_text) -> None:
        """Make a reader.

        Args:
            is_wanted: tells the texts worth searching on for from a poster's in the background,
                which is reported like any other but never ends the search.
        """
        self._is_wanted = is_wanted

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> list[Sighting]:
        """Find QR symbols, the readable ones first. Never raises.

        Args:
            grey: uint8, height x width.
            at_s: when the frame was taken, by any clock that only goes forward.
            quick: only the first look, for a scene in which nothing has changed.
        """
        return find_codes(grey, quick=quick)
