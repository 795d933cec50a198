"""What time it is: by this machine, and by the house."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_OFF = timedelta(days=400)
"""No kiosk was switched off for longer: a clock that says so has lost its battery or its mind."""

MAY_BE_OFF = timedelta(minutes=5)
"""A machine's clock that is further off, or was moved further, is worth somebody's attention."""

_MILLISECOND = timedelta(milliseconds=1)
# It goes on in a suspended tablet, where time.monotonic() may stand still. Windows has neither,
# and needs none: its time.monotonic() goes on.
_SINCE_BOOT = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def utc_now() -> datetime:
    """Return the present moment in UTC by this machine's clock, which anybody may set."""
    return datetime.now(UTC)


def since_boot_s() -> float:
    """Return the seconds since this machine was started, which nobody can set."""
    return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


def reckoned(wall: datetime, offset_ms: int | None, floor: datetime | None) -> datetime:
    """Return what time it is at the house, as far as can be told without asking the server.

    Since the offset was measured somebody may have set the clock right, or it was switched off
    and lost its time. What is too early for the floor is wrong; of what is left the earlier is
    taken, since a house that is believed to be late turns away people whose passes are good.
    """
    offset = timedelta(milliseconds=offset_ms or 0)
    if floor is None:
        return wall + offset
    possible = [at for at in (wall, wall + offset) if floor <= at <= floor + LONGEST_OFF]
    return min(possible, default=floor)


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clock.

    `offset_ms` is what this machine's clock needs added at this moment, `floor` what the server
    confirmed at its last word plus the time gone by since; None where nothing is known yet.
    """

    now: datetime
    offset_ms: int | None
    floor: datetime | None


class HouseClock:
    """What time it is at the house. One running program has one; safe from any thread.

    From the server's word on it counts the time since boot, so nobody's hand on this machine's
    clock moves it. Only the server can set it back.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = utc_now,
        elapsed_s: Callable[[], float] = since_boot_s,
    ) -> None:
        self._wall, self._elapsed_s = wall, elapsed_s
        self._guard = threading.Lock()
        self._started, self._started_s = wall(), elapsed_s()
        self._offset_ms: int | None = None  # as an earlier run knew it
        self._floor: datetime | None = None  # at `_floor_s`
        self._floor_s = self._started_s
        self._is_confirmed = False

    def restore(self, offset_ms: int | None, floor: datetime | None) -> None:
        """Go on from what an earlier run knew, until the server speaks."""
        with self._guard:
            if not self._is_confirmed:
                self._offset_ms, self._floor, self._floor_s = offset_ms, floor, self._elapsed_s()

    def steady(self) -> datetime:
        """Return this machine's time as if nobody had touched its clock since this run began.

        What the server's clock shows is compared with this, so that a hand on the clock during
        the exchange does no harm.
        """
        return self._started + timedelta(seconds=self._elapsed_s() - self._started_s)

    def confirm(self, offset_ms: int) -> None:
        """Take the server's word: its clock shows this much more than `steady`."""
        with self._guard:
            self._floor = self.steady() + timedelta(milliseconds=offset_ms)
            self._floor_s = self._elapsed_s()
            self._is_confirmed = True

    def now(self) -> datetime:
        """Return what time it is at the house."""
        return self.read().now

    def confirmed(self) -> datetime | None:
        """Return what time it is at least, by the server's word alone; None before the first."""
        return self.read().floor

    def read(self) -> Reading:
        """Return what time it is at the house, and what is worth keeping for the next run."""
        with self._guard:
            wall, floor = self._wall(), self._present_floor()
            if self._is_confirmed and floor is not None:
                now = floor
            else:
                now = reckoned(wall, self._offset_ms, floor)
            is_known = floor is not None or self._offset_ms is not None
            return Reading(now, round((now - wall) / _MILLISECOND) if is_known else None, floor)

    def stepped_by(self) -> timedelta:
        """Return how far somebody, or the network, set this machine's clock during this run."""
        return self._wall() - self.steady()

    def _present_floor(self) -> datetime | None:
        if self._floor is None:
            return None
        return self._floor + timedelta(seconds=self._elapsed_s() - self._floor_s)
