"""Spaces: opening hours, and which local day an instant belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OpenClose = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Space:
    """One coworking location.

    `opening` has seven entries, Monday first; None is a closed day. `place_of_help` and
    `welcome_line` map a language code to a sentence of the house.
    """

    id: str
    name: str
    timezone: str
    opening: tuple[OpenClose | None, ...] = ((time(8), time(20)),) * 5 + (None, None)
    day_end_hour: int = 4
    capacity: int = 0
    place_of_help: Mapping[str, str] = field(default_factory=dict)
    welcome_line: Mapping[str, str] = field(default_factory=dict)

    def day_of(self, instant: datetime) -> date:
        """Return the local day an instant belongs to; the night until day end is yesterday's."""
        local = instant.astimezone(ZoneInfo(self.timezone))
        return (local.replace(tzinfo=None) - timedelta(hours=self.day_end_hour)).date()

    def day_starts_at(self, day: date) -> datetime:
        """Return the instant (UTC) at which a local day begins."""
        return self._instant(day, time(self.day_end_hour))

    def day_ends_at(self, day: date) -> datetime:
        """Return the instant (UTC) at which a local day ends."""
        return self.day_starts_at(day + timedelta(days=1))

    def opens_at(self, day: date) -> datetime:
        """Return the instant (UTC) of opening on that day; its start where it is closed all day."""
        hours = self.opening[day.weekday()]
        return self.day_starts_at(day) if hours is None else self._instant(day, hours[0])

    def closes_at(self, day: date) -> datetime:
        """Return the instant (UTC) of closing on that day; day end where it is closed all day."""
        hours = self.opening[day.weekday()]
        if hours is None:
            return self.day_ends_at(day)
        opens, closes = hours
        closing_day = day if closes > opens else day + timedelta(days=1)
        return min(self._instant(closing_day, closes), self.day_ends_at(day))

    def _instant(self, day: date, at: time) -> datetime:
        return _instant(self.timezone, day, at)


@lru_cache(maxsize=1024)  # every visit of a day asks for the same few
def _instant(timezone: str, day: date, at: time) -> datetime:
    # A time that a clock change skips or repeats resolves to its first possible instant.
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)
