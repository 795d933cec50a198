"""What erased people said is in no fact any more, and the facts are the same as before."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from kiosk.actions.forgetting import forget_guests
from kiosk.domain.facts import (
    Body,
    CheckedIn,
    Fact,
    HelloShown,
    PersonErased,
    ProfileEdited,
    Undone,
    new_fact_id,
)
from kiosk.domain.people import Phrase, Status
from kiosk.store.engines import open_reader, open_writer, sqlite_url
from kiosk.store.erasure import take_words_of
from kiosk.store.member_tables import MemberRow
from kiosk.store.outbox import forget_old, next_facts, quarantine, settle
from kiosk.store.record import Recorded, record
from kiosk.store.rows import fact_of, row_of_member
from kiosk.store.station import Said, say
from kiosk.store.tables import ARRIVING, FactRow, OutboxRow
from kiosk.worker import CoreWorker
from tests.actions.test_forgetting import tables_with
from tests.actions.visitors import register
from tests.house import ANA, BEA, CARL, House, member

SECRET = "Goldfish whisperer"
LONG_AGO = timedelta(days=400)


@pytest.fixture
def lobby(house: House) -> House:
    """Ana, who wrote of herself, and Bea, who was shown what Ana wrote and wrote as much."""
    house.join(member(BEA, "Bea Soler"), member(CARL, "Carl Ruiz"))
    for person in (ANA, BEA):
        says(house, CheckedIn(), person)
    says(house, ProfileEdited(headline=SECRET, offers=(Phrase("1", SECRET),), pin=SECRET))
    says(house, HelloShown(ANA, "they_offer", SECRET), BEA)
    says(house, HelloShown(BEA, "they_offer", "Bea's words"))
    says(house, ProfileEdited(seat="Bea's seat"), BEA)
    return house


def says(house: House, body: Body, person: str = ANA) -> Fact:
    with house.session() as session, session.begin():
        return say(session, Said(body, house.space.id, person), house.now)


def all_facts(house: House) -> list[Fact]:
    with house.session() as session:
        return [fact_of(row) for row in session.scalars(select(FactRow).order_by(FactRow.seq))]


def where(house: House, words: str) -> set[str]:
    with house.session() as session:
        return set(tables_with(session, words))


def told(house: House, body: Body, person: str = ANA) -> Fact:
    """Return a fact of another door."""
    return Fact(new_fact_id(house.now), house.space.id, uuid4(), 1, 1, house.now, 0, person, body)


def recorded(house: House, *facts: Fact) -> Recorded:
    with house.session() as session, session.begin():
        return record(session, facts)


def test_erased_words_are_in_no_table_and_all_others_stay(lobby: House) -> None:
    assert where(lobby, SECRET) == {"fact", "member"}
    before = all_facts(lobby)
    says(lobby, PersonErased())
    assert where(lobby, SECRET) == where(lobby, "Ana") == set()
    assert where(lobby, "Bea's words") == {"fact"}
    assert where(lobby, "Bea's seat") == {"fact", "member"}
    after = all_facts(lobby)[:-1]
    assert [replace(fact, body=CheckedIn()) for fact in after] == [
        replace(fact, body=CheckedIn()) for fact in before
    ]
    assert [type(fact.body) for fact in after] == [type(fact.body) for fact in before]


def test_what_was_said_on_any_day_at_any_door_is_found(lobby: House) -> None:
    for door in range(5):
        lobby.wait(days=9)
        recorded(
            lobby,
            told(lobby, CheckedIn()),
            told(lobby, HelloShown(ANA, "they_offer", f"{SECRET} {door}"), CARL),
            told(lobby, ProfileEdited(seat=SECRET)),
        )
        lobby.wait(days=1)  # as a clock that is off would have it
        recorded(lobby, told(lobby, HelloShown(ANA, "they_ask", SECRET), BEA))
    says(lobby, PersonErased())
    assert where(lobby, SECRET) == set()


def test_what_waits_is_sent_all_the_same_and_without_the_words(lobby: House) -> None:
    with lobby.session() as session:
        before = [fact.id for fact in next_facts(session, 50)]
    erased = says(lobby, PersonErased())
    with lobby.session() as session:
        waits = next_facts(session, 50)
    assert [fact.id for fact in waits] == [*before, erased.id]
    assert ProfileEdited() in [fact.body for fact in waits]
    assert SECRET not in str(waits)


def test_what_was_refused_loses_its_words_too(lobby: House) -> None:
    with lobby.session() as session, session.begin():
        quarantine(session, dict.fromkeys([fact.id for fact in all_facts(lobby)], "no"))
    says(lobby, PersonErased())
    assert where(lobby, SECRET) == set()


def test_words_that_come_after_an_erasure_are_not_stored(lobby: House) -> None:
    says(lobby, PersonErased())
    late = [told(lobby, ProfileEdited(seat=SECRET))]
    late.append(told(lobby, HelloShown(ANA, "they_offer", SECRET), BEA))
    assert {fact.id for fact in recorded(lobby, *late).new} == {fact.id for fact in late}
    assert where(lobby, SECRET) == set()


def test_words_that_come_together_with_an_erasure_are_not_stored(lobby: House) -> None:
    stranger = "d" * 16  # who is no member here yet
    edit, erased = ProfileEdited(seat=SECRET), PersonErased()
    recorded(lobby, *(told(lobby, body, stranger) for body in (CheckedIn(), edit, erased)))
    assert len(all_facts(lobby)) == 9
    recorded(lobby, told(lobby, HelloShown(ANA, "they_offer", SECRET), BEA), told(lobby, erased))
    assert where(lobby, SECRET) == set()


def test_a_fact_is_the_same_with_and_without_its_words(lobby: House) -> None:
    heard = told(lobby, ProfileEdited(seat=SECRET))
    shown = told(lobby, HelloShown(ANA, "they_offer", SECRET), BEA)
    emptied = replace(heard, body=ProfileEdited())
    # Somebody who knows already tells somebody who does not …
    recorded(lobby, heard, shown)
    assert recorded(lobby, emptied).duplicates == {heard.id}
    other = replace(heard, body=ProfileEdited(seat="Something else"))
    assert recorded(lobby, other).conflicting == {heard.id}
    # … and the other way round.
    says(lobby, PersonErased())
    assert recorded(lobby, heard, shown).duplicates == {heard.id, shown.id}
    assert recorded(lobby, replace(shown, body=CheckedIn())).conflicting == {shown.id}
    assert where(lobby, SECRET) == set()


def test_a_stream_that_is_arriving_does_not_keep_the_words_either(lobby: House) -> None:
    with lobby.session() as session, session.begin():
        ana = member(ANA, "Ana Torres", offers=SECRET)
        session.execute(insert(ARRIVING[MemberRow]).values(row_of_member(ana, version=9)))
    assert "arriving_member" in where(lobby, SECRET)
    says(lobby, PersonErased())
    assert where(lobby, SECRET) == where(lobby, "Ana") == set()
    with lobby.session() as session:
        assert session.scalars(select(ARRIVING[MemberRow].c.status)).one() == Status.ERASED


def test_an_undone_erasure_is_still_one(lobby: House) -> None:
    erased = says(lobby, PersonErased())
    says(lobby, Undone(erased.id))
    recorded(lobby, told(lobby, ProfileEdited(seat=SECRET)))
    assert where(lobby, SECRET) == set()


def test_looking_for_words_reads_no_more_than_the_days_they_may_be_of(lobby: House) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    with lobby.session() as session:
        connection = session.connection()

        def note(
            _c: object, _cursor: object, statement: str, values: tuple[object, ...], *_: object
        ) -> None:
            asked.append((statement, values))

        event.listen(connection, "before_cursor_execute", note)
        take_words_of(session, [ANA])
        event.remove(connection, "before_cursor_execute", note)
        plans = [
            str(row[3])
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
        session.rollback()
    of_facts = [plan for plan in plans if " fact " in plan]
    assert of_facts
    assert all(plan.startswith("SEARCH fact USING ") for plan in of_facts), plans


# What is kept for a server that was put back.


def test_an_erasure_is_kept_for_good_with_the_day_on_which_it_was_made(lobby: House) -> None:
    lobby.wait(days=3)
    came, other = says(lobby, CheckedIn()), says(lobby, CheckedIn(), BEA)
    erased = says(lobby, PersonErased())
    with lobby.session() as session, session.begin():
        settle(session, [fact.id for fact in all_facts(lobby)], lobby.now)
        assert forget_old(session, lobby.now + LONG_AGO) is None
        left = set(session.scalars(select(OutboxRow.fact_id)))
    assert left == {came.id, erased.id}
    assert other.id not in left


# What is left on the disk.


@pytest.fixture
def disk(lobby: House, tmp_path: Path) -> Callable[[str], bool]:
    """Say whether words stand anywhere in the database's files."""

    def has(words: str) -> bool:
        return any(words.encode() in file.read_bytes() for file in tmp_path.glob("lobby.db*"))

    return has


