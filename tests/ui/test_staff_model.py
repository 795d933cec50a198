"""The staff's page, as QML reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtTest import QSignalSpy

from kiosk.domain.facts import Via
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Refusal
from kiosk.domain.views import (
    DeniedScan,
    Face,
    HourCount,
    Movement,
    PresentPerson,
    StaffView,
)
from ui.viewmodels.staff import StaffModel
from ui.viewmodels.staff_chart import chart_of
from ui.viewmodels.staff_state import hand_rows, movement_rows, present_rows

OPENS = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)  # eight in Madrid
NOW = OPENS + timedelta(hours=3)
EMPTY = StaffView(
    space_name="Casa Norte",
    timezone="Europe/Madrid",
    as_of=NOW,
    opens_at=OPENS,
    closes_at=OPENS + timedelta(hours=12),
    present=0,
    capacity=40,
    visits_today=0,
    complete_until=NOW,
)


def person(name: str, **known: object) -> PresentPerson:
    known = {"mode": Mode.HELLO, "visibility": Visibility.PROFILE} | known
    return PresentPerson(Face(f"{name}-today", name, name[:1], 0), name, NOW, **known)


def kinds(view: StaffView) -> list[str]:
    return [row.kind for row in hand_rows(view)]


def test_people_are_listed_by_name_whatever_the_accents_and_those_without_one_last():
    people = tuple(person(name) for name in ("", "Zoe", "Álvaro", "bea", "Ana"))
    rows = present_rows(replace(EMPTY, people=people))
    assert [row.name for row in rows] == ["Álvaro", "Ana", "bea", "Zoe", ""]


def test_somebody_never_asked_is_only_counted():
    (row,) = present_rows(replace(EMPTY, people=(person("Ana", visibility=None),)))
    assert row.visibility == "hidden"


def test_movements_are_newest_first():
    face = Face("k", "Ana", "A", 0)
    came = Movement(OPENS, face, "Ana", came=True)
    went = Movement(NOW, face, "Ana", came=False)
    rows = movement_rows(replace(EMPTY, movements=(came, went)))
    assert [(row.at, row.came) for row in rows] == [("11:00", False), ("8:00", True)]


def test_a_calm_day_needs_no_hand():
    assert kinds(EMPTY) == []


def test_refused_scans_say_when_and_why_newest_first():
    denied = (DeniedScan(OPENS, Refusal.ENDED), DeniedScan(NOW, Refusal.FOREIGN))
    rows = hand_rows(replace(EMPTY, denied=denied))
    assert [(row.at, row.reason) for row in rows] == [("11:00", "foreign"), ("8:00", "ended")]
    assert len({row.key for row in rows}) == 2


def test_refused_scans_say_whose_and_how_many_tries():
    denied = (DeniedScan(NOW, Refusal.ENDED, "Ana Torres", 3),)
    (row,) = hand_rows(replace(EMPTY, denied=denied))
    assert (row.name, row.count) == ("Ana Torres", 3)


def test_more_people_than_places_come_first():
    view = replace(EMPTY, present=43, quarantined_facts=2)
    assert [(row.kind, row.count) for row in hand_rows(view)] == [("full", 3), ("quarantined", 2)]


def test_a_house_without_a_known_capacity_is_never_full():
    assert kinds(replace(EMPTY, present=43, capacity=0)) == []


@pytest.mark.parametrize(
    ("complete_until", "expected"),
    [(NOW, []), (NOW - timedelta(minutes=2), ["waiting"]), (None, ["waiting"])],
)
def test_facts_on_their_way_need_a_hand_only_when_they_are_late(complete_until, expected):
    view = replace(EMPTY, waiting_facts=3, complete_until=complete_until)
    assert kinds(view) == expected


def test_what_waits_says_since_when():
    since = NOW - timedelta(minutes=20)
    (row,) = hand_rows(replace(EMPTY, waiting_facts=3, waiting_since=since, complete_until=since))
    assert (row.kind, row.at, row.count) == ("waiting", "10:40", 3)


def test_what_the_server_fails_at_needs_a_hand_while_all_else_is_well():
    (row,) = hand_rows(replace(EMPTY, stuck_facts=2))
    assert (row.kind, row.count) == ("stuck", 2)


@pytest.mark.parametrize(
    ("offset_s", "expected"), [(59, []), (-59, []), (60, [1]), (-7_230, [120])]
)
def test_a_clock_that_is_off_by_minutes_is_somebodys_concern(offset_s, expected):
    rows = hand_rows(replace(EMPTY, clock_offset_ms=offset_s * 1000))
    assert [row.count for row in rows if row.kind == "clock"] == expected


def test_people_whom_this_replica_does_not_know_are_counted():
    view = replace(EMPTY, people=(person("", is_unknown=True), person("Ana")))
    assert [(row.kind, row.count) for row in hand_rows(view)] == [("unknown", 1)]


def test_the_curve_runs_from_opening_to_closing():
    curve = (HourCount(OPENS, 0), HourCount(NOW, 20))
    chart = chart_of(replace(EMPTY, present=20, curve=curve))
    assert chart.points == ((0.0, 0.0), (0.25, 0.5))
    assert [tick.key for tick in chart.hours] == [f"{hour}:00" for hour in range(8, 21, 2)]
    assert [tick.key for tick in chart.counts] == ["0", "10", "20", "30", "40"]
    assert chart.capacity == 1.0


def test_the_curve_makes_room_for_those_who_come_early_and_for_a_crowd():
    early = OPENS - timedelta(minutes=90)
    chart = chart_of(replace(EMPTY, present=47, curve=(HourCount(early, 1), HourCount(NOW, 47))))
    assert chart.hours[0].key == "6:00"
    assert chart.points[0][0] == pytest.approx(0.5 / 14)
    assert chart.counts[-1].key == "50"
    assert chart.capacity == 0.8


@pytest.mark.parametrize("most", [0, 1, 3, 7, 40, 199, 1000, 6000])
def test_the_counts_at_the_axis_are_few_and_reach_over_everybody(most):
    chart = chart_of(replace(EMPTY, capacity=0, present=most))
    numbers = [int(tick.key) for tick in chart.counts]
    assert 2 <= len(numbers) <= 7
    assert numbers[-1] >= most


def test_a_day_on_which_the_clocks_change_has_its_own_hours():
    opens = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # two in Madrid, and two again
    view = replace(EMPTY, opens_at=opens, closes_at=opens + timedelta(hours=5), as_of=opens)
    chart = chart_of(replace(view, curve=(HourCount(opens + timedelta(hours=5), 1),)))
    assert chart.points == ((1.0, 1 / 40),)
    assert chart.hours[0].key == "2:00"
    assert chart.hours[-1].key == "6:00"


def test_a_new_second_redraws_nothing_and_a_new_minute_does(qapp):
    model = StaffModel("en")
    model.showView(EMPTY)
    changes = QSignalSpy(model.changed)
    model.showView(replace(EMPTY, as_of=NOW + timedelta(seconds=59)))
    assert changes.count() == 0
    model.showView(replace(EMPTY, as_of=NOW + timedelta(seconds=60)))
    assert changes.count() == 1
    assert model.asOf == "11:01"


def test_numbers_are_complete_until_the_last_contact_if_there_was_one(qapp):
    model = StaffModel("en")
    assert model.completeUntil == ""
    model.showView(EMPTY)
    assert model.completeUntil == "11:00"
    model.showView(replace(EMPTY, complete_until=None))
    assert model.completeUntil == ""


def test_staff_see_who_came_by_name_and_whose_guest_somebody_is():
    nora = person("Nora Blum", via=Via.GUEST, host="Ana Torres", visibility=None)
    rows = present_rows(replace(EMPTY, people=(person("Bea", via=Via.NAME), nora)))
    seen = {row.name: (row.via, row.host) for row in rows}
    assert seen == {"Bea": ("name", ""), "Nora Blum": ("guest", "Ana Torres")}
