"""Erased at one door: what somebody said goes from that kiosk, the server and every other kiosk."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import make_url

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, HelloShown, PersonErased, ProfileEdited
from kiosk.domain.people import Member, Status
from kiosk.store.directory import member, save_members
from kiosk.store.feed import Asked, FeedPlace, page_after
from kiosk.store.member_tables import MemberRow, MemberSpaceRow
from kiosk.store.outbox import BEGINNING, forget_old
from kiosk.store.tables import FactRow
from tests.server.central import ANA, BEA, CARL, NORTE, SUR, Central, Kiosk
from tests.server.central import member as a_member
from tests.sync.test_cursor_expired import begin_anew
from tests.sync.test_healing import FEED_ANEW, SERVER_FORGOT, backup

__all__ = ["backup"]  # a fixture

Backup = Callable[[], Callable[[], None]]

SECRET = "Goldfish whisperer"
YEAR = timedelta(days=365)


@pytest.fixture
def doors(central: Central, new_kiosk: Callable[..., Kiosk]) -> tuple[Kiosk, Kiosk]:
    """The front and the back door of Casa Norte, which know the house."""
    front, back = new_kiosk(), new_kiosk()
    for kiosk in (front, back):
        kiosk.sync()
    return front, back


def at(kiosk: Kiosk, person: str = ANA) -> Member | None:
    return kiosk.do(lambda session: member(session, person))


def speaks_of_herself(kiosk: Kiosk) -> None:
    """Ana comes in and writes of herself, and Bea is shown it."""
    kiosk.says(CheckedIn())
    kiosk.says(CheckedIn(), BEA)
    kiosk.says(ProfileEdited(headline=SECRET))
    kiosk.says(HelloShown(ANA, "they_offer", SECRET), BEA)


def is_on_disk(place: Kiosk | Central, words: str = SECRET) -> bool:
    """Whether her words stand anywhere in the database's files."""
    folder = (
        place.folder if isinstance(place, Kiosk) else Path(make_url(place.db).database or "").parent
    )
    files = list(folder.glob("lobby.db*"))
    assert files
    return any(words.encode() in file.read_bytes() for file in files)


