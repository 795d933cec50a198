"""When screens are dark."""

from datetime import UTC, datetime

import pytest

from ui.viewmodels.daylight import is_night

EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NOON = EIGHT.replace(hour=12)
NINETEEN = EIGHT.replace(hour=19)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (EIGHT.replace(hour=7, minute=59), True),
        (EIGHT, False),
        (NOON, False),
        (NINETEEN, True),
        (NINETEEN.replace(hour=23), True),
    ],
)
def test_it_is_night_while_the_house_is_closed(now: datetime, expected: bool) -> None:
    assert is_night(now, EIGHT, NINETEEN) is expected


def test_where_nobody_said_when_the_house_is_open_it_is_day() -> None:
    assert not is_night(NOON, None, None)


def test_a_day_on_which_the_house_opens_and_closes_at_once_is_a_night() -> None:
    assert is_night(NOON, EIGHT, EIGHT)
