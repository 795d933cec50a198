"""A sign of life from the server, and what it says about who forgot something: it, or we."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.store.station import renew_epoch
from kiosk.store.tables import StationRow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contact:
    """The server spoke with us: when by the house, and what this machine's clock needs added.

    Without `offset_ms` nothing was measured, so that nobody confirmed the time.
    """

    at: datetime
    offset_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Acked:
    """Up to which own fact of an epoch the server has settled everything.

    `before` is what it had settled when it was asked: it never goes down unless the server lost
    something. Of two answers that overtake each other the later says nothing about that.
    """

    epoch: int
    seq: int
    before: int = 0


def note_contact(session: Session, contact: Contact, acked: Acked) -> None:
    """Note a sign of life, and up to where the server has settled our facts.

    Where that is more than we ever made, this store was put back: it goes on in a new epoch.
    """
    here = _station(session)
    values: dict[str, object] = {"last_contact_at": contact.at}
    if contact.offset_ms is not None:
        values["offset_ms"] = contact.offset_ms
    is_about_us = acked.epoch == here.epoch  # it may have been renewed since the question
    is_put_back = is_about_us and acked.seq >= here.next_seq
    if is_about_us and not is_put_back:
        values["acked_seq"] = max(acked.seq, here.acked_seq)
    _note(session, values)
    if is_put_back:
        log.warning("the server has more facts of this store than it made; it takes a new epoch")
        renew_epoch(session)


def has_forgotten(session: Session, stream_epoch: UUID, acked: Acked) -> bool:
    """Say whether the server was put back to an older state, and lacks what it had settled."""
    here = _station(session)
    is_other_stream = here.stream_epoch not in (None, stream_epoch)
    return is_other_stream or (acked.epoch == here.epoch and acked.seq < acked.before)


def note_stream(session: Session, stream_epoch: UUID) -> None:
    """Note which stream of the server is followed from now on."""
    if _station(session).stream_epoch != stream_epoch:
        _note(session, {"stream_epoch": stream_epoch})


def note_offered_again(session: Session, stream_epoch: UUID, acked: Acked) -> None:
    """Note that everything is offered again which a server lacks that was put back.

    Only now, so that a device which is switched off in between does it again from the start.
    """
    note_stream(session, stream_epoch)
    if acked.epoch == _station(session).epoch:
        _note(session, {"acked_seq": acked.seq})


def _station(session: Session) -> StationRow:
    return session.scalars(select(StationRow)).one()


def _note(session: Session, values: dict[str, object]) -> None:
    session.execute(
        update(StationRow).values(values), execution_options={"synchronize_session": False}
    )
    session.expire_all()
