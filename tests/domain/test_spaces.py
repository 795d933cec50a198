"""Local days, opening hours and the nights when the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.spaces import Space

WEEK = ((time(8), time(20)),) * 5 + (None, None)
CASA = Space("casa-norte", "Casa Norte", "Europe/Madrid", WEEK)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-02T08:00", date(2026, 3, 2)),
        ("2026-03-03T02:59", date(2026, 3, 2)),
        ("2026-03-03T03:00", date(2026, 3, 3)),
    ],
)
def test_the_night_until_day_end_belongs_to_the_day_before(instant: str, day: date) -> None:
    assert CASA.day_of(datetime.fromisoformat(instant).replace(tzinfo=UTC)) == day


def test_a_day_ends_when_the_next_begins_also_when_clocks_change() -> None:
    spring, autumn = date(2026, 3, 28), date(2026, 10, 24)
    assert CASA.day_ends_at(spring) - CASA.day_starts_at(spring) == timedelta(hours=23)
    assert CASA.day_ends_at(autumn) - CASA.day_starts_at(autumn) == timedelta(hours=25)


def test_a_closed_day_closes_at_its_end() -> None:
    sunday = date(2026, 3, 8)
    assert CASA.closes_at(sunday) == CASA.day_ends_at(sunday)


def test_hours_past_midnight_close_on_the_next_date() -> None:
    late = Space("late", "Late", "Europe/Madrid", ((time(18), time(2)),) * 7)
    assert late.closes_at(date(2026, 3, 2)) == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)


ZONES_OF_EVERY_KIND = (
    *("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "America/Mexico_City"),
    "Antarctica/Troll",  # two hours at once
    "UTC",
)
zones = st.sampled_from(ZONES_OF_EVERY_KIND)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(zones, st.integers(0, 23), instants)
def test_every_instant_lies_within_its_own_local_day(
    zone: str, day_end: int, instant: datetime
) -> None:
    space = Space("s", "S", zone, day_end_hour=day_end)
    day = space.day_of(instant)
    assert space.day_starts_at(day) <= instant < space.day_ends_at(day)


@pytest.mark.parametrize(
    ("quiet", "at", "is_quiet"),
    [
        (None, "2026-03-02T23:00", False),
        ((time(20), time(8)), "2026-03-02T18:59", False),
        ((time(20), time(8)), "2026-03-02T19:00", True),
        ((time(20), time(8)), "2026-03-03T06:59", True),
        ((time(20), time(8)), "2026-03-03T07:00", False),
        ((time(13), time(15)), "2026-03-02T12:30", True),
        ((time(13), time(15)), "2026-03-02T14:00", False),
        ((time(8), time(8)), "2026-03-02T12:00", True),
    ],
)
def test_quiet_hours_are_those_on_the_house_s_wall(quiet, at: str, is_quiet: bool) -> None:
    space = replace(CASA, quiet=quiet)
    assert space.is_quiet_at(datetime.fromisoformat(at).replace(tzinfo=UTC)) is is_quiet
