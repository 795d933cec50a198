"""Following a server: storing what its feed brings, with own later facts on top (kiosk side)."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from kiosk.domain.directory import ChosenMember, PublicKey
from kiosk.domain.facts import Fact, FactKind
from kiosk.domain.spaces import Space
from kiosk.errors import StoreError
from kiosk.store.dialect import upsert
from kiosk.store.directory import link_members
from kiosk.store.feed import DirectoryRow
from kiosk.store.outbox import waiting
from kiosk.store.record import apply_choices
from kiosk.store.rows import fact_of, row_of_member, row_of_space
from kiosk.store.salvage import Salvaged, record_what_fits
from kiosk.store.station import Station, found_station, station, station_of
from kiosk.store.tables import (
    FactRow,
    MemberRow,
    OutboxRow,
    SigningKeyRow,
    SpaceRow,
    StationRow,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """A page of the feed as it came, and where the next one goes on.

    `acked_seq`: the rows take into account every own fact up to that number.
    """

    rows: tuple[DirectoryRow, ...]
    facts: tuple[Fact, ...]
    cursor: str
    acked_seq: int


@dataclass(frozen=True, slots=True)
class Contact:
    """The server spoke with us: when by this clock, and what to add to it, if that was measured."""

    at: datetime
    offset_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """How far this installation has followed its server."""

    cursor: str
    acked_seq: int
    offset_ms: int | None
    last_contact_at: datetime | None


def followed(session: Session) -> Followed:
    """Return how far this installation has followed its server."""
    row = session.scalars(select(StationRow)).one()
    return Followed(row.cursor, row.acked_seq, row.offset_ms, row.last_contact_at)


def note_contact(session: Session, contact: Contact, acked_seq: int) -> None:
    """Note a sign of life from the server."""
    values: dict[str, object] = {"last_contact_at": contact.at, "acked_seq": acked_seq}
    if contact.offset_ms is not None:
        values["offset_ms"] = contact.offset_ms
    session.execute(update(StationRow).values(values))


def settle_in(session: Session, device: UUID, space: str, operator: UUID) -> None:
    """Take this installation's place at a server: for the first time, or anew.

    Facts and outbox stay; a new epoch keeps the new device's numbers without a gap.

    Raises:
        StoreError: facts wait here for another space, whose server alone would take them.
    """
    before, pending = station(session), waiting(session).pending
    if before is not None and before.space != space and pending:
        raise StoreError(
            f"Facts of {before.space} still wait here for the server ({pending}); pair this folder "
            f"with {before.space} again, or name another folder with --data."
        )
    session.execute(delete(StationRow))
    found_station(session, device, space, operator)


def start_over(session: Session) -> None:
    """Follow the feed from its beginning at the next pull; nothing of our own is touched."""
    session.execute(update(StationRow).values(cursor=""))


def store_page(session: Session, page: ReceivedPage, contact: Contact) -> bool:
    """Store a page and its cursor in the caller's transaction; say whether it brought news."""
    here = station_of(session)
    _save_rows(session, page.rows)
    salvaged = record_what_fits(session, page.facts)
    _complain_of(salvaged)
    members = [row.value.member for row in page.rows if isinstance(row.value, ChosenMember)]
    link_members(session, members)
    people = [member.handle for member in members]
    # A row written without knowing of a choice made here must not undo it.
    apply_choices(session, _later_choices(session, here, page.acked_seq, people), own=True)
    session.execute(update(StationRow).values(cursor=page.cursor))
    note_contact(session, contact, page.acked_seq)
    return bool(page.rows or salvaged.recorded.new)


def _complain_of(salvaged: Salvaged) -> None:
    recorded = salvaged.recorded
    if recorded.conflicting or recorded.homeless or salvaged.unstorable:
        log.error(
            "the feed disagrees with this store: %d facts of other content, %d without a space, "
            "%d that cannot be stored",
            len(recorded.conflicting),
            len(recorded.homeless),
            len(salvaged.unstorable),
        )


def _save_rows(session: Session, rows: Sequence[DirectoryRow]) -> None:
    spaces, members, keys = [], [], []
    for row in rows:
        match row.value:
            case Space():
                spaces.append(row_of_space(row.value, version=row.version))
            case ChosenMember(member=member, visibility_stamp=stamp):
                members.append(row_of_member(member, version=row.version, visibility_stamp=stamp))
            case PublicKey():
                keys.append(asdict(row.value) | {"version": row.version})
    upsert(session, SpaceRow, spaces)
    upsert(session, SigningKeyRow, keys)
    upsert(session, MemberRow, members)


def _later_choices(
    session: Session, here: Station, acked_seq: int, people: Sequence[str]
) -> list[Fact]:
    unsettled = select(OutboxRow.fact_id)
    later = select(FactRow).where(
        FactRow.space_id == here.space,
        FactRow.person.in_(people),
        FactRow.kind == FactKind.VISIBILITY_SET,
        or_(
            (FactRow.device_id == here.device)
            & (FactRow.epoch == here.epoch)
            & (FactRow.seq > acked_seq),
            FactRow.id.in_(unsettled),  # made by a former self, maybe: before it was paired anew
        ),
    )
    in_order = later.order_by(FactRow.epoch == here.epoch, FactRow.seq)
    return [fact_of(row) for row in session.scalars(in_order)]
