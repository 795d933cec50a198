"""What a kiosk stores of its server's feed, whatever the feed holds."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from kiosk.domain.directory import ChosenMember
from kiosk.domain.facts import CheckedIn, Fact, MovedAway, VisibilitySet
from kiosk.domain.people import Visibility
from kiosk.store.contact import Acked, Contact
from kiosk.store.directory import member as member_in
from kiosk.store.feed import DirectoryRow
from kiosk.store.member_tables import MemberRow
from kiosk.store.outbox import settle
from kiosk.store.presence import visits_of_day
from kiosk.store.replica import ReceivedPage, followed, start_over, store_page
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow, StationRow
from tests.house import ANA, BEA, CARL, House, member

BACK_DOOR = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000bd")
STREAM = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000ee")


def came(at: datetime, person: str, seq: int) -> Fact:
    return Fact(uuid4(), "casa-norte", BACK_DOOR, 7, seq, at, 0, person, CheckedIn())


def store(house: House, cursor: str, *facts: Fact) -> bool:
    with house.session() as session, session.begin():
        page = ReceivedPage((), facts, cursor, Acked(0, 0), STREAM)
        return store_page(session, page, Contact(house.now)).is_news


def present(house: House) -> set[str]:
    with house.session() as session:
        visits = visits_of_day(session, house.space.id, house.space.day_of(house.now))
        return {visit.person for visit in visits}


def test_a_fact_that_cannot_be_stored_is_told_and_does_not_hold_up_the_feed(
    house: House, expected_log: Callable[[str], None]
) -> None:
    expected_log("the feed disagrees with this store: 0 .*, 0 .*, 1 that cannot be stored")
    first = came(house.now, ANA, 1)
    nobodys = replace(came(house.now, BEA, 2), seq=None)
    last = came(house.now, CARL, 3)
    assert store(house, "next", first, nobodys, last)
    assert present(house) == {ANA, CARL}
    with house.session() as session:
        assert followed(session).cursor == "next"


def test_a_fact_whose_number_another_has_here_is_stored_beside_it(house: House) -> None:
    # A copied kiosk counted as its original did, and the server that had settled one of the two
    # went back to before that.
    first, twin = came(house.now, ANA, 1), came(house.now, BEA, 1)
    assert store(house, "one", first)
    assert store(house, "two", twin, came(house.now, CARL, 2))
    renumbered = replace(first, epoch=8)  # as the server knows it in the end
    store(house, "three", renumbered)
    assert not store(house, "four", renumbered)
    assert present(house) == {ANA, BEA, CARL}
    with house.session() as session:
        rows = session.scalars(select(FactRow).where(FactRow.seq == 1))
        assert {row.id: row.epoch for row in rows} == {first.id: 8, twin.id: 7}


def test_a_feed_that_begins_anew_says_anew_who_moved_away(house: House) -> None:
    first = came(house.now, ANA, 1)
    moved = Fact(uuid4(), "casa-norte", STREAM, 9, 1, house.now, None, ANA, MovedAway(uuid4()))
    store(house, "one", first, came(house.now, BEA, 2), moved)
    assert house.present() == [BEA]
    with house.session() as session, session.begin():
        start_over(session, house.now)
    assert sorted(house.present()) == [ANA, BEA]
    store(house, "two", moved)  # with its cause still standing
    assert house.present() == [BEA]


def test_a_page_that_came_before_brings_nothing_new(house: House) -> None:
    page = [came(house.now, ANA, 1), came(house.now, BEA, 2)]
    assert store(house, "next", *page)
    assert not store(house, "next", *page)


def test_what_a_page_costs_does_not_grow_with_the_choices_of_those_who_are_not_on_it(
    house: House,
) -> None:
    few = steps_of_a_page(house, others=20)
    many = steps_of_a_page(house, others=400)
    assert many < 3 * few  # for the twenty-fold


def steps_of_a_page(house: House, others: int) -> int:
    """Count what SQLite does to store a page about Ana after others' choices, none of them sent."""
    chosen = VisibilitySet(Visibility.HIDDEN, wording=1, language="en")
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with house.session() as session, session.begin():
        for person in (ANA, *(f"{number:016x}" for number in range(others))):
            say(session, Said(chosen, house.space.id, person), house.now)
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        ana = member_in(session, ANA)
        assert ana is not None
        page = ReceivedPage((DirectoryRow(1, ChosenMember(ana, "")),), (), "", Acked(0, 0), STREAM)
        session.flush()
        driver.set_progress_handler(count, 10)
        store_page(session, page, Contact(house.now))
        driver.set_progress_handler(None, 0)
    return steps


def visibility_after(house: House, *, is_settled: bool, known_seq: int) -> Visibility | None:
    """Hide Ana here, and hear from the server that she chose otherwise elsewhere later.

    Another fact of ours holds the server's mark down at 0; `known_seq` is the mark we know.
    """
    chosen = VisibilitySet(Visibility.HIDDEN, wording=1, language="en")
    with house.session() as session, session.begin():
        own = say(session, Said(chosen, house.space.id, ANA), house.now)
        if is_settled:
            settle(session, [own.id], house.now)
        session.execute(update(StationRow).values(acked_seq=known_seq))
        shown = ChosenMember(member(ANA, "Ana Torres"), f"{2**48:015d}:elsewhere")
        page = ReceivedPage((DirectoryRow(9, shown),), (), "next", Acked(own.epoch, 0), STREAM)
        store_page(session, page, Contact(house.now))
        row = session.get_one(MemberRow, ANA)
        return Visibility(row.visibility) if row.visibility else None


def test_a_gap_in_what_is_settled_does_not_hold_an_old_choice_against_a_later_one(
    house: House,
) -> None:
    assert visibility_after(house, is_settled=True, known_seq=0) is Visibility.PROFILE


def test_a_choice_the_server_has_not_got_stays(house: House) -> None:
    assert visibility_after(house, is_settled=False, known_seq=0) is Visibility.HIDDEN


def test_a_choice_the_server_got_after_it_wrote_the_page_stays(house: House) -> None:
    assert visibility_after(house, is_settled=True, known_seq=1) is Visibility.HIDDEN
