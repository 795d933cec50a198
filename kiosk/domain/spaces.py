"""Spaces: opening hours, and which local day an instant belongs to."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

OpenClose = tuple[time, time]

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


class ByName(StrEnum):
    """How somebody without a code may check in by their name."""

    OFF = "off"
    PIN = "pin"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Space:
    """One coworking location.

    `opening` has seven entries, Monday first; None is a closed day. `place_of_help` and
    `welcome_line` map a language code to a sentence of the house. `staff_pin` is an Argon2id
    hash, empty for none. `volume` is that of the door's sounds, 0 to 100; `quiet` are the hours,
    perhaps across midnight, in which they are silent.
    """

    id: str
    name: str
    timezone: str
    opening: tuple[OpenClose | None, ...] = ((time(8), time(20)),) * 5 + (None, None)
    day_end_hour: int = 4
    capacity: int = 0
    place_of_help: Mapping[str, str] = field(default_factory=dict)
    welcome_line: Mapping[str, str] = field(default_factory=dict)
    by_name: ByName = ByName.PIN
    staff_pin: str = ""
    volume: int = 70
    quiet: OpenClose | None = None

    def day_of(self, instant: datetime) -> date:
        """Return the local day an instant belongs to; the night until day end is yesterday's."""
        local = instant.astimezone(ZoneInfo(self.timezone))
        day = local.date()
        if local.hour < self.day_end_hour:
            day -= _DAY
        # Where clocks go back across the hour of day end, a wall clock shows that hour twice.
        return day if instant < self.day_ends_at(day) else day + _DAY

    def day_starts_at(self, day: date) -> datetime:
        """Return the instant (UTC) at which a local day begins."""
        return self._instant(day, time(self.day_end_hour))

    def day_ends_at(self, day: date) -> datetime:
        """Return the instant (UTC) at which a local day ends."""
        return self.day_starts_at(day + _DAY)

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
        closing_day = day if closes > opens else day + _DAY
        return min(self._instant(closing_day, closes), self.day_ends_at(day))

    def is_quiet_at(self, instant: datetime) -> bool:
        """Say whether the door's sounds are silent then."""
        if self.quiet is None:
            return False
        begins, ends = self.quiet
        shown = instant.astimezone(ZoneInfo(self.timezone)).time()
        if begins < ends:
            return begins <= shown < ends
        return shown >= begins or shown < ends  # across midnight

    def _instant(self, day: date, at: time) -> datetime:
        return _instant(self.timezone, day, at)


@lru_cache(maxsize=1024)  # every visit of a day asks for the same few
def _instant(timezone: str, day: date, at: time) -> datetime:
    """Return the instant a time of day stands for; the first where clocks show it twice.

    Where clocks skip it, that is the moment they do so.
    """
    zone = ZoneInfo(timezone)
    shown = datetime.combine(day, at, zone)
    instant = shown.astimezone(UTC)
    if instant.astimezone(zone).time() == at:
        return instant
    before = shown.replace(fold=1).astimezone(UTC)  # the zone's new offset is the larger one here
    offset = instant.astimezone(zone).utcoffset()
    minutes = range((instant - before) // _MINUTE)
    return before + _MINUTE * bisect_left(
        minutes, True, key=lambda n: (before + n * _MINUTE).astimezone(zone).utcoffset() == offset
    )