@pytest.fixture
def core(lobby: House, tmp_path: Path) -> Iterator[CoreWorker]:
    lobby.engine.dispose()
    core = CoreWorker(open_writer(sqlite_url(tmp_path / "lobby.db")), str(tmp_path))
    yield core
    core.stop()


def erase(house: House) -> Callable[[Session], Fact]:
    return lambda session: say(session, Said(PersonErased(), house.space.id, ANA), house.now)


def test_nothing_of_them_is_on_the_disk_once_they_are_told_so(
    lobby: House, core: CoreWorker, disk: Callable[[str], bool]
) -> None:
    assert disk(SECRET)
    assert disk("Ana Torres")
    core.submit(erase(lobby)).result()
    assert not disk(SECRET)
    assert not disk("Ana Torres")
    assert disk("Bea's words")


def test_who_was_written_over_and_over_is_nowhere_in_the_file(
    lobby: House, core: CoreWorker, disk: Callable[[str], bool]
) -> None:
    """Rows that grow and shrink among others move about in the file."""
    people = [f"{number:016x}" for number in range(40)]

    def fill(session: Session) -> None:
        for turn in range(10):
            for person in people:
                words = f"{SECRET} {person} " + "x" * (turn * 37 % 90)
                offers = tuple(Phrase(str(n), words) for n in range(turn * 5 % 8))
                said = ProfileEdited(headline=words, offers=offers)
                say(session, Said(said, lobby.space.id, person), lobby.now)

    lobby.join(*(member(person, f"Name of {person}") for person in people))
    lobby.engine.dispose()
    core.submit(fill).result()
    for person in people[::2]:
        said = Said(PersonErased(), lobby.space.id, person)
        core.submit(lambda session, said=said: say(session, said, lobby.now)).result()  # type: ignore[misc]
    for person in people[::2]:
        assert not disk(f"{SECRET} {person}")
        assert not disk(f"Name of {person}")
    assert disk(f"{SECRET} {people[1]}")


def test_where_somebody_reads_the_file_meanwhile_it_is_clean_after_them(
    lobby: House, core: CoreWorker, disk: Callable[[str], bool], tmp_path: Path
) -> None:
    reader = open_reader(sqlite_url(tmp_path / "lobby.db"))
    with closing(reader.connect()) as reading, reading.begin():
        reading.exec_driver_sql("SELECT * FROM member").all()
        core.submit(erase(lobby)).result()
        assert disk(SECRET)  # whoever reads sees the house as it was
    reader.dispose()
    core.submit(lambda session: None).result()
    assert not disk(SECRET)


def test_a_forgotten_guest_is_not_on_the_disk_either(
    lobby: House, core: CoreWorker, disk: Callable[[str], bool]
) -> None:
    register(lobby, "Nora Blum")
    with lobby.session() as session, session.begin():
        settle(session, [fact.id for fact in all_facts(lobby)], lobby.now)
    lobby.engine.dispose()
    assert disk("Nora Blum")
    lobby.wait(days=31)
    core.submit(lambda session: forget_guests(session, lobby.now)).result()
    assert not disk("Nora Blum")
