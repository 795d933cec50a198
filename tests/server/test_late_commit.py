"""A transaction that began first and commits last: why the feed counts as it does."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy.orm import Session

from kiosk.actions.photo import choose_photo
from kiosk.clock import utc_now
from kiosk.domain.facts import Fact, PersonErased, ProfileEdited
from kiosk.store.directory import member
from kiosk.store.feed import Asked, FeedPlace, page_after
from kiosk.store.photos import photo_of
from kiosk.store.record import record
from tests.pictures import RED, photo
from tests.server.central import ANA, NORTE, SOON_S, SUR, Central
from tests.server.deeds import denied


class Reader:
    """Somebody who follows the feed and remembers how far."""

    def __init__(self, central: Central) -> None:
        self._central, self._place, self.seen = central, FeedPlace(), list[UUID]()

    def read(self) -> None:
        with self._central.session() as session:
            page = page_after(session, Asked(NORTE.id, self._place, 100, utc_now()))
        self._place = page.place
        self.seen += [fact.id for fact in page.facts]


def test_nothing_is_missed_when_the_first_to_begin_commits_last(
    new_postgresql: str,
) -> None:
    central = Central(new_postgresql)
    reader, first, second = Reader(central), denied(uuid4(), 1), denied(uuid4(), 1)
    late = Session(central.engine)
    record(late, [first])
    hurrying = Thread(target=commit, args=(central, second))
    hurrying.start()  # it waits for its turn: the counter's row is held
    wait_until_somebody_waits(new_postgresql)
    reader.read()
    assert reader.seen == []
    late.commit()
    late.close()
    hurrying.join(SOON_S)
    reader.read()
    assert reader.seen == [first.id, second.id]
    central.engine.dispose()


@pytest.mark.parametrize("said", [ProfileEdited(seat="3"), PersonErased()])
def test_of_two_who_change_a_member_at_once_neither_undoes_the_other(
    new_postgresql: str, said: ProfileEdited | PersonErased
) -> None:
    central = Central(new_postgresql)
    late, jpeg = Session(central.engine), photo(RED)[1]
    choose_photo(late, ANA, jpeg, utc_now())
    elsewhere = replace(denied(uuid4(), 1), space=SUR.id, person=ANA, body=said)
    hurrying = Thread(target=commit, args=(central, elsewhere))
    hurrying.start()
    wait_until_somebody_waits(new_postgresql)
    late.commit()
    late.close()
    hurrying.join(SOON_S)
    with central.session() as session:
        ana, kept = member(session, ANA), photo_of(session, ANA)
    assert ana is not None
    is_gone = said == PersonErased()
    assert (ana.profile.photo, kept) == (("", None) if is_gone else photo(RED))
    assert ana.profile.seat == ("" if is_gone else "3")
    central.engine.dispose()


def commit(central: Central, fact: Fact) -> None:
    with central.session() as session:
        record(session, [fact])


def wait_until_somebody_waits(address: str) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with psycopg.connect(address, autocommit=True) as connection:
        for _ in range(100_000):
            found = connection.execute(waiting).fetchone()
            if found and found[0]:
                return
    pytest.fail("nobody waited")


def test_a_number_taken_at_insert_would_have_missed_it(new_postgresql: str) -> None:
    connect: Callable[[], psycopg.Connection] = lambda: psycopg.connect(new_postgresql)  # noqa: E731
    with connect() as late, connect() as quick, connect() as reader:
        late.execute("CREATE TABLE feed (position bigint GENERATED ALWAYS AS IDENTITY, what text)")
        late.commit()
        late.execute("INSERT INTO feed (what) VALUES ('first')")
        quick.execute("INSERT INTO feed (what) VALUES ('second')")
        quick.commit()
        seen = reader.execute("SELECT position, what FROM feed WHERE position > 0").fetchall()
        reader.commit()
        late.commit()
        after = max(position for position, _ in seen)
        seen += reader.execute(
            "SELECT position, what FROM feed WHERE position > %s", [after]
        ).fetchall()
        stored = reader.execute("SELECT count(*) FROM feed").fetchone()
    assert [what for _, what in seen] == ["second"]
    assert stored == (2,)