def test_the_words_of_somebody_erased_go_everywhere(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    front, back = doors
    speaks_of_herself(front)
    for kiosk in (front, back):
        kiosk.sync()
    assert is_on_disk(front)
    assert is_on_disk(back)
    assert is_on_disk(central)
    front.says(PersonErased())
    assert not is_on_disk(front)
    front.sync()
    assert not is_on_disk(central)
    back.sync()
    assert not is_on_disk(back)
    assert len(central.facts()) == 5
    assert front.waiting().quarantined == back.waiting().quarantined == 0


def test_the_name_of_somebody_erased_goes_everywhere(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    name = "Hildegard"
    with central.session() as session:
        save_members(session, [a_member(CARL, name)])
    for kiosk in doors:
        kiosk.sync()
        assert is_on_disk(kiosk, name)
    front, back = doors
    front.says(CheckedIn(), CARL)
    front.says(PersonErased(), CARL)
    front.sync()
    back.sync()
    assert not any(is_on_disk(place, name) for place in (front, back, central))


def test_words_that_were_never_sent_do_not_reach_the_server(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    front, back = doors
    speaks_of_herself(back)  # which is offline while she is erased at the front
    speaks_of_herself(front)
    front.says(PersonErased())
    front.sync()
    assert not is_on_disk(central)
    assert back.sync().quarantined == 0
    assert not is_on_disk(central)
    assert not is_on_disk(back)
    front.sync()
    assert not is_on_disk(front)
    assert front.waiting().unsent == back.waiting().unsent == 0
    assert len(central.facts()) == 9


def test_what_is_offered_again_does_not_bring_the_words_back(
    central: Central,
    doors: tuple[Kiosk, Kiosk],
    backup: Backup,
    expected_log: Callable[[str], None],
) -> None:
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    front, back = doors
    speaks_of_herself(front)
    for kiosk in (front, back):
        kiosk.sync()
    put_back = backup()
    front.says(PersonErased())
    front.sync()
    put_back()
    assert is_on_disk(central)
    exchanged = front.sync()
    assert exchanged.quarantined == 0
    assert not is_on_disk(central)
    back.sync()
    assert not is_on_disk(back)


def test_a_kiosk_hears_of_it_where_they_may_not_enter_any_more(
    central: Central, doors: tuple[Kiosk, Kiosk], new_kiosk: Callable[..., Kiosk]
) -> None:
    front, sur = doors[0], new_kiosk(SUR)
    with central.session() as session:
        save_members(session, [a_member(CARL, "Carl", SUR.id)])
    sur.sync()
    sur.says(CheckedIn(), CARL)
    sur.says(ProfileEdited(headline=SECRET), CARL)
    front.says(CheckedIn(), CARL)  # on a visit, at a house that is not his
    front.says(ProfileEdited(seat=SECRET), CARL)
    for kiosk in (sur, front, sur, front):
        kiosk.sync()
    assert is_on_disk(front)
    # So long ago that the house does not hold him any more.
    with central.session() as session:
        old = NORTE.day_of(utc_now() - YEAR)
        session.execute(update(FactRow).where(FactRow.space_id == NORTE.id).values(day=old))
        linked = select(MemberSpaceRow.space_id).where(MemberSpaceRow.handle == CARL)
        assert list(session.scalars(linked)) == [SUR.id]
    sur.says(PersonErased(), CARL)
    sur.sync()
    front.sync()
    assert not is_on_disk(central)
    assert not is_on_disk(front)


def test_a_stream_that_begins_anew_tells_of_it(
    central: Central,
    doors: tuple[Kiosk, Kiosk],
    new_kiosk: Callable[..., Kiosk],
    expected_log: Callable[[str], None],
) -> None:
    """Also of an erasure at another house, whose facts do not come along."""
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    (front, back), sur = doors, new_kiosk(SUR)
    speaks_of_herself(front)
    for kiosk in (front, back, sur):
        kiosk.sync()
    sur.says(PersonErased())
    sur.sync()
    begin_anew(central)
    back.sync()
    assert not is_on_disk(back)


def test_a_server_put_back_by_a_year_hears_again_of_an_erasure(
    central: Central,
    doors: tuple[Kiosk, Kiosk],
    backup: Backup,
    expected_log: Callable[[str], None],
) -> None:
    """Also from a door that, as far as it knows, the person never came by."""
    expected_log(SERVER_FORGOT)
    expected_log(FEED_ANEW)
    with central.session() as session:
        save_members(session, [a_member(CARL, "Carl", SUR.id)])
    front, _ = doors
    put_back = backup()
    front.says(CheckedIn(), CARL)
    front.says(PersonErased(), CARL)
    front.says(CheckedIn(), BEA)
    front.sync()
    front.do(lambda session: forget_old(session, utc_now() + YEAR, BEGINNING))
    put_back()
    front.sync()
    with central.session() as session:
        status = select(MemberRow.status).where(MemberRow.handle == CARL)
        assert session.scalars(status).one() == Status.ERASED
        kept = page_after(session, Asked(NORTE.id, FeedPlace(), 50, utc_now())).facts
    assert {fact.person for fact in kept} == {CARL}  # all that was to be had from that year
    assert front.waiting().unsent == 0
    carl = at(front, CARL)
    assert carl is None or carl.status is Status.ERASED


@pytest.mark.parametrize("is_first", [True, False])
def test_a_batch_is_taken_in_whatever_order_it_tells_of_it(
    central: Central, doors: tuple[Kiosk, Kiosk], is_first: bool
) -> None:
    front, _ = doors
    front.says(CheckedIn())
    if is_first:
        front.says(PersonErased())
    front.says(ProfileEdited(headline=SECRET))
    if not is_first:
        front.says(PersonErased())
    assert front.sync().quarantined == 0
    assert not is_on_disk(central)
