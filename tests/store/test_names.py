"""The names that are held for searches: those of the rows, whatever became of them and however."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from kiosk.app import Core, News
from kiosk.domain.people import Status, Visibility
from kiosk.store.directory import save_members
from kiosk.store.member_tables import MemberRow
from kiosk.store.names import HELD, all_names, read_names
from tests.bench.crowd import crowd, paired_folder
from tests.house import ANA, BEA, CARL, House, member
from tests.server.central import wait_until

BEA_RUIZ, CARL_BENZ = member(BEA, "Bea Ruiz"), member(CARL, "Carl Benz")


def held(house: House) -> dict[str, tuple[str, str]]:
    """Return by handle the name that finds somebody, and what may be read of it."""
    with house.session() as session, session.begin():
        names = all_names(session)
        return {handle: (who.display_name, who.agreed_name) for handle, who in names.items()}


def ana_marries(session: Session) -> None:
    session.get_one(MemberRow, ANA).profile = {"display_name": "Ana Benz", "first_name": "Ana"}


@pytest.mark.parametrize(
    ("change", "then"),
    [
        (ana_marries, ("Ana Benz", "Ana Benz")),
        (lambda s: save_members(s, [member(ANA, "Anna")]), ("Anna", "Anna")),
        (lambda s: s.execute(update(MemberRow).values(visibility="hidden")), ("Ana Torres", "")),
        (
            lambda s: s.execute(text("UPDATE member SET visibility = 'first_name'")),
            ("Ana Torres", "Ana"),
        ),
        (lambda s: s.execute(update(MemberRow).values(status=Status.PAUSED)), None),
        (lambda s: s.execute(delete(MemberRow)), None),
        (lambda s: s.execute(text("DELETE FROM member")), None),
    ],
    ids=["object", "upsert", "update", "SQL", "paused", "removed", "all removed"],
)
def test_a_changed_row_is_known_at_the_next_search(
    house: House, change: Callable[[Session], object], then: tuple[str, str] | None
) -> None:
    assert held(house) == {ANA: ("Ana Torres", "Ana Torres")}
    with house.session() as session, session.begin():
        change(session)
    assert held(house).get(ANA) == then


def test_who_joins_or_comes_back_is_known(house: House) -> None:
    house.join(replace(BEA_RUIZ, status=Status.PAUSED))
    assert held(house).keys() == {ANA}
    house.join(BEA_RUIZ, replace(CARL_BENZ, visibility=Visibility.FIRST_NAME))
    assert held(house)[BEA] == ("Bea Ruiz", "Bea Ruiz")
    assert held(house)[CARL] == ("Carl Benz", "Carl")


def test_they_are_read_a_few_at_a_time_and_changes_in_between_count(house: House) -> None:
    house.join(BEA_RUIZ, CARL_BENZ)

    def read() -> bool:
        with house.session() as session, session.begin():
            return read_names(session, most=1)

    assert not read()
    house.join(member(ANA, "Anna"), replace(CARL_BENZ, status=Status.ENDED))
    while not read():
        pass
    assert held(house) == {ANA: ("Anna", "Anna"), BEA: ("Bea Ruiz", "Bea Ruiz")}


def test_a_search_in_a_transaction_that_fails_spoils_nothing(house: House) -> None:
    with house.session() as session:
        assert all_names(session)[ANA].display_name == "Ana Torres"  # and is rolled back
    house.join(member(ANA, "Anna"))
    assert held(house)[ANA] == ("Anna", "Anna")


def test_another_connection_reads_for_itself(house: House) -> None:
    assert held(house)
    house.engine.dispose()
    house.join(member(ANA, "Anna"))
    assert held(house)[ANA] == ("Anna", "Anna")


def test_a_kiosk_reads_them_before_anybody_searches(tmp_path: Path) -> None:
    core = Core.open(paired_folder(tmp_path, crowd(1_200), present=0))

    def count(session: Session) -> int:
        names = session.connection().info.get(HELD)
        return len(names.held) if names else 0

    try:
        core.start(News(lambda view: None, lambda state, waiting: None))
        wait_until(lambda: core.worker.submit(count).result() == 1_200)
    finally:
        core.stop()
