"""A new epoch: what the server has not settled is numbered anew, and nothing else changes."""

from sqlalchemy import select

from kiosk.domain.facts import Fact
from kiosk.store.outbox import State, next_facts
from kiosk.store.rows import fact_of
from kiosk.store.station import renew_epoch, station_of
from kiosk.store.tables import FactRow, OutboxRow
from tests.house import House
from tests.store.test_outbox import say_often


def stored(house: House) -> dict[str, Fact]:
    with house.session() as session:
        return {str(row.id): fact_of(row) for row in session.scalars(select(FactRow))}


def put(house: House, fact: Fact, state: State) -> None:
    with house.session() as session, session.begin():
        row = session.scalars(select(OutboxRow).where(OutboxRow.fact_id == fact.id)).one()
        row.state = state


def test_unsettled_facts_get_new_numbers_in_their_order_and_keep_their_ids(house: House) -> None:
    facts = say_often(house, 5)
    put(house, facts[0], State.SETTLED)
    put(house, facts[2], State.QUARANTINED)
    put(house, facts[3], State.STUCK)
    with house.session() as session, session.begin():
        epoch = renew_epoch(session)
        assert station_of(session).epoch == epoch != facts[0].epoch
    now = stored(house)
    moved = [now[str(fact.id)] for fact in (facts[1], facts[3], facts[4])]
    assert [(fact.epoch, fact.seq) for fact in moved] == [(epoch, 1), (epoch, 2), (epoch, 3)]
    assert all(now[str(fact.id)] == fact for fact in (facts[0], facts[2]))
    assert len(now) == 5


def test_the_outbox_sends_the_new_numbers_and_the_next_fact_goes_on_from_there(
    house: House,
) -> None:
    facts = say_often(house, 3)
    with house.session() as session, session.begin():
        epoch = renew_epoch(session)
    with house.session() as session:
        sent = [(fact.id, fact.epoch, fact.seq) for fact in next_facts(session, 10)]
    assert sent == [(fact.id, epoch, fact.seq) for fact in facts]
    (later,) = say_often(house, 1)
    assert (later.epoch, later.seq) == (epoch, 4)


def test_what_was_left_of_earlier_epochs_comes_first(house: House) -> None:
    first, second = say_often(house, 2)
    put(house, first, State.SETTLED)
    put(house, second, State.SETTLED)
    with house.session() as session, session.begin():
        renew_epoch(session)
    (third,) = say_often(house, 1)
    put(house, second, State.PENDING)  # offered to the server once more
    with house.session() as session, session.begin():
        renew_epoch(session)
    now = stored(house)
    assert [now[str(fact.id)].seq for fact in (second, third)] == [1, 2]
