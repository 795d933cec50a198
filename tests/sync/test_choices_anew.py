"""Choices of visibility when a feed begins anew: nobody is shown who asked not to be."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from kiosk.domain.facts import PersonErased
from kiosk.domain.people import Visibility
from kiosk.store.dialect import upsert
from kiosk.store.member_tables import MemberRow
from tests.server.central import ANA, SUR, Central, Kiosk
from tests.sync.test_cursor_expired import (
    FEED_ANEW,
    LOST,
    begin_anew,
    join,
    names,
    pull_all,
    visibility,
)

NewKiosk = Callable[..., Kiosk]
MINUTE = timedelta(minutes=1)


def test_hidden_chosen_offline_stays_though_another_door_s_choice_arrives_anew(
    central: Central, new_kiosk: NewKiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log(FEED_ANEW)
    expected_log(LOST)
    front, back = new_kiosk(), new_kiosk()
    for kiosk in (front, back):
        kiosk.sync()
    front.chooses(Visibility.HIDDEN, ago=MINUTE)
    back.chooses(Visibility.PROFILE)  # later, by clocks that may be wrong
    back.sync()
    begin_anew(central)
    pull_all(front)
    assert visibility(front, ANA) is Visibility.HIDDEN
    for kiosk in (front, back):  # now the server has both, and decides
        kiosk.sync()
    assert visibility(front, ANA) is visibility(back, ANA) is Visibility.PROFILE


def test_a_choice_made_at_another_door_stays_when_the_server_has_lost_it(
    central: Central,
    new_kiosk: NewKiosk,
    expected_log: Callable[[str], None],
) -> None:
    expected_log(FEED_ANEW)
    expected_log(LOST)
    front, back = new_kiosk(), new_kiosk()
    for kiosk in (front, back):
        kiosk.sync()
    back.chooses(Visibility.HIDDEN)
    for kiosk in (back, front):
        kiosk.sync()
    with central.session() as session:  # put back to before that choice
        before = {"visibility": Visibility.PROFILE, "visibility_stamp": ""}
        session.execute(update(MemberRow).where(MemberRow.handle == ANA).values(before))
    begin_anew(central)
    front.sync()
    assert visibility(front, ANA) is Visibility.HIDDEN


def test_who_was_erased_at_another_space_stays_so_when_the_server_has_lost_it(
    central: Central,
    new_kiosk: NewKiosk,
    expected_log: Callable[[str], None],
) -> None:
    expected_log(FEED_ANEW)
    expected_log(LOST)
    north, south = new_kiosk(), new_kiosk(SUR)
    north.sync()
    north.says(PersonErased())
    with central.session() as session:
        before = session.execute(select(MemberRow.__table__)).mappings().all()
    for kiosk in (north, south):
        kiosk.sync()
    assert names(south)[ANA] == ""
    with central.session() as session:  # put back to before that
        upsert(session, MemberRow, [dict(row) for row in before])
    begin_anew(central)
    south.sync()
    assert names(south)[ANA] == ""


def test_an_own_choice_that_was_changed_elsewhere_does_not_come_back_by_being_offered_again(
    central: Central, new_kiosk: NewKiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log(FEED_ANEW)
    expected_log(LOST)
    front, back = new_kiosk(), new_kiosk()
    front.sync()
    front.chooses(Visibility.HIDDEN, ago=MINUTE)
    for kiosk in (front, back):
        kiosk.sync()
    back.chooses(Visibility.PROFILE)
    for kiosk in (back, front):
        kiosk.sync()
    begin_anew(central)
    pull_all(front)
    assert front.waiting().pending == 1
    join(central, ANA, name="Ana T.")
    pull_all(front)
    assert (names(front)[ANA], visibility(front, ANA)) == ("Ana T.", Visibility.PROFILE)
