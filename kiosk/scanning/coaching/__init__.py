"""One short sentence that helps whoever holds a code that cannot be read yet."""

from kiosk.scanning.coaching.advice import Advice
from kiosk.scanning.coaching.coach import Coach

__all__ = ["Advice", "Coach"]
