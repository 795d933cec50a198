"""Telling a camera that shows one picture for ever from one that sees nothing move."""

import logging

from kiosk.errors import PictureError
from kiosk.scanning.picture import Picture

FREEZES_AFTER_S = 5.0
FLAT = 4.0
"""Standard deviation in grey levels. In the dark, and behind a cap, a sensor's noise is cut off."""

log = logging.getLogger("kiosk.scanning")


class FreezeWatch:
    """Looks for the same bytes again and again: a sensor has noise, a broken one has none.

    It must outlive the camera's being opened anew, which still shows the same may be.
    """

    def __init__(self) -> None:
        self._fingerprint: int | None = None
        self._since_s = 0.0
        self._is_told = False

    def is_frozen(self, picture: Picture, at_s: float) -> bool:
        """Whether this picture has been the same for too long."""
        fingerprint = picture.fingerprint()
        if fingerprint != self._fingerprint:
            self._fingerprint, self._since_s, self._is_told = fingerprint, at_s, False
            return False
        if at_s - self._since_s <= FREEZES_AFTER_S:
            return False
        if self._is_flat(picture):
            self._since_s = at_s
            return False
        if not self._is_told:
            self._is_told = True
            log.warning("The camera shows the same picture for ever: it is opened anew.")
        return True

    def _is_flat(self, picture: Picture) -> bool:
        try:
            return float(picture.grey(8).std()) < FLAT
        except PictureError:
            return False
