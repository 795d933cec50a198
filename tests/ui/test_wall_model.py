"""The wall's page, as QML reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtTest import QSignalSpy

from ui.pictures.sample_views import wall_view
from ui.viewmodels.wall import WallModel

NEWS = wall_view(14, 23)
DAY_ENDS = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # four in the morning in Madrid


class Clock:
    """The time that the wall's own clock shows."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(NEWS.as_of)


@pytest.fixture
def wall(qapp: object, clock: Clock) -> WallModel:
    model = WallModel("en", clock)
    model.showView(NEWS)
    return model


def test_before_any_news_it_says_so(qapp, clock):
    model = WallModel("en", clock)
    assert (model.hasNews, model.present, model.visible, model.clock) == (False, 0, 0, "")
    model.turn()
    model.turnFeatured()
    model.tick()
    assert not model.hasNews


def test_a_wall_without_a_place_at_the_house_shows_nobody_any_more(wall, clock):
    wall.forget()
    assert (wall.hasNews, wall.present, wall.visible) == (False, 0, 0)
    assert (wall.cards.rows, wall.faces.rows, wall.featured.rows) == ((), (), ())
    clock.now += timedelta(minutes=1)
    wall.tick()
    wall.turn()
    assert (wall.hasNews, wall.visible, wall.spaceName) == (False, 0, "Casa Norte")


def test_it_counts_everybody_and_shows_those_who_agreed(wall):
    assert (wall.spaceName, wall.present, wall.visible) == ("Casa Norte", 23, 14)
    assert len(wall.cards.rows) + len(wall.faces.rows) == 14


def test_clock_and_date_are_the_space_s(wall, clock):
    clock.now = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)  # in Madrid it is Monday already
    wall.tick()
    assert (wall.clock, wall.weekday, wall.day, wall.month) == ("0:30", 1, 30, 11)


def test_the_clock_tells_only_of_new_minutes(wall, clock):
    ticks = QSignalSpy(wall.ticked)
    for seconds in (10, 20, 59, 60, 61):
        clock.now = NEWS.as_of + timedelta(seconds=seconds)
        wall.tick()
    assert ticks.count() == 1


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (119, 0), (120, 2), (780, 13)])
def test_news_says_its_age_from_two_minutes_on(wall, clock, seconds, minutes):
    clock.now = NEWS.as_of + timedelta(seconds=seconds)
    wall.tick()
    assert wall.ageMinutes == minutes


def test_fresh_news_takes_the_age_away_at_once(wall, clock):
    clock.now = NEWS.as_of + timedelta(minutes=9)
    wall.tick()
    ticks = QSignalSpy(wall.ticked)
    wall.showView(replace(NEWS, as_of=clock.now))
    assert wall.ageMinutes == 0
    assert ticks.count() == 1


def test_nobody_stays_on_the_wall_when_their_day_is_over(wall, clock):
    wall.showView(replace(NEWS, day_ends_at=DAY_ENDS))
    clock.now = DAY_ENDS - timedelta(minutes=1)
    wall.tick()
    assert (wall.hasNews, wall.present, wall.visible) == (True, 23, 14)
    clock.now = DAY_ENDS
    wall.tick()
    assert (wall.hasNews, wall.present, wall.visible) == (False, 0, 0)
    assert (wall.cards.rows, wall.faces.rows, wall.featured.rows) == ((), (), ())
    assert (wall.spaceName, wall.clock) == ("Casa Norte", "4:00")


def test_yesterday_s_news_shows_nobody_and_today_s_does_again(wall, clock):
    clock.now = DAY_ENDS + timedelta(hours=3)
    wall.showView(replace(NEWS, day_ends_at=DAY_ENDS))
    assert (wall.hasNews, wall.present, wall.visible) == (False, 0, 0)
    wall.showView(replace(NEWS, as_of=clock.now, day_ends_at=DAY_ENDS + timedelta(days=1)))
    assert (wall.hasNews, wall.present, wall.visible) == (True, 23, 14)


def test_the_same_news_again_changes_nothing(wall):
    changes = QSignalSpy(wall.changed)
    wall.showView(replace(NEWS, as_of=NEWS.as_of + timedelta(seconds=5)))
    assert changes.count() == 0


def test_an_arrival_inserts_one_row_and_resets_nothing(wall):
    wall.roomIsFor(6, 20, False)
    resets, inserted = QSignalSpy(wall.faces.modelReset), QSignalSpy(wall.faces.rowsInserted)
    wall.showView(wall_view(15, 24))
    assert (resets.count(), inserted.count()) == (0, 1)


def test_the_panel_tells_one_thing_after_the_other_and_starts_over(wall):
    told = []
    for _ in range(40):
        (row,) = wall.featured.rows
        told.append(row.key)
        wall.turnFeatured()
    first = told[0]
    assert len(set(told)) > 3
    assert told.count(first) > 1


def test_the_panel_goes_on_when_its_people_have_left(wall):
    for _ in range(5):
        wall.turnFeatured()
    wall.showView(wall_view(1, 1))
    (row,) = wall.featured.rows
    assert row.name == "Ana"
    wall.showView(wall_view(0, 3))
    assert wall.featured.rows == ()


def test_the_panel_s_turn_ends_with_the_people_s_turn(wall):
    wall.turnFeatured()
    assert (wall.isTelling, wall.storiesTold) == (True, 1)
    wall.turn()
    assert (wall.isTelling, wall.storiesTold) == (False, 1)


def test_it_is_night_on_the_wall_outside_the_house_s_hours(wall, clock):
    opens, closes = NEWS.as_of - timedelta(hours=3), NEWS.as_of + timedelta(minutes=30)
    wall.showView(replace(NEWS, opens_at=opens, closes_at=closes))
    assert not wall.isNight
    told = QSignalSpy(wall.ticked)
    clock.now = closes
    wall.tick()
    assert wall.isNight
    assert told.count() == 1


def test_hosts_are_told_until_the_news_says_that_they_know(wall):
    host = NEWS.people[0].face
    wall.showView(replace(NEWS, awaited=(host,)))
    assert [row.name for row in wall.awaited.rows] == [host.name]
    wall.showView(NEWS)
    assert wall.awaited.rows == ()


def test_nobody_is_awaited_any_more_when_the_day_is_over(wall, clock):
    wall.showView(replace(NEWS, awaited=(NEWS.people[0].face,), day_ends_at=DAY_ENDS))
    clock.now = DAY_ENDS
    wall.tick()
    assert wall.awaited.rows == ()
