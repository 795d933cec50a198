"""Several kiosks in one building, and a second space: at rest everybody shows the same.

Each test is named in the table of rules in README.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from kiosk.clock import utc_now
from kiosk.domain.facts import Body, CheckedIn, CheckedOut, Fact, MovedAway, Undone
from kiosk.domain.fold import Ending, Visit
from kiosk.domain.people import Visibility
from kiosk.domain.spaces import Space
from kiosk.reports.wall import wall_view
from kiosk.store.directory import member as member_in
from kiosk.store.presence import visits_of_day
from kiosk.store.station import Said, say
from tests.server.central import ANA, BEA, NORTE, SUR, Central, Kiosk

NewKiosk = Callable[..., Kiosk]


@dataclass
class Building:
    """Casa Norte with three doors, and Casa Sur with one."""

    central: Central
    front: Kiosk
    back: Kiosk
    side: Kiosk
    sur: Kiosk

    @property
    def kiosks(self) -> tuple[Kiosk, ...]:
        return (self.front, self.back, self.side, self.sur)

    def comes_to_rest(self) -> None:
        """Exchange until nobody has anything to say, and find the same visits everywhere."""
        for _ in range(2):  # what one says in the first round the others hear in the second
            for kiosk in self.kiosks:
                kiosk.sync()
        for kiosk in self.kiosks:
            assert kiosk.waiting().pending == 0
            assert visits_at(kiosk) == self.visits(kiosk.space)

    def visits(self, space: Space) -> list[Visit]:
        with self.central.session() as session:
            return in_order(visits_of_day(session, space.id, space.day_of(utc_now())))

    def visit(self, space: Space = NORTE) -> Visit:
        (visit,) = self.visits(space)
        return visit


def visits_at(kiosk: Kiosk) -> list[Visit]:
    day = kiosk.space.day_of(utc_now())
    return in_order(kiosk.do(lambda session: visits_of_day(session, kiosk.space.id, day)))


def in_order(visits: object) -> list[Visit]:
    return sorted(visits, key=lambda visit: (visit.arrived_at, visit.id))  # type: ignore[call-overload, no-any-return]


def says(kiosk: Kiosk, body: Body, minutes_ago: float, person: str = ANA) -> Fact:
    """Record something as of some minutes ago; it is not sent yet."""
    at = utc_now() - timedelta(minutes=minutes_ago)
    return kiosk.do(lambda session: say(session, Said(body, kiosk.space.id, person), at))


@pytest.fixture
def building(central: Central, new_kiosk: NewKiosk) -> Building:
    building = Building(central, new_kiosk(), new_kiosk(), new_kiosk(), new_kiosk(SUR))
    for kiosk in building.kiosks:
        kiosk.sync()
    return building


def test_a_check_in_at_the_back_door_is_on_the_front_wall(building: Building) -> None:
    building.back.says(CheckedIn())
    building.back.sync()
    building.front.sync()
    view = building.front.do(lambda session: wall_view(session, NORTE, utc_now()))
    assert [person.face.name for person in view.people] == ["Ana"]
    assert view.present == 1
    building.comes_to_rest()


def test_in_at_two_doors_is_one_visit_from_the_earlier_on(building: Building) -> None:
    later = says(building.front, CheckedIn(), 1)
    earlier = says(building.back, CheckedIn(), 4)
    building.comes_to_rest()
    visit = building.visit()
    assert (visit.id, visit.arrived_at) == (earlier.id, earlier.happened_at)
    assert visit.last_sign_at == later.happened_at


def test_out_without_in_changes_nothing(building: Building) -> None:
    says(building.side, CheckedOut(), 5)
    building.comes_to_rest()
    assert building.visits(NORTE) == []
    says(building.back, CheckedIn(), 2)
    building.comes_to_rest()
    assert building.central.present() == {ANA}


def test_a_fact_that_comes_late_changes_the_day_everywhere(building: Building) -> None:
    says(building.front, CheckedIn(), 30)
    says(building.front, CheckedIn(), 5)
    building.front.sync()
    gone = says(building.back, CheckedOut(), 20)  # the back door was offline
    building.comes_to_rest()
    first, second = building.visits(NORTE)
    assert (first.left_at, second.left_at) == (gone.happened_at, None)


def test_in_at_another_space_moves_away_from_the_first(building: Building) -> None:
    says(building.front, CheckedIn(), 10)
    came = says(building.sur, CheckedIn(), 3)
    building.comes_to_rest()
    visit = building.visit()
    assert (visit.ending, visit.left_at) == (Ending.MOVED_AWAY, came.happened_at)
    assert building.central.present(SUR) == {ANA}


def test_undoing_the_check_in_elsewhere_brings_the_visit_back(building: Building) -> None:
    says(building.front, CheckedIn(), 10)
    mistaken = says(building.sur, CheckedIn(), 3)
    building.comes_to_rest()
    says(building.sur, Undone(mistaken.id), 1)
    building.comes_to_rest()
    assert building.visit().left_at is None
    assert building.visits(SUR) == []


def test_the_earlier_space_is_left_though_its_check_in_arrives_last(building: Building) -> None:
    says(building.sur, CheckedIn(), 3)
    building.sur.sync()
    says(building.front, CheckedIn(), 10)
    building.comes_to_rest()
    assert building.visit().ending is Ending.MOVED_AWAY
    assert building.central.present(SUR) == {ANA}


def test_an_undo_counts_at_every_door(building: Building) -> None:
    mistaken = says(building.front, CheckedIn(), 5)
    building.front.sync()
    building.back.sync()
    says(building.back, Undone(mistaken.id), 1)
    building.comes_to_rest()
    assert building.visits(NORTE) == []


def test_a_clock_that_is_set_back_does_not_turn_a_door_s_order_around(building: Building) -> None:
    says(building.front, CheckedIn(), 5)
    says(building.front, CheckedOut(), 25)  # said later, by a clock that was set back
    building.comes_to_rest()
    assert building.visit().left_at is not None
    assert building.central.present() == set()


def test_who_chose_to_be_hidden_last_is_hidden_at_every_door(building: Building) -> None:
    for kiosk, value in ((building.front, Visibility.PROFILE), (building.back, Visibility.HIDDEN)):
        kiosk.chooses(value, BEA)
    building.comes_to_rest()
    for kiosk in (building.front, building.back, building.side):
        known = kiosk.do(lambda session: member_in(session, BEA))
        assert known is not None
        assert known.visibility is Visibility.HIDDEN


def test_moving_is_said_once_however_often_it_is_sent(building: Building) -> None:
    says(building.front, CheckedIn(), 10)
    says(building.sur, CheckedIn(), 3)
    building.comes_to_rest()
    building.comes_to_rest()
    moved = [fact for fact in building.central.facts(NORTE) if isinstance(fact.body, MovedAway)]
    assert len(moved) == 1
