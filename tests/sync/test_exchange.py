"""A kiosk and its server, brought together once at a time."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, CheckedOut, Undone
from kiosk.domain.people import Visibility
from kiosk.errors import ServerError
from kiosk.store.directory import member as member_in
from kiosk.store.directory import public_keys, save_members
from kiosk.store.replica import followed
from kiosk.store.tables import FactRow, OperatorRow
from kiosk.sync.link import ServerLink
from kiosk.sync.pull import pull_page
from tests.server.central import ANA, BEA, CARL, NORTE, SUR, Central, Kiosk, member

NewKiosk = Callable[..., Kiosk]
MINUTE = timedelta(minutes=1)  # more than two kiosks' clocks may differ


def visibility_at(kiosk: Kiosk, person: str) -> Visibility | None:
    known = kiosk.do(lambda session: member_in(session, person))
    return known.visibility if known else None


def test_first_pull_brings_space_members_and_keys_of_this_space_only(
    central: Central, kiosk: Kiosk
) -> None:
    with central.session() as session:
        save_members(session, [member(CARL, "Carl", SUR.id)])
        keys = public_keys(session)
    kiosk.sync()
    assert kiosk.do(lambda session: member_in(session, ANA)) is not None
    assert kiosk.do(lambda session: member_in(session, CARL)) is None
    assert kiosk.do(public_keys) == keys


def test_what_happened_while_the_server_was_away_arrives_when_it_is_back(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    central.stop()
    kiosk.says(CheckedIn())
    kiosk.says(CheckedIn(), BEA)
    kiosk.says(CheckedOut(), BEA)
    with pytest.raises(ServerError):
        kiosk.sync()
    assert kiosk.waiting().pending == 3
    central.start()
    assert kiosk.sync().waiting.pending == 0
    assert set(central.facts()) == set(kiosk.ledger)
    assert central.present() == {ANA}


def test_more_facts_than_fit_into_a_batch_all_arrive_in_order(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    kiosk.refuses_often(450)
    exchanged = kiosk.sync()
    assert (exchanged.pushed, exchanged.waiting.pending) == (450, 0)
    assert central.facts() == kiosk.ledger


def test_two_kiosks_agree_on_who_is_in(central: Central, new_kiosk: NewKiosk) -> None:
    front, back = new_kiosk(), new_kiosk()
    front.sync()
    back.sync()
    front.says(CheckedIn())
    back.says(CheckedIn(), BEA)
    front.sync()
    back.sync()
    back.says(CheckedOut(), ANA)
    back.sync()
    front.sync()
    assert front.present() == back.present() == central.present() == {BEA}


def test_an_undo_at_the_other_door_counts_here_too(central: Central, new_kiosk: NewKiosk) -> None:
    front, back = new_kiosk(), new_kiosk()
    front.sync()
    came = front.says(CheckedIn())
    front.sync()
    back.sync()
    back.says(Undone(came.id))
    back.sync()
    front.sync()
    assert front.present() == back.present() == central.present() == set()


def test_hidden_chosen_offline_is_not_undone_by_an_older_row_with_a_newer_version(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    kiosk.chooses(Visibility.HIDDEN)
    with central.session() as session:  # the row moves on at the server, without the choice
        save_members(session, [member(ANA, "Ana T.", NORTE.id, visibility=Visibility.PROFILE)])
    pull_alone(kiosk)
    known = kiosk.do(lambda session: member_in(session, ANA))
    assert known is not None
    assert known.profile.display_name == "Ana T."
    assert known.visibility is Visibility.HIDDEN
    kiosk.sync()
    with central.session() as session:
        there = member_in(session, ANA)
    assert there is not None
    assert there.visibility is visibility_at(kiosk, ANA) is Visibility.HIDDEN


def test_a_choice_that_the_server_refused_stays_on_top_here(central: Central, kiosk: Kiosk) -> None:
    kiosk.sync()
    hidden = kiosk.chooses(Visibility.HIDDEN)
    spoilt = update(FactRow).where(FactRow.id == hidden.id).values(actor="x" * 100)
    kiosk.do(lambda session: session.execute(spoilt))
    assert kiosk.sync().quarantined == 1
    with central.session() as session:
        save_members(session, [member(ANA, "Ana T.", NORTE.id, visibility=Visibility.PROFILE)])
    kiosk.sync()
    assert kiosk.do(followed).acked_seq == hidden.seq
    assert visibility_at(kiosk, ANA) is Visibility.HIDDEN


def test_the_later_of_two_choices_wins_at_every_kiosk(
    central: Central, new_kiosk: NewKiosk
) -> None:
    front, back = new_kiosk(), new_kiosk()
    front.sync()
    back.sync()
    front.chooses(Visibility.PROFILE, BEA, ago=MINUTE)  # not sent yet
    back.chooses(Visibility.HIDDEN, BEA)
    back.sync()
    pull_alone(front)
    assert visibility_at(front, BEA) is Visibility.HIDDEN  # an older wish to be seen waits
    front.sync()
    back.sync()
    with central.session() as session:
        there = member_in(session, BEA)
    assert there is not None
    assert there.visibility is Visibility.HIDDEN
    assert visibility_at(front, BEA) is visibility_at(back, BEA) is Visibility.HIDDEN


def test_a_stranger_who_checked_in_gets_a_name_at_the_next_pull(
    central: Central, kiosk: Kiosk
) -> None:
    with central.session() as session:
        save_members(session, [member(CARL, "Carl", SUR.id)])
    kiosk.sync()
    kiosk.says(CheckedIn(), CARL)
    kiosk.sync()
    known = kiosk.do(lambda session: member_in(session, CARL))
    assert known is not None
    assert known.profile.first_name == "Carl"


def test_a_server_restored_from_elsewhere_is_followed_from_the_beginning(
    central: Central, kiosk: Kiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log("feed began anew")
    expected_log("is offered again")
    kiosk.sync()
    before = kiosk.do(followed).cursor
    kiosk.says(CheckedIn())
    with central.session() as session:
        session.execute(update(OperatorRow).values(stream_epoch=uuid4()))
    exchanged = kiosk.sync()
    assert exchanged.waiting.pending == 0
    assert central.facts() == kiosk.ledger
    assert kiosk.do(followed).cursor not in ("", before)
    assert kiosk.present() == {ANA}


def test_the_clock_offset_is_measured_and_goes_into_later_facts(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.now = lambda: utc_now() - timedelta(hours=3)
    kiosk.sync()
    fact = kiosk.says(CheckedIn())
    assert fact.offset_ms is not None
    assert abs(fact.offset_ms - 3 * 3_600_000) < 2_000
    assert abs(fact.happened_at - utc_now()) < timedelta(seconds=10)


def pull_alone(kiosk: Kiosk) -> None:
    """Follow the feed without sending anything first."""
    link = ServerLink(kiosk.address)
    while pull_page(kiosk.core, link, kiosk.now, wait_s=0).more:
        pass
    link.close()
