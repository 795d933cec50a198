"""A feed that begins anew: the door works on with what is here until all of it has arrived."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, text, update

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn
from kiosk.domain.people import Visibility
from kiosk.store.directory import member as member_in
from kiosk.store.directory import public_keys, save_members
from kiosk.store.member_tables import MemberRow, MemberSpaceRow
from kiosk.store.replica import followed
from kiosk.store.tables import ARRIVING, OperatorRow
from kiosk.sync.link import ServerLink
from kiosk.sync.pull import pull_page
from kiosk.sync.refusals import ServerProblemError
from kiosk.wire.problems import Problem, ProblemKind, type_of
from tests.server.central import ANA, BEA, Central, Kiosk, member
from tests.sync.between import Between, standing_between

NewKiosk = Callable[..., Kiosk]

MANY = [f"{number:016x}" for number in range(1, 451)]  # three pages
EXPIRED = Problem(
    type=type_of(ProblemKind.CURSOR_EXPIRED), title="Gone", status=410, server_time=utc_now()
).to_bytes()
FEED_ANEW = "WARNING kiosk.sync.pull: the server's feed began anew"
LOST = "WARNING kiosk.sync.pull: the server was put back"


def join(central: Central, *handles: str, name: str = "Somebody") -> None:
    with central.session() as session:
        save_members(session, [member(handle, name) for handle in handles])


def leave(central: Central, handle: str) -> None:
    """Take a member out of the server's database, as one that was put back never had them."""
    with central.session() as session:
        session.execute(delete(MemberRow).where(MemberRow.handle == handle))
        session.execute(delete(MemberSpaceRow).where(MemberSpaceRow.handle == handle))


def begin_anew(central: Central) -> None:
    with central.session() as session:
        session.execute(update(OperatorRow).values(stream_epoch=uuid4()))


def names(kiosk: Kiosk) -> dict[str, str]:
    rows = kiosk.do(lambda session: session.scalars(select(MemberRow)).all())
    return {row.handle: row.profile["first_name"] for row in rows}


def visibility(kiosk: Kiosk, person: str) -> Visibility | None:
    known = kiosk.do(lambda session: member_in(session, person))
    return known.visibility if known else None


def arrived(kiosk: Kiosk) -> int:
    return kiosk.do(
        lambda session: sum(len(session.execute(select(t)).all()) for t in ARRIVING.values())
    )


def pull_all(kiosk: Kiosk) -> None:
    link = ServerLink(kiosk.address)
    while pull_page(kiosk.core, link, kiosk.now, wait_s=0).more:
        pass
    link.close()


@pytest.fixture
def follow(kiosk: Kiosk) -> Iterator[Callable[[], bool]]:
    """Pulls one page without sending anything first, and says whether there are more."""
    link = ServerLink(kiosk.address)
    yield lambda: pull_page(kiosk.core, link, kiosk.now, wait_s=0).more
    link.close()


@pytest.fixture
def begun(central: Central, kiosk: Kiosk, expected_log: Callable[[str], None]) -> dict[str, str]:
    """A house of many; Bea has left it and Carl come, and the server's feed begins anew."""
    expected_log(FEED_ANEW)
    expected_log(LOST)
    join(central, *MANY)
    kiosk.sync()
    before = names(kiosk)
    join(central, *MANY[:20], name="Renamed")
    leave(central, BEA)
    begin_anew(central)
    return before


def test_nobody_is_unknown_at_the_door_while_the_feed_arrives_anew(
    kiosk: Kiosk, begun: dict[str, str], follow: Callable[[], bool]
) -> None:
    keys = kiosk.do(public_keys)
    seen = []
    while follow():
        seen.append((names(kiosk), kiosk.do(public_keys)))
    assert len(seen) == 3  # the refusal of the cursor, and two of three pages
    assert all(at == (begun, keys) for at in seen)
    after = names(kiosk)
    assert BEA not in after
    assert set(after) == {ANA, *MANY}
    assert list(after.values()).count("Renamed") == 20
    assert (kiosk.do(followed).is_arriving, arrived(kiosk)) == (False, 0)


