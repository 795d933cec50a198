"""A kiosk that takes its place at a server anew: what stays, and what goes."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn
from kiosk.errors import StoreError
from kiosk.store import outbox
from kiosk.store.base import Base
from kiosk.store.member_tables import MemberRow
from kiosk.store.replica import followed
from kiosk.store.settling import forget_people, settle_in
from kiosk.store.station import Said, say, station_of
from kiosk.store.tables import FactRow, OutboxRow, SigningKeyRow, SpaceRow, StationRow, VisitRow
from tests.house import ANA, KIOSK, OPERATOR, House

NEW_SELF = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000aa")
STREAM = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000ee")


def count(session: Session, *row_types: type[Base]) -> int:
    return sum(session.scalars(select(func.count()).select_from(t)).one() for t in row_types)


@pytest.fixture
def followed_house(house: House) -> House:
    """A kiosk that followed its server, and let Ana in since."""
    with house.session() as session, session.begin():
        said = Said(CheckedIn(), house.space.id, ANA)
        say(session, said, house.now)
        session.execute(update(StationRow).values(cursor="so far", stream_epoch=STREAM))
    return house


def settled(session: Session, house: House) -> None:
    outbox.settle(session, session.scalars(select(OutboxRow.fact_id)).all(), house.now)


def test_paired_again_at_the_same_house_it_goes_on_where_it_was(followed_house: House) -> None:
    with followed_house.session() as session, session.begin():
        before = station_of(session)
        settle_in(session, NEW_SELF, "casa-norte", OPERATOR)
        after = station_of(session)
        assert (after.device, after.space) == (NEW_SELF, "casa-norte")
        assert after.epoch != before.epoch
        here = session.scalars(select(StationRow)).one()
        assert (here.cursor, here.stream_epoch, here.next_seq) == ("so far", STREAM, 1)
        assert here.acked_seq == 0
        assert (outbox.waiting(session).pending, count(session, MemberRow)) == (1, 1)


def test_what_waits_keeps_it_from_going_to_another_space_or_house(followed_house: House) -> None:
    for space, operator in (("casa-sur", OPERATOR), ("casa-norte", uuid4())):
        with followed_house.session() as session:
            with pytest.raises(StoreError, match=r"Facts of casa-norte still wait here .* \(1\)"):
                settle_in(session, NEW_SELF, space, operator)
            assert station_of(session).device == KIOSK


def test_what_was_refused_and_not_decided_upon_keeps_it_too(followed_house: House) -> None:
    with followed_house.session() as session:
        ids = session.scalars(select(OutboxRow.fact_id)).all()
        outbox.quarantine(session, dict.fromkeys(ids, "no"))
        with pytest.raises(StoreError, match="still wait here"):
            settle_in(session, NEW_SELF, "casa-norte", uuid4())


def test_at_another_space_of_its_house_it_knows_nobody_yet(followed_house: House) -> None:
    with followed_house.session() as session, session.begin():
        settled(session, followed_house)
        settle_in(session, NEW_SELF, "casa-sur", OPERATOR)
        here = session.scalars(select(StationRow)).one()
        assert (here.space_id, here.cursor, here.stream_epoch) == ("casa-sur", "", STREAM)
        assert count(session, MemberRow, SigningKeyRow) == 0
        assert (count(session, FactRow), count(session, OutboxRow)) == (1, 0)


def test_at_another_operator_s_house_it_begins_empty(followed_house: House) -> None:
    other = uuid4()
    with followed_house.session() as session, session.begin():
        settled(session, followed_house)
        settle_in(session, NEW_SELF, "casa-norte", other)
        assert station_of(session).operator == other
        here = session.scalars(select(StationRow)).one()
        assert (here.cursor, here.stream_epoch) == ("", None)
        kept = (SpaceRow, MemberRow, SigningKeyRow, FactRow, VisitRow, OutboxRow)
        assert count(session, *kept) == 0


def test_forgetting_people_leaves_what_was_recorded(followed_house: House) -> None:
    with followed_house.session() as session, session.begin():
        forget_people(session)
        assert count(session, MemberRow, SigningKeyRow) == 0
        assert count(session, FactRow, VisitRow, SpaceRow) == 3
        assert (outbox.waiting(session).pending, followed(session).cursor) == (1, "")
