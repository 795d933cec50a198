"""The outbox: what waits, and in which order it is sent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, Denied, Fact, new_fact_id
from kiosk.errors import StoreError
from kiosk.store import outbox
from kiosk.store.outbox import (
    KEPT_FOR,
    MOST_TRIES,
    Failure,
    State,
    Waiting,
    forget_old,
    least_tries,
    most_tries,
    next_facts,
    note_failure,
    pending_of,
    quarantine,
    reoffer,
    settle,
    stuck_fact,
    waiting,
)
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow, OutboxRow
from tests.house import ANA, BEA, House

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def say_often(house: House, times: int) -> list[Fact]:
    said = Said(Denied("expired"), house.space.id, None)
    with house.session() as session, session.begin():
        return [say(session, said, house.now) for _ in range(times)]


def came_in(house: House, *people: str) -> list[Fact]:
    with house.session() as session, session.begin():
        said = [Said(CheckedIn(), house.space.id, person) for person in people]
        return [say(session, one, house.now) for one in said]


def row_of(session: Session, fact: Fact) -> OutboxRow:
    return session.scalars(select(OutboxRow).where(OutboxRow.fact_id == fact.id)).one()


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
        note_failure(session, [facts[0].id], Failure(house.now, "no"))
        assert next_facts(session, 10) == [facts[1], facts[2], facts[0]]


def test_people_pass_before_the_noise_of_refused_scans(house: House) -> None:
    noise = say_often(house, 3)
    house.scan(house.code(ANA))
    with house.session() as session:
        first, *rest = next_facts(session, 10)
        assert isinstance(first.body, CheckedIn)
        assert rest == noise


def test_a_settled_fact_is_kept_and_no_longer_waits(house: House) -> None:
    first, second = say_often(house, 2)
    with house.session() as session:
        settle(session, [first.id], house.now)
        assert next_facts(session, 10) == [second]
        assert waiting(session).pending == 1
        assert row_of(session, first).settled_at == house.now
        assert session.get(FactRow, (house.space.id, first.id)) is not None


def test_a_refused_fact_is_put_apart_with_its_reason(house: House) -> None:
    first, second = say_often(house, 2)
    with house.session() as session:
        quarantine(session, {first.id: "x" * 500})
        assert next_facts(session, 10) == [second]
        assert (waiting(session).pending, waiting(session).quarantined) == (1, 1)
        assert row_of(session, first).reason == "x" * 200


def test_five_failures_make_a_fact_stuck_until_its_hour_comes(house: House) -> None:
    (fact,) = came_in(house, ANA)
    with house.session() as session:
        for tried in range(MOST_TRIES):
            assert waiting(session).stuck == 0, tried
            note_failure(session, [fact.id], Failure(house.now, "it hurts"))
        assert next_facts(session, 10) == []
        assert waiting(session) == Waiting(0, 0, oldest=fact.happened_at, stuck=1)
        assert stuck_fact(session, house.now + timedelta(minutes=59)) is None
        assert stuck_fact(session, house.now + timedelta(hours=1)) == fact
        later = house.now + timedelta(hours=1)
        note_failure(session, [fact.id], Failure(later, "it still hurts"))
        assert stuck_fact(session, later) is None
        assert (row_of(session, fact).state, row_of(session, fact).reason) == (
            State.STUCK,
            "it still hurts",
        )


def test_a_clock_that_was_wrong_does_not_put_a_stuck_fact_off_for_years(house: House) -> None:
    (fact,) = came_in(house, ANA)
    with house.session() as session, session.begin():
        for _ in range(MOST_TRIES):
            note_failure(session, [fact.id], Failure(house.now + timedelta(days=300), "busy"))
        assert stuck_fact(session, house.now) == fact


def test_once_a_stuck_fact_passes_the_other_stuck_ones_get_their_turn(house: House) -> None:
    facts = came_in(house, ANA, BEA)
    with house.session() as session:
        for _ in range(MOST_TRIES):
            note_failure(session, [fact.id for fact in facts], Failure(house.now, "no"))
        assert waiting(session).stuck == 2
        settle(session, [facts[0].id], house.now)
        assert next_facts(session, 10) == [facts[1]]


def test_settled_facts_are_offered_again_each_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_AT_A_TIME", 2)
    facts = say_often(house, 5)
    with house.session() as session:
        settle(session, [fact.id for fact in facts[:4]], house.now)
        quarantine(session, {facts[4].id: "no"})
        place = reoffer(session)
        assert next_facts(session, 10) == facts[:2]
        settle(session, [facts[0].id], house.now)  # the server has this one again already
        while place is not None:
            place = reoffer(session, place)
        assert next_facts(session, 10) == facts[1:4]


def test_what_was_settled_a_fortnight_ago_is_forgotten_and_nothing_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_AT_A_TIME", 2)
    old, recent, refused, unsent = say_often(house, 4)
    now = house.now + timedelta(days=20)
    with house.session() as session:
        settle(session, [old.id], now - KEPT_FOR - timedelta(seconds=1))
        settle(session, [recent.id], now - KEPT_FOR)
        quarantine(session, {refused.id: "no"})
        place = forget_old(session, now)
        while place is not None:
            place = forget_old(session, now, place)
        left = set(session.scalars(select(OutboxRow.fact_id)))
        assert left == {recent.id, refused.id, unsent.id}
        assert session.get(FactRow, (house.space.id, old.id)) is not None


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (lambda session: waiting(session), "ix_outbox_state"),
        (lambda session: next_facts(session, 200), "ix_outbox_state"),
        (lambda session: least_tries(session), "ix_outbox_state"),
        (lambda session: pending_of(session, [new_fact_id(NOON)]), "ix_outbox_fact_id"),
        (lambda session: most_tries(session, [new_fact_id(NOON)]), "ix_outbox_fact_id"),
        (lambda session: note_failure(session, [new_fact_id(NOON)], Failure(NOON, "")), "fact_id"),
        (lambda session: settle(session, [new_fact_id(NOON)], NOON), "fact_id"),
        (lambda session: reoffer(session), "sqlite_autoindex_outbox_1"),
        (lambda session: forget_old(session, NOON), "sqlite_autoindex_outbox_1"),
    ],
)
def test_no_question_reads_the_whole_outbox(
    house: House, question: Callable[[Session], object], index: str
) -> None:
    say_often(house, 3)
    asked: list[tuple[str, Any]] = []
    with house.session() as session:
        connection = session.connection()

        @event.listens_for(connection, "before_cursor_execute")
        def note(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
            asked.append((statement, values))

        question(session)
        event.remove(connection, "before_cursor_execute", note)
        plans = [
            str(row[3])
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    of_outbox = [plan for plan in plans if "outbox" in plan and "CO-ROUTINE" not in plan]
    assert of_outbox
    assert all(plan.startswith("SEARCH outbox") and index in plan for plan in of_outbox), plans


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
