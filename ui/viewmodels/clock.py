"""Times as the house's clock shows them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def clock_time(instant: datetime | None, timezone: str) -> str:
    """Return an instant as the house's clock shows it, in every language: 9:12; empty for none."""
    if instant is None:
        return ""
    local = instant.astimezone(ZoneInfo(timezone))
    return f"{local.hour}:{local.minute:02}"


def day_there(instant: datetime | None, timezone: str) -> date | None:
    """Return the day that the calendar there shows; None for no instant."""
    return instant and instant.astimezone(ZoneInfo(timezone)).date()


def weekday(instant: datetime, timezone: str) -> int:
    """Return the day of the week there, 0 for Sunday as QML's locales count."""
    return instant.astimezone(ZoneInfo(timezone)).isoweekday() % 7


def part_of_day(now: datetime, timezone: str) -> str:
    """Return which greeting fits: morning, afternoon or evening."""
    hour = now.astimezone(ZoneInfo(timezone)).hour
    if 4 <= hour < 12:
        return "morning"
    return "afternoon" if 12 <= hour < 19 else "evening"
