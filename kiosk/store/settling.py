"""Taking a place at a server, and losing it (kiosk side)."""

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.errors import StoreError
from kiosk.store import arriving
from kiosk.store.member_tables import MemberRow, MemberSpaceRow
from kiosk.store.outbox import waiting
from kiosk.store.station import Station, found_station, station
from kiosk.store.tables import (
    FactRow,
    FeedHeadRow,
    OutboxRow,
    SigningKeyRow,
    SpaceRow,
    StationRow,
    VisitRow,
)

_KNOWN_OF_THE_HOUSE = (
    StationRow.cursor,
    StationRow.is_arriving,
    StationRow.stream_epoch,
    StationRow.offset_ms,
    StationRow.last_contact_at,
    StationRow.floor_at,
)


def settle_in(session: Session, device: UUID, space: str, operator: UUID) -> None:
    """Take this installation's place at a server: for the first time, or anew.

    Facts and outbox stay, and so does what is known of the house if it is the same one; a new
    epoch keeps the new device's numbers without a gap. Another operator's house begins empty: what
    is here belongs to the one before, whose server has all of it.

    Raises:
        StoreError: facts wait here for another space or operator, whose server alone takes them.
    """
    before = station(session)
    if before is None:
        found_station(session, device, space, operator)
        return
    is_other_house = before.operator != operator
    if is_other_house or before.space != space:
        _refuse_to_leave(session, before)
        forget_people(session)
        session.execute(delete(OutboxRow))  # nobody there would take any of it again
    if is_other_house:
        for row_type in (SpaceRow, FactRow, VisitRow, FeedHeadRow):
            session.execute(delete(row_type))
    known = session.execute(select(*_KNOWN_OF_THE_HOUSE)).one()._asdict()
    session.execute(delete(StationRow))
    found_station(session, device, space, operator)
    if not is_other_house:
        session.execute(update(StationRow).values(known))


def forget_people(session: Session) -> None:
    """Forget who belongs to the house: this device has no place there any more.

    What it recorded stays, and so does what of that waits for the server.
    """
    for row_type in (MemberRow, MemberSpaceRow, SigningKeyRow):
        session.execute(delete(row_type))
    arriving.clear(session)
    session.execute(update(StationRow).values(cursor="", is_arriving=False))


def _refuse_to_leave(session: Session, before: Station) -> None:
    here = waiting(session)
    if left := here.unsent + here.quarantined:
        raise StoreError(
            f"Facts of {before.space} still wait here for the server ({left}); pair this folder "
            f"with {before.space} again, or name another folder with --data."
        )
