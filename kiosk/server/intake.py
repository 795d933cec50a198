"""Taking in a batch of facts: a verdict on each, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device
from kiosk.domain.facts import CheckedIn, Fact, FactKind, VisibilitySet
from kiosk.errors import WireError
from kiosk.server.moving import follow_moves
from kiosk.server.watermark import settle
from kiosk.store.choices import CHOICES
from kiosk.store.directory import touch_members, unlinked
from kiosk.store.record import Recorded
from kiosk.store.salvage import record_what_fits
from kiosk.store.station import station_of
from kiosk.store.tables import DeviceRow, FactRow
from kiosk.wire.facts import FactAddress, fact_from_plain
from kiosk.wire.push import FactVerdict, PushReply, PushRequest, Status, VerdictCode

NOT_STORABLE = "this fact cannot be stored"
NUMBER_TAKEN = "another fact has this fact's number"


@dataclass(slots=True)
class _Sorted:
    """A batch as it was read: facts to record, and verdicts that are clear already."""

    facts: dict[UUID, Fact] = field(default_factory=dict)
    verdicts: dict[UUID, FactVerdict] = field(default_factory=dict)
    refused: dict[UUID, FactAddress] = field(default_factory=dict)

    def drop(self, fact: Fact, reason: str) -> None:
        """Refuse a fact that was read already."""
        del self.facts[fact.id]
        address = FactAddress(id=fact.id, device=fact.device, epoch=fact.epoch, seq=fact.seq)
        self.refuse(address, reason)

    def refuse(self, address: FactAddress, reason: str) -> None:
        self.refused[address.id] = address
        self.say(address.id, Status.REJECTED, reason)

    def say(
        self,
        fact_id: UUID,
        status: Status,
        reason: str = "",
        code: VerdictCode | Literal[""] = "",
    ) -> None:
        self.verdicts[fact_id] = FactVerdict(id=fact_id, status=status, reason=reason, code=code)


def take(session: Session, device: Device, request: PushRequest, now: datetime) -> PushReply:
    """Record what can be recorded and answer for each fact. Safe to repeat.

    What happened is never decided again here: a fact is refused only if it cannot be read, is
    not of this device's space or people, or contradicts a stored one.
    """
    # Two pushes of one device at once would otherwise both find their facts missing.
    session.execute(select(DeviceRow.id).where(DeviceRow.id == device.id).with_for_update())
    batch = _sort(request.facts, device)
    _refuse_what_others_made(session, device, batch)
    _hold_back_for_strangers(session, device.space, batch)
    new = _record(session, batch)
    follow_moves(session, new)
    _refresh_members(session, device.space, new, batch)
    return PushReply(
        batch_id=request.batch_id,
        results=list(batch.verdicts.values()),
        acked_seq=_acked(session, device, request.epoch, batch),
        server_time=now,
    )


def _sort(facts: Sequence[dict[str, Any]], device: Device) -> _Sorted:
    batch = _Sorted()
    for plain in facts:
        try:
            fact = _readable(plain, device)
            batch.facts.setdefault(fact.id, fact)
        except WireError as error:
            _refuse(batch, plain, str(error))
    return batch


def _refuse(batch: _Sorted, plain: dict[str, Any], reason: str) -> None:
    try:
        address = FactAddress.model_validate(plain)
    except ValidationError:
        return  # nobody to answer to: without a verdict it stays where it is
    if address.id not in batch.facts:
        batch.refuse(address, reason)


def _readable(plain: dict[str, Any], device: Device) -> Fact:
    fact = fact_from_plain(plain)
    if fact.space != device.space:
        raise WireError("this fact belongs to another space")
    return fact


def _refuse_what_others_made(session: Session, device: Device, batch: _Sorted) -> None:
    """Refuse facts in the name of another space's device, or of this server.

    A kiosk that was paired anew still has the facts of its former self to send, and a server that
    was restored may have forgotten that one.
    """
    makers = {fact.device for fact in batch.facts.values()} - {device.id}
    if not makers:
        return
    elsewhere = select(DeviceRow.id).where(
        DeviceRow.id.in_(makers), DeviceRow.space_id != device.space
    )
    others = {*session.scalars(elsewhere), station_of(session).device}
    for fact in [fact for fact in batch.facts.values() if fact.device in others]:
        batch.drop(fact, "this fact was made by no device of this space")


def _hold_back_for_strangers(session: Session, space: str, batch: _Sorted) -> None:
    """Take no choice about people whom this space never met: its devices cannot have asked them.

    Where this server was put back, another door may have yet to tell that it let them in; so the
    answer is not a no, but later.
    """
    facts = list(batch.facts.values())
    choices = [fact for fact in facts if fact.kind in CHOICES]
    if not choices:
        return
    strangers = unlinked(session, space, {fact.person for fact in choices if fact.person})
    strangers -= {fact.person for fact in facts if fact.person and isinstance(fact.body, CheckedIn)}
    came = select(FactRow.person).where(
        FactRow.space_id == space,
        FactRow.person.in_(strangers),
        FactRow.kind == FactKind.CHECKED_IN,
    )
    strangers -= set(session.scalars(came))
    for fact in choices:
        if fact.person in strangers:
            del batch.facts[fact.id]
            batch.say(fact.id, Status.RETRY, "this person was never at this space")


def _record(session: Session, batch: _Sorted) -> list[Fact]:
    salvaged = record_what_fits(session, list(batch.facts.values()))
    _judge(batch, salvaged.recorded)
    for fact_id in salvaged.clashing:
        batch.say(fact_id, Status.RETRY, NUMBER_TAKEN, VerdictCode.NUMBER_TAKEN)
    for fact_id in salvaged.unstorable - salvaged.clashing:
        batch.say(fact_id, Status.REJECTED, NOT_STORABLE)
    return list(salvaged.recorded.new)


def _judge(batch: _Sorted, recorded: Recorded) -> None:
    for fact in recorded.new:
        batch.say(fact.id, Status.ACCEPTED)
    for fact_id in recorded.duplicates:
        batch.say(fact_id, Status.DUPLICATE)
    for fact_id in recorded.conflicting:
        batch.say(fact_id, Status.REJECTED, "another fact with this id is stored")
    for fact_id in recorded.homeless:
        batch.say(fact_id, Status.RETRY, "this space is not known here yet")


def _refresh_members(session: Session, space: str, new: Sequence[Fact], batch: _Sorted) -> None:
    # Somebody seen here for the first time comes to this space's devices from now on. A choice
    # that lost must go down again too: the device that made it shows it until it is settled, also
    # where that is only heard the second time.
    came = {f.person for f in new if f.person and isinstance(f.body, CheckedIn)}
    choices = (f for f in batch.facts.values() if isinstance(f.body, VisibilitySet))
    chose = {f.person for f in choices if f.person}
    if touched := unlinked(session, space, came) | chose:
        touch_members(session, touched)


def _acked(session: Session, device: Device, epoch: int, batch: _Sorted) -> int:
    settled: dict[int, set[int]] = {epoch: set()}
    addressed: tuple[Fact | FactAddress, ...] = (
        *batch.facts.values(),
        *batch.refused.values(),
    )
    for address in addressed:
        if address.device != device.id:
            continue  # nobody asks any more how far a former self had come
        seqs = settled.setdefault(address.epoch, set())
        # A duplicate may be stored under the number it had before its device took a new epoch.
        if batch.verdicts[address.id].status in (Status.REJECTED, Status.DUPLICATE):
            seqs.add(address.seq)
    marks = {
        one: settle(session, device.space, (device.id, one), seqs) for one, seqs in settled.items()
    }
    return marks[epoch]
