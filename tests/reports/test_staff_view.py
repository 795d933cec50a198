"""What staff see of today."""

from datetime import timedelta

from kiosk.domain.views import StaffView
from kiosk.reports.staff import staff_view
from tests.house import ANA, BEA, CARL, MONDAY_NINE, House, member


def view(house: House) -> StaffView:
    with house.session() as session:
        return staff_view(session, house.space, house.now)


def test_an_empty_house_has_a_flat_curve(house: House) -> None:
    today = view(house)
    assert (today.present, today.visits_today, today.people) == (0, 0, ())
    assert {point.people for point in today.curve} == {0}


def test_the_curve_rises_and_falls_with_people(house: House) -> None:
    house.join(member(BEA, "Bea"))
    house.scan(house.code(ANA))
    house.wait(minutes=30)
    house.scan(house.code(BEA))
    house.wait(minutes=30)
    house.touch("leave", ANA)
    house.wait(minutes=5)
    counts = {point.at: point.people for point in view(house).curve}
    quarter = timedelta(minutes=15)
    assert [counts[MONDAY_NINE + quarter * n] for n in range(5)] == [1, 1, 2, 2, 1]
    assert view(house).curve[-1].at == house.now
    assert view(house).curve[0].at == MONDAY_NINE - timedelta(hours=1)  # the house opens at eight


def test_somebody_who_comes_before_opening_is_on_the_curve(house: House) -> None:
    house.wait(hours=-3)
    house.scan(house.code(ANA))
    house.wait(hours=3)
    assert view(house).curve[0].people == 1


def test_staff_see_hidden_people_by_name_and_unknown_ones_as_such(house: House) -> None:
    house.join(member(BEA, "Bea Hidden", visibility=None))
    house.scan(house.code(BEA))
    house.scan(house.code(CARL))
    rows = {person.name: person for person in view(house).people}
    assert rows["Bea Hidden"].visibility is None
    assert rows[""].is_unknown


def test_coming_going_and_refused_scans_are_listed_newest_first(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=1)
    house.touch("leave", ANA)
    house.scan(house.code(BEA, expires_at=house.now))
    today = view(house)
    assert [(move.name, move.came) for move in today.movements] == [
        ("Ana Torres", False),
        ("Ana Torres", True),
    ]
    assert [scan.reason for scan in today.denied] == ["expired"]


def test_people_who_came_back_count_as_two_visits_and_one_present(house: House) -> None:
    house.scan(house.code(ANA))
    house.wait(hours=1)
    house.touch("leave", ANA)
    house.wait(hours=1)
    house.scan(house.code(ANA))
    assert (view(house).present, view(house).visits_today) == (1, 2)


def test_the_peak_is_counted_also_between_two_quarters_of_an_hour(house: House) -> None:
    house.join(member(BEA, "Bea"))
    house.wait(minutes=2)
    house.scan(house.code(ANA))
    house.wait(minutes=3)
    house.scan(house.code(BEA))
    came_at = house.now
    house.wait(minutes=3)
    house.touch("leave", ANA)
    house.wait(hours=1)
    assert (view(house).peak, view(house).peak_at) == (2, came_at)


def test_a_person_refused_again_and_again_is_one_line_with_a_name(house: House) -> None:
    for _ in range(3):
        house.scan(house.code(ANA, expires_at=house.now))
        house.wait(minutes=5)
    (denied,) = view(house).denied
    assert (denied.name, denied.reason, denied.tries) == ("Ana Torres", "expired", 3)
    assert denied.at == house.now - timedelta(minutes=5)


def test_a_closed_day_is_said_to_be_one(house: House) -> None:
    assert not view(house).is_closed_today
    house.wait(days=6)
    assert view(house).is_closed_today
