"""Day and night on the screens: light while the house is open, dark while it is not."""

from datetime import datetime


def is_night(now: datetime, opens_at: datetime | None, closes_at: datetime | None) -> bool:
    """Tell whether screens are dark now; by day where nobody has said when the house is open."""
    if opens_at is None or closes_at is None:
        return False
    return not opens_at <= now < closes_at
