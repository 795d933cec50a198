"""One short sentence that helps whoever holds a code that cannot be read yet."""

from kiosk.scanning.coaching.advice import Advice

__all__ = ["Advice"]
