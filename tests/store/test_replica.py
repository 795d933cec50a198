"""What a kiosk stores of its server's feed, whatever the feed holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from kiosk.domain.facts import CheckedIn, Fact
from kiosk.store.contact import Acked, Contact
from kiosk.store.presence import visits_of_day
from kiosk.store.replica import ReceivedPage, followed, store_page
from tests.house import ANA, BEA, CARL, House

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
    expected_log("the feed disagrees with this store: 0 .*, 0 .*, 2 that cannot be stored")
    first = came(house.now, ANA, 1)
    twin = came(house.now, BEA, 1)  # another fact in the place of the first
    nobodys = replace(came(house.now, BEA, 2), seq=None)
    last = came(house.now, CARL, 3)
    assert store(house, "next", first, twin, nobodys, last)
    assert present(house) == {ANA, CARL}
    with house.session() as session:
        assert followed(session).cursor == "next"


def test_a_page_that_came_before_brings_nothing_new(house: House) -> None:
    page = [came(house.now, ANA, 1), came(house.now, BEA, 2)]
    assert store(house, "next", *page)
    assert not store(house, "next", *page)