def test_a_kiosk_switched_off_in_the_middle_goes_on_where_it_was(
    kiosk: Kiosk, begun: dict[str, str], follow: Callable[[], bool]
) -> None:
    assert follow()
    assert follow()
    halfway = kiosk.do(followed)
    kiosk.start_again()
    assert kiosk.do(followed) == halfway
    assert halfway.is_arriving
    assert names(kiosk) == begun
    assert (follow(), follow()) == (True, False)
    assert set(names(kiosk)) == {ANA, *MANY}


def test_a_feed_that_begins_anew_once_more_forgets_what_had_arrived(
    central: Central, kiosk: Kiosk, begun: dict[str, str], follow: Callable[[], bool]
) -> None:
    assert follow()
    assert follow()
    leave(central, MANY[0])  # it has arrived already
    begin_anew(central)
    while follow():
        assert names(kiosk) == begun
    assert set(names(kiosk)) == {ANA, *MANY[1:]}


def test_only_what_differs_is_written(
    kiosk: Kiosk, begun: dict[str, str], follow: Callable[[], bool]
) -> None:
    kiosk.do(lambda session: session.execute(text("CREATE TABLE touched (handle TEXT)")))
    for what, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
        told = f"INSERT INTO touched VALUES ({row}.handle)"
        trigger = f"CREATE TRIGGER t_{what} AFTER {what} ON member BEGIN {told}; END"
        kiosk.do(lambda session, sql=trigger: session.execute(text(sql)))
    while follow():
        pass
    touched = kiosk.do(lambda session: session.scalars(text("SELECT handle FROM touched")).all())
    assert sorted(touched) == sorted([BEA, *MANY[:20]])


def test_hidden_chosen_offline_stays_when_the_older_row_arrives_anew(
    kiosk: Kiosk, begun: dict[str, str], follow: Callable[[], bool]
) -> None:
    kiosk.chooses(Visibility.HIDDEN)
    while follow():
        assert visibility(kiosk, ANA) is Visibility.HIDDEN
    assert visibility(kiosk, ANA) is Visibility.HIDDEN
    kiosk.sync()
    assert visibility(kiosk, ANA) is Visibility.HIDDEN


def test_what_happened_meanwhile_is_recorded_with_its_page(
    central: Central,
    new_kiosk: NewKiosk,
    expected_log: Callable[[str], None],
) -> None:
    expected_log(FEED_ANEW)
    expected_log(LOST)
    front, back = new_kiosk(), new_kiosk()
    for kiosk in (front, back):
        kiosk.sync()
    begin_anew(central)
    front.says(CheckedIn(), ANA)
    back.says(CheckedIn(), BEA)
    for kiosk in (back, front):
        kiosk.sync()
    assert front.present() == {ANA, BEA}


def test_what_arrives_anew_is_not_waited_for(
    central: Central, kiosk: Kiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log(FEED_ANEW)
    expected_log(LOST)
    kiosk.sync()
    begin_anew(central)
    waits: list[str] = []

    def noting(asked: Between) -> None:
        waits.extend(parse_qs(urlsplit(asked.path).query)["wait"])
        answer = asked.pass_on(central.url)
        asked.say_as_lobby(answer.status_code, answer.content)

    with standing_between(noting) as url:
        link = ServerLink(kiosk.at(url))
        while pull_page(kiosk.core, link, kiosk.now, wait_s=1).more:
            pass
        link.close()
    assert waits == ["1", "0"]  # with its old cursor, and from the beginning


def test_the_first_contact_of_a_new_kiosk_is_written_where_it_belongs(kiosk: Kiosk) -> None:
    kiosk.sync()
    assert (arrived(kiosk), kiosk.do(followed).is_arriving) == (0, False)
    assert set(names(kiosk)) == {ANA, BEA}


def test_a_server_that_refuses_even_the_beginning_is_no_reason_to_ask_on_and_on(
    kiosk: Kiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log(FEED_ANEW)
    kiosk.sync()

    def expired(asked: Between) -> None:
        asked.say_as_lobby(410, EXPIRED)

    with standing_between(expired) as url:
        link = ServerLink(kiosk.at(url))
        assert pull_page(kiosk.core, link, kiosk.now, wait_s=0).more
        with pytest.raises(ServerProblemError):
            pull_page(kiosk.core, link, kiosk.now, wait_s=0)
        link.close()
    assert set(names(kiosk)) == {ANA, BEA}
