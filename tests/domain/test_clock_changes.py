"""The nights when clocks change, in three zones: the hour is skipped, repeated, or only half."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.facts import Body, CheckedIn, CheckedOut, Fact
from kiosk.domain.fold import Visit, fold
from kiosk.domain.spaces import Space

HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
# Where, on which date clocks change at night, and how long that day is.
CHANGES = [
    ("Europe/Madrid", date(2026, 3, 29), 23 * HOUR),
    ("Europe/Madrid", date(2026, 10, 25), 25 * HOUR),
    ("America/New_York", date(2026, 3, 8), 23 * HOUR),
    ("America/New_York", date(2026, 11, 1), 25 * HOUR),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23.5 * HOUR),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5 * HOUR),
]
every_change = pytest.mark.parametrize(("zone", "night", "length"), CHANGES)


def at(zone: str, day: date, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    shown = datetime.combine(day, time(hour, minute, fold=fold), ZoneInfo(zone))
    return shown.astimezone(UTC)


def visits(space: Space, *said: tuple[datetime, Body]) -> tuple[Visit, ...]:
    seq = count(1)
    facts = [
        Fact(uuid4(), space.id, UUID(int=1), 7, next(seq), when, 0, "a" * 16, body)
        for when, body in said
    ]
    return fold(facts, space)


@every_change
@pytest.mark.parametrize("day_end", range(5))
def test_days_follow_each_other_without_gap_or_overlap_whatever_hour_they_end(
    zone: str, night: date, length: timedelta, day_end: int
) -> None:
    space = Space("s", "S", zone, day_end_hour=day_end)
    eve = night - timedelta(days=1)
    instant, seen = space.day_starts_at(eve), []
    while instant < space.day_ends_at(night):
        seen.append(space.day_of(instant))
        instant += QUARTER
    assert seen == sorted(seen)
    assert set(seen) == {eve, night}
    both = space.day_ends_at(night) - space.day_starts_at(eve)
    assert both == length + 24 * HOUR


@every_change
def test_a_visit_through_the_change_lasts_as_long_as_it_did(
    zone: str, night: date, length: timedelta
) -> None:
    space = Space("s", "S", zone, day_end_hour=5)
    came, left = at(zone, night, 0, 30), at(zone, night, 4, 30)
    (visit,) = visits(space, (came, CheckedIn()), (left, CheckedOut()))
    assert visit.left_at is not None
    assert visit.left_at - visit.arrived_at == 4 * HOUR + length - 24 * HOUR
    assert visit.day == night - timedelta(days=1)  # the night belongs to the day before


@every_change
def test_who_forgets_to_leave_is_in_until_the_day_really_ends(
    zone: str, night: date, length: timedelta
) -> None:
    space = Space("s", "S", zone, opening=(None,) * 7, day_end_hour=2)
    came = at(zone, night - timedelta(days=1), 23)
    (visit,) = visits(space, (came, CheckedIn()))
    ends_at = space.day_starts_at(night)
    assert visit.is_open(ends_at - QUARTER)
    assert not visit.is_open(ends_at)
    assert visit.ended_at(ends_at) == ends_at
    assert came + 2 * HOUR < ends_at <= came + 4 * HOUR


@pytest.mark.parametrize(
    ("zone", "night", "first", "again"),
    [
        ("Europe/Madrid", date(2026, 10, 25), (2, 45), (2, 15)),
        ("America/New_York", date(2026, 11, 1), (1, 45), (1, 15)),
        ("Australia/Lord_Howe", date(2026, 4, 5), (1, 50), (1, 40)),
    ],
)
def test_an_hour_shown_twice_orders_by_what_happened_and_not_by_what_clocks_showed(
    zone: str, night: date, first: tuple[int, int], again: tuple[int, int]
) -> None:
    came, left = at(zone, night, *first), at(zone, night, *again, fold=1)
    (visit,) = visits(Space("s", "S", zone), (came, CheckedIn()), (left, CheckedOut()))
    assert visit.left_at == left > visit.arrived_at


@pytest.mark.parametrize(
    ("zone", "night", "shown", "instant"),
    [
        ("Europe/Madrid", date(2026, 3, 29), time(2, 30), "01:00"),  # from 2:00 to 3:00
        ("America/New_York", date(2026, 3, 8), time(2, 30), "07:00"),  # from 2:00 to 3:00
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "15:30"),  # from 2:00 to 2:30
        ("Europe/Madrid", date(2026, 10, 25), time(2, 30), "00:30"),  # the first of two
        ("America/New_York", date(2026, 11, 1), time(1, 30), "05:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "14:45"),
    ],
)
def test_hours_skipped_begin_with_the_change_and_hours_repeated_with_the_first(
    zone: str, night: date, shown: time, instant: str
) -> None:
    space = Space("s", "S", zone, ((shown, time(20)),) * 7, day_end_hour=0)
    assert f"{space.opens_at(night):%H:%M}" == instant


def test_a_house_that_opens_within_the_skipped_hour_and_closes_after_it_is_open_between() -> None:
    space = Space("s", "S", "Europe/Madrid", ((time(2, 30), time(3, 15)),) * 7, day_end_hour=0)
    spring = date(2026, 3, 29)
    assert space.closes_at(spring) - space.opens_at(spring) == QUARTER


def test_the_leap_day_is_a_day_like_any_other() -> None:
    space, leap_day = Space("s", "S", "Europe/Madrid"), date(2028, 2, 29)
    assert space.day_of(at(space.timezone, leap_day, 12)) == leap_day
    assert space.day_of(at(space.timezone, date(2028, 3, 1), 3)) == leap_day
    assert space.day_ends_at(date(2028, 2, 28)) == space.day_starts_at(leap_day)
    assert space.day_ends_at(leap_day) == space.day_starts_at(date(2028, 3, 1))
