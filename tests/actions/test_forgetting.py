"""Guests are forgotten after 30 days: their name is in no table any more, their visit is."""

import json

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from kiosk.actions.forgetting import GUESTS_KEPT_FOR, forget_guests
from kiosk.store import outbox
from kiosk.store.outbox import State, next_facts, reoffer, waiting
from kiosk.store.presence import visits_of_day
from kiosk.store.tables import METADATA, FactRow, OutboxRow
from tests.actions.visitors import register
from tests.house import ANA, House

NORA = "Nora Blum"


def tables_with(session: Session, words: str) -> list[str]:
    """Return every table in which these words stand anywhere."""
    return [
        table.name
        for table in METADATA.sorted_tables
        for row in session.execute(text(f"SELECT * FROM {table.name}"))
        if words in json.dumps(list(row), default=str, ensure_ascii=False)
    ]


def forget(house: House) -> int:
    with house.session() as session, session.begin():
        gone = forget_guests(session, house.now)
        return sum(len(numbers) for numbers in gone.values())


def settle(house: House, state: State = State.SETTLED) -> None:
    with house.session() as session, session.begin():
        session.execute(update(OutboxRow).values(state=state, settled_at=house.now))


def test_a_guest_is_known_for_thirty_days_and_then_no_more(house: House) -> None:
    register(house, NORA)
    day = house.space.day_of(house.now)
    settle(house)
    while house.space.day_of(house.now) - day <= GUESTS_KEPT_FOR:
        assert forget(house) == 0
        with house.session() as session:
            assert tables_with(session, NORA) == ["fact"]
        house.wait(days=1)
    assert forget(house) == 1
    with house.session() as session:
        assert tables_with(session, NORA) == []
        (visit,) = visits_of_day(session, house.space.id, day)
    assert visit.via.value == "guest"


@pytest.mark.parametrize("state", [State.PENDING, State.STUCK])
def test_what_the_server_has_not_got_waits_until_it_has(house: House, state: State) -> None:
    register(house, NORA)
    settle(house, state)
    house.wait(days=40)
    assert forget(house) == 0
    settle(house)
    assert forget(house) == 1


def test_what_the_server_refused_is_forgotten_too_and_troubles_nobody(house: House) -> None:
    register(house, NORA)
    with house.session() as session, session.begin():
        ids = session.scalars(select(FactRow.id)).all()
        outbox.quarantine(session, dict.fromkeys(ids, "no"))
    house.wait(days=31)
    assert forget(house) == 1
    with house.session() as session:
        assert waiting(session).quarantined == 1  # the check-in
        assert tables_with(session, NORA) == []


def test_what_was_forgotten_is_never_offered_again(house: House) -> None:
    register(house, NORA)
    house.wait(days=31)
    settle(house)  # only now
    forget(house)
    with house.session() as session, session.begin():
        reoffer(session)
        assert waiting(session).pending == len(next_facts(session, 10)) == 1


def test_members_facts_are_left_alone(house: House) -> None:
    house.scan(house.code(ANA))
    settle(house)
    house.wait(days=200)
    forget(house)
    with house.session() as session:
        assert session.scalars(select(func.count()).select_from(FactRow)).one() == 1
