"""The outbox: what waits, and in which order it is sent."""

import pytest
from sqlalchemy import select

from kiosk.domain.facts import CheckedIn, Denied, Fact
from kiosk.errors import StoreError
from kiosk.store.outbox import next_facts, note_tries, quarantine, settle, waiting
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow, OutboxRow
from tests.house import ANA, House


def say_often(house: House, times: int) -> list[Fact]:
    said = Said(Denied("expired"), house.space.id, None)
    with house.session() as session, session.begin():
        return [say(session, said, house.now) for _ in range(times)]


def test_a_fact_waits_from_the_moment_it_is_made(house: House) -> None:
    house.scan(house.code(ANA))
    with house.session() as session:
        (fact,) = next_facts(session, 10)
        assert isinstance(fact.body, CheckedIn)
        assert waiting(session).pending == 1
        assert waiting(session).oldest == house.now


def test_facts_are_sent_oldest_first_and_no_more_than_asked(house: House) -> None:
    facts = say_often(house, 5)
    with house.session() as session:
        assert next_facts(session, 3) == facts[:3]


def test_what_was_tried_in_vain_lets_the_others_go_first(house: House) -> None:
    facts = say_often(house, 3)
    with house.session() as session:
        note_tries(session, [facts[0].id])
        assert next_facts(session, 10) == [facts[1], facts[2], facts[0]]


def test_a_settled_fact_leaves_the_outbox_and_stays_in_the_store(house: House) -> None:
    first, second = say_often(house, 2)
    with house.session() as session:
        settle(session, [first.id])
        assert next_facts(session, 10) == [second]
        assert session.get(FactRow, (house.space.id, first.id)) is not None


def test_a_refused_fact_is_set_aside_with_its_reason(house: House) -> None:
    first, second = say_often(house, 2)
    with house.session() as session:
        quarantine(session, {first.id: "x" * 500})
        assert next_facts(session, 10) == [second]
        assert (waiting(session).pending, waiting(session).quarantined) == (1, 1)
        row = session.scalars(select(OutboxRow).where(OutboxRow.fact_id == first.id)).one()
        assert row.reason == "x" * 200


def test_numbers_have_no_gaps_even_when_a_job_fails(house: House) -> None:
    say_often(house, 2)
    with house.session() as session:
        say(session, Said(Denied("expired"), house.space.id, None), house.now)
        session.rollback()
    assert [fact.seq for fact in say_often(house, 2)] == [3, 4]


def test_nothing_is_said_about_a_space_that_is_not_known_here(house: House) -> None:
    said = Said(CheckedIn(), "casa-sur", ANA)
    with house.session() as session, pytest.raises(StoreError, match="lobby sync --once"):
        say(session, said, house.now)
