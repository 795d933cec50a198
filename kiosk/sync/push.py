"""Facts up: one batch, and what its verdicts mean for the outbox."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.store import outbox
from kiosk.store.contact import Acked, Contact, note_contact
from kiosk.store.station import Station, renew_epoch, station_of
from kiosk.sync.halving import Group, Halving
from kiosk.sync.link import Heard, ServerLink
from kiosk.sync.refusals import IndigestibleError
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import (
    MOST_FACTS,
    FactVerdict,
    PushReply,
    PushRequest,
    Status,
    VerdictCode,
)

Answer = TypeVar("Answer")

NO_VERDICT = "The server gave no verdict on this fact."


class Store(Protocol):
    """Whoever runs jobs on the one connection that writes: kiosk.worker.CoreWorker."""

    def submit(self, job: Callable[[Session], Answer]) -> "Future[Answer]":
        """Queue a job in a transaction of its own."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one batch.

    `more` says that others wait which were not tried more often than these.
    """

    sent: int = 0
    settled: int = 0
    quarantined: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Batch:
    here: Station
    facts: tuple[Fact, ...]
    group: Group = ()

    @property
    def ids(self) -> Group:
        return tuple(fact.id for fact in self.facts)


def push_batch(
    store: Store, link: ServerLink, halving: Halving, now: Callable[[], datetime]
) -> Pushed:
    """Send the facts whose turn it is and retire those that got a verdict.

    Sending and retiring are apart on purpose: if retiring fails after the server has stored the
    facts, the next push is answered `duplicate`, which is as good.

    Raises:
        ServerError: no usable answer; every fact is still waiting.
    """
    at = now()
    batch = store.submit(lambda session: _next_batch(session, halving, at)).result()
    if not batch.facts:
        return Pushed()
    request = PushRequest(
        batch_id=uuid4(),
        device=batch.here.device,
        epoch=batch.here.epoch,
        facts=[fact_to_plain(fact) for fact in batch.facts],
    )
    try:
        heard = link.push(request)
    except IndigestibleError as error:
        return _after_failure(store, batch, halving, outbox.Failure(now(), str(error)), error)
    halving.passed(batch.group)
    return store.submit(lambda session: _retire(session, batch, heard, now())).result()


def _next_batch(session: Session, halving: Halving, now: datetime) -> _Batch:
    here = station_of(session)
    while group := halving.group():
        if facts := outbox.pending_of(session, group):
            return _Batch(here, tuple(facts), group)
        halving.passed(group)
    if facts := outbox.next_facts(session, MOST_FACTS):
        return _Batch(here, tuple(facts))
    stuck = outbox.stuck_fact(session, now)
    return _Batch(here, (stuck,) if stuck else ())


def _after_failure(
    store: Store,
    batch: _Batch,
    halving: Halving,
    failure: outbox.Failure,
    error: IndigestibleError,
) -> Pushed:
    blamed = halving.failed(batch.group, batch.ids)
    if blamed is None:
        raise error
    note = store.submit(lambda session: _blame(session, blamed, failure))
    if not note.result():
        raise error
    return Pushed(sent=1, more=store.submit(outbox.least_tries).result() is not None)


def _blame(session: Session, blamed: UUID, failure: outbox.Failure) -> bool:
    """Count a failure, and say whether the fact is out of the others' way now."""
    outbox.note_failure(session, [blamed], failure)
    return not outbox.pending_of(session, [blamed])


def _retire(session: Session, batch: _Batch, heard: Heard[PushReply], now: datetime) -> Pushed:
    verdicts = {v.id: v for v in heard.reply.results if v.id in set(batch.ids)}
    done = [v.id for v in verdicts.values() if v.status in (Status.ACCEPTED, Status.DUPLICATE)]
    refused = {v.id: v.reason for v in verdicts.values() if v.status is Status.REJECTED}
    tries = outbox.most_tries(session, batch.ids)
    outbox.settle(session, done, now)
    outbox.quarantine(session, refused)
    for reason, ids in _in_vain(batch, verdicts).items():
        outbox.note_failure(session, ids, outbox.Failure(now, reason))
    is_renewed = any(v.code == VerdictCode.NUMBER_TAKEN for v in verdicts.values())
    if is_renewed:
        renew_epoch(session)
    acked = Acked(batch.here.epoch, heard.reply.acked_seq)
    note_contact(session, Contact(now, heard.offset_ms), acked)
    least = outbox.least_tries(session)
    more = least is not None and (least <= tries or is_renewed)
    return Pushed(len(batch.ids), len(done), len(refused), more)


def _in_vain(batch: _Batch, verdicts: Mapping[UUID, FactVerdict]) -> Mapping[str, list[UUID]]:
    """Return the facts that are as they were, by the reason given."""
    by_reason: dict[str, list[UUID]] = {}
    for fact_id in batch.ids:
        verdict = verdicts.get(fact_id)
        if verdict is None or verdict.status is Status.RETRY:
            reason = verdict.reason if verdict else NO_VERDICT
            by_reason.setdefault(reason, []).append(fact_id)
    return by_reason
