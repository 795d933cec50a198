"""What wrong clocks may cost at the door, and what not: each fault, before and after a restart."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from kiosk.actions.desk import Desk
from kiosk.clock import HouseClock
from kiosk.domain.facts import Fact
from kiosk.domain.people import Mode
from kiosk.domain.verdicts import Answer
from kiosk.store.presence import open_visits
from kiosk.store.rows import fact_of
from kiosk.store.tables import FactRow, StationRow
from kiosk.store.timekeeping import house_time, keep_time, restore_clock
from kiosk.wire.facts import fact_from_plain, fact_to_plain
from tests.house import ANA, MONDAY_NINE, House, member

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SWITCHED_OFF = 30 * MINUTE
FAULTS = {
    "right": timedelta(),
    "ten minutes behind": -10 * MINUTE,
    "ten minutes ahead": 10 * MINUTE,
    "a day behind": -DAY,
    "a day ahead": DAY,
    "1970": datetime(1970, 1, 1, 0, 1, tzinfo=UTC) - MONDAY_NINE,
    "2038": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC) - MONDAY_NINE,
    "2099": datetime(2099, 12, 31, tzinfo=UTC) - MONDAY_NINE,
}
every_fault = pytest.mark.parametrize("wrong_by", FAULTS.values(), ids=FAULTS)


class Tablet:
    """A kiosk on a machine with a clock that may be wrong, in a house that knows better."""

    def __init__(self, house: House) -> None:
        self.house, self.true, self.booted = house, MONDAY_NINE, MONDAY_NINE - HOUR
        self.wrong_by = timedelta()
        self.strangers = iter(f"{number:016x}" for number in range(1, 100))
        self.start()

    def wall(self) -> datetime:
        return self.true + self.wrong_by

    def start(self) -> None:
        self.clock = HouseClock(self.wall, lambda: (self.true - self.booted).total_seconds())
        with self.house.session() as session:
            restore_clock(session, self.clock)
        self.desk = Desk(self.clock)

    def meet_server(self) -> None:
        self.clock.confirm(round((self.true - self.clock.steady()) / timedelta(milliseconds=1)))
        self.keep_time()

    def keep_time(self) -> None:
        with self.house.session() as session, session.begin():
            keep_time(session, self.clock)

    def switch_off_and_on(self) -> None:
        self.true += SWITCHED_OFF
        self.booted = self.true
        self.start()

    def scan(self, *, left: timedelta) -> Answer:
        """Let somebody come who was not here before, with a pass that is good for so long."""
        person = next(self.strangers)
        self.house.join(member(person, "Somebody Else"))
        code = self.house.code(person, expires_at=self.true + left)
        with self.house.session() as session, session.begin():
            return self.desk.scan(session, code).verdict.answer

    def touch(self, what: str, person: str, *more: object) -> None:
        with self.house.session() as session, session.begin():
            getattr(self.desk, what)(session, person, *more)

    def facts(self) -> list[Fact]:
        with self.house.session() as session:
            rows = session.scalars(select(FactRow).order_by(FactRow.seq))
            return [fact_of(row) for row in rows]

    def floor(self) -> datetime:
        with self.house.session() as session:
            floor = session.scalars(select(StationRow.floor_at)).one()
        assert floor is not None
        return floor


@pytest.fixture
def tablet(house: House) -> Iterator[Tablet]:
    """A kiosk that met its server this morning, when its clock was right."""
    tablet = Tablet(house)
    tablet.meet_server()
    yield tablet
    # Whatever its clock showed, the server can read and keep every fact.
    assert tablet.facts()
    for fact in tablet.facts():
        assert fact_from_plain(fact_to_plain(fact)) == fact


@every_fault
def test_in_contact_every_pass_is_judged_by_the_true_time(
    tablet: Tablet, wrong_by: timedelta
) -> None:
    tablet.wrong_by = wrong_by
    tablet.meet_server()
    assert tablet.scan(left=MINUTE) is Answer.WELCOME
    assert tablet.scan(left=-MINUTE) is Answer.REFUSED
    for fact in tablet.facts():
        assert (fact.happened_at, fact.at) == (tablet.true, tablet.wall())


@every_fault
def test_a_clock_that_is_set_while_offline_changes_nothing_at_the_door(
    tablet: Tablet, wrong_by: timedelta
) -> None:
    tablet.house.join(member(ANA, "Ana Torres"))
    with tablet.house.session() as session, session.begin():
        tablet.desk.scan(session, tablet.house.code(ANA))
    tablet.true += 3 * HOUR  # some of them suspended
    tablet.wrong_by = wrong_by
    assert tablet.scan(left=MINUTE) is Answer.WELCOME
    assert tablet.scan(left=-MINUTE) is Answer.REFUSED
    tablet.touch("set_mode", ANA, Mode.INVISIBLE)
    tablet.touch("leave", ANA)
    assert [fact.seq for fact in tablet.facts()] == [1, 2, 3, 4, 5]
    assert [fact.happened_at for fact in tablet.facts()[1:]] == [tablet.true] * 4
    assert tablet.facts()[-1].at == tablet.wall()
    with tablet.house.session() as session:
        present = [visit.person for visit in open_visits(session, "casa-norte", tablet.true)]
        assert house_time(session, tablet.wall()) == tablet.true  # for whoever reads this folder
    assert present == ["0" * 15 + "1"]


@every_fault
def test_a_restart_with_a_clock_that_was_wrong_before(tablet: Tablet, wrong_by: timedelta) -> None:
    tablet.wrong_by = wrong_by
    tablet.keep_time()
    restart_and_judge(tablet, most_ahead=timedelta())


@every_fault
def test_a_restart_with_a_clock_that_lost_its_time_meanwhile(
    tablet: Tablet, wrong_by: timedelta
) -> None:
    tablet.wrong_by = wrong_by
    restart_and_judge(tablet, most_ahead=min(max(wrong_by, timedelta()), DAY))


@every_fault
def test_a_restart_with_a_clock_that_was_set_right_meanwhile(
    tablet: Tablet, wrong_by: timedelta
) -> None:
    tablet.wrong_by = wrong_by
    tablet.keep_time()
    tablet.wrong_by = timedelta()
    restart_and_judge(tablet, most_ahead=timedelta())
    tablet.switch_off_and_on()  # nor is it corrected again by what was known before
    assert tablet.clock.now() <= tablet.true


def restart_and_judge(tablet: Tablet, *, most_ahead: timedelta) -> None:
    """Switch off and on without a server, and hold the house's time to its bounds.

    `most_ahead`: what nobody can know, since the clock moved while the machine was off.
    """
    floor = tablet.floor()
    tablet.switch_off_and_on()
    house = tablet.clock.now()
    assert floor <= house <= tablet.true + most_ahead
    assert tablet.true - house <= SWITCHED_OFF
    # Behind by no more than it was off, so that nothing older than that opens the door.
    assert tablet.scan(left=-SWITCHED_OFF - MINUTE) is Answer.REFUSED
    assert tablet.scan(left=most_ahead + MINUTE) is Answer.WELCOME
    assert tablet.scan(left=2 * DAY) is Answer.WELCOME
    tablet.true += HOUR
    tablet.keep_time()
    assert tablet.floor() == floor + HOUR  # by the time that went by, whatever the clock shows
    tablet.meet_server()
    assert tablet.clock.now() == tablet.true
    assert tablet.scan(left=-MINUTE) is Answer.REFUSED
    assert tablet.scan(left=MINUTE) is Answer.WELCOME
