"""Today's curve as a picture needs it: places from 0 to 1, and what stands at the axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import StaffView

STEPS_OF_COUNT = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_COUNTS = 5
MOST_HOURS = 7


@dataclass(frozen=True, slots=True)
class TickRow:
    """A label on an axis and where it stands, from 0 to 1."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The curve from opening to closing. `capacity` is where its line stands; 0 is no line."""

    points: tuple[tuple[float, float], ...] = ()
    hours: tuple[TickRow, ...] = ()
    counts: tuple[TickRow, ...] = ()
    capacity: float = 0.0


def chart_of(view: StaffView) -> Chart:
    """Return the picture of a day's curve; widened where people came early or stay late."""
    zone = ZoneInfo(view.timezone)
    start = _hour(min([view.opens_at, *(c.at for c in view.curve)]), zone)
    last = max([view.closes_at, *(c.at for c in view.curve)])
    end = _hour(last + timedelta(minutes=59, seconds=59), zone)
    span = (end - start) or timedelta(hours=1)
    counts = _counts(max([view.capacity, view.present, *(c.people for c in view.curve)]))
    top = counts[-1]
    return Chart(
        points=tuple(((c.at - start) / span, c.people / top) for c in view.curve),
        hours=_hours(start, span, zone),
        counts=tuple(TickRow(str(count), count / top) for count in counts),
        capacity=view.capacity / top,
    )


def _hour(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the beginning of a space's hour, in UTC: a day may have 23 hours or 25."""
    return at.astimezone(zone).replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _hours(start: datetime, span: timedelta, zone: ZoneInfo) -> tuple[TickRow, ...]:
    total = round(span / timedelta(hours=1))
    step = next(step for step in (1, 2, 3, 4, 6, 12, 24) if total / step <= MOST_HOURS)
    return tuple(
        TickRow(f"{(start + timedelta(hours=hour)).astimezone(zone).hour}:00", hour / total)
        for hour in range(0, total + 1, step)
    )


def _counts(most: int) -> Sequence[int]:
    """Return round numbers from 0 up to the first that is not below `most`."""
    steps = (step for step in STEPS_OF_COUNT if most / step <= MOST_COUNTS)
    step = next(steps, most)
    return range(0, max(most + step - 1, step) + 1, step)
