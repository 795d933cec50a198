"""The feed of a space: complete, in order, and nothing of others."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.domain.directory import ChosenMember, PublicKey
from kiosk.domain.facts import CheckedIn, Denied, Fact, Undone
from kiosk.domain.people import Visibility
from kiosk.domain.spaces import Space
from kiosk.store.directory import save_members, save_public_key, save_space, touch_members
from kiosk.store.feed import Asked, FeedPage, FeedPlace, heads, page_after
from kiosk.store.member_tables import MemberRow
from kiosk.store.station import Said, say
from tests.house import ANA, BEA, House, member

SUR = Space("casa-sur", "Casa Sur", "Europe/Madrid")


def pages(house: House, session: Session, most: int, space: str = "") -> list[FeedPage]:
    """Follow a feed from its beginning."""
    place, found, more = FeedPlace(), [], True
    while more:
        page = page_after(session, Asked(space or house.space.id, place, most, house.now))
        found.append(page)
        place, more = page.place, page.more
        assert len(found) < 1_000
    return found


def handles(found: list[FeedPage]) -> list[str]:
    values = [row.value for page in found for row in page.rows]
    return [value.member.handle for value in values if isinstance(value, ChosenMember)]


def say_often(house: House, session: Session, times: int, space: str = "") -> list[Fact]:
    said = Said(Denied("expired"), space or house.space.id, None)
    return [say(session, said, house.now) for _ in range(times)]


@pytest.mark.parametrize("most", [1, 2, 3, 7, 200])
def test_pages_of_any_size_bring_everything_once_and_rows_before_facts(
    house: House, most: int
) -> None:
    with house.session() as session:
        save_members(session, [member(f"{n:016x}", "Someone") for n in range(6)])
        facts = say_often(house, session, 7)
        found = pages(house, session, most)
    assert [fact for page in found for fact in page.facts] == facts
    assert sorted(handles(found)) == sorted([ANA, *(f"{n:016x}" for n in range(6))])
    kinds = ["row"] * sum(len(page.rows) for page in found) + ["fact"] * len(facts)
    assert [
        k for page in found for k in ["row"] * len(page.rows) + ["fact"] * len(page.facts)
    ] == kinds
    assert all(len(page.rows) + len(page.facts) <= most for page in found)


def test_a_space_never_gets_what_belongs_to_another(house: House) -> None:
    with house.session() as session:
        save_space(session, SUR)
        say_often(house, session, 2)
        theirs = say_often(house, session, 1, SUR.id)
        found = pages(house, session, 200, SUR.id)
    values = [row.value for page in found for row in page.rows]
    assert [fact for page in found for fact in page.facts] == theirs
    assert [value for value in values if isinstance(value, Space)] == [SUR]
    assert handles(found) == []


def test_who_let_a_visitor_in_hears_of_them_although_that_was_undone(house: House) -> None:
    with house.session() as session:
        save_space(session, SUR)
        save_members(session, [member(BEA, "Bea")])
        came = say(session, Said(CheckedIn(), SUR.id, BEA), house.now)
        say(session, Said(Undone(came.id), SUR.id, BEA), house.now)
        assert handles(pages(house, session, 200, SUR.id)) == [BEA]
        house.wait(days=91)
        assert handles(pages(house, session, 200, SUR.id)) == []


def test_a_change_comes_again_after_the_place_where_it_was_followed_to(house: House) -> None:
    with house.session() as session:
        place = pages(house, session, 200)[-1].place
        save_members(session, [member(BEA, "Bea")])
        touch_members(session, [ANA, "f" * 16])
        page = page_after(session, Asked(house.space.id, place, 200, house.now))
        assert handles([page]) == [BEA, ANA]
        again = page_after(session, Asked(house.space.id, page.place, 200, house.now))
    assert (again.rows, again.facts, again.more) == ((), (), False)


def test_facts_older_than_yesterday_are_left_out_and_not_asked_for_again(house: House) -> None:
    with house.session() as session:
        say_often(house, session, 3)
        house.now += timedelta(days=1)
        fresh = say_often(house, session, 1)
        house.now += timedelta(days=1)
        (page,) = pages(house, session, 200)
    assert list(page.facts) == fresh
    assert page.place.position == 4


def test_a_retired_key_and_a_choice_travel_as_they_are(house: House) -> None:
    with house.session() as session:
        save_public_key(session, 2, bytes(32), retired=True)
        session.execute(
            update(MemberRow).values(visibility=Visibility.HIDDEN, visibility_stamp="7")
        )
        values = [row.value for row in pages(house, session, 200)[0].rows]
    assert PublicKey(2, bytes(32), retired=True) in values
    (ana,) = [value for value in values if isinstance(value, ChosenMember)]
    assert (ana.member.visibility, ana.visibility_stamp) == (Visibility.HIDDEN, "7")


def test_every_change_moves_the_head_of_its_feed(house: House) -> None:
    with house.session() as session:
        before = heads(session)
        say_often(house, session, 2)
        save_members(session, [member(BEA, "Bea")])
        after = heads(session)
    moved = {feed: head - before.get(feed, 0) for feed, head in after.items()}
    assert moved == {"directory": 1, "space:casa-norte": 2}


def steps_of_a_page(house: House, session: Session) -> int:
    """Return what SQLite works, in its own small steps, for a page with one change on it."""
    steps = 0

    def one_more() -> None:
        nonlocal steps
        steps += 1

    touch_members(session, [ANA])
    place = FeedPlace(0, heads(session)["directory"] - 1)
    driver = session.connection().connection.dbapi_connection
    assert driver is not None
    driver.set_progress_handler(one_more, 1)
    page = page_after(session, Asked(house.space.id, place, 200, house.now))
    driver.set_progress_handler(None, 1)
    assert handles([page]) == [ANA]
    return steps


def test_a_change_costs_the_same_in_a_large_house_as_in_a_small_one(house: House) -> None:
    with house.session() as session:
        small = steps_of_a_page(house, session)
        save_members(session, [member(f"{n:016x}", "Someone") for n in range(500)])
        large = steps_of_a_page(house, session)
    assert large < small + 100
