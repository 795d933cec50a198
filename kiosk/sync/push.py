"""Facts up: one batch, and what its verdicts mean for the outbox."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import uuid4

from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.store import outbox
from kiosk.store.replica import Contact, note_contact
from kiosk.store.station import Station, station_of
from kiosk.sync.link import Heard, ServerLink
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import MOST_FACTS, PushReply, PushRequest, Status

Answer = TypeVar("Answer")


class Store(Protocol):
    """Whoever runs jobs on the one connection that writes: kiosk.worker.CoreWorker."""

    def submit(self, job: Callable[[Session], Answer]) -> "Future[Answer]":
        """Queue a job in a transaction of its own."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one batch, and how many facts still wait."""

    sent: int = 0
    settled: int = 0
    quarantined: int = 0
    pending: int = 0

    @property
    def made_way(self) -> bool:
        """Say whether this batch is behind us at least in part."""
        return self.settled + self.quarantined > 0


@dataclass(frozen=True, slots=True)
class _Batch:
    here: Station
    facts: tuple[Fact, ...]


def push_batch(store: Store, link: ServerLink, now: Callable[[], datetime]) -> Pushed:
    """Send the facts whose turn it is and retire those that got a verdict.

    Sending and retiring are apart on purpose: if retiring fails after the server has stored the
    facts, the next push is answered `duplicate`, which is as good.

    Raises:
        ServerError: no usable answer; every fact is still waiting.
    """
    batch = store.submit(_next_batch).result()
    if not batch.facts:
        return Pushed()
    request = PushRequest(
        batch_id=uuid4(),
        device=batch.here.device,
        epoch=batch.here.epoch,
        facts=[fact_to_plain(fact) for fact in batch.facts],
    )
    heard = link.push(request)
    return store.submit(lambda session: _retire(session, batch, heard, now())).result()


def _next_batch(session: Session) -> _Batch:
    return _Batch(station_of(session), tuple(outbox.next_facts(session, MOST_FACTS)))


def _retire(session: Session, batch: _Batch, heard: Heard[PushReply], now: datetime) -> Pushed:
    ids = [fact.id for fact in batch.facts]
    verdicts = {v.id: v for v in heard.reply.results if v.id in set(ids)}
    done = [v.id for v in verdicts.values() if v.status in (Status.ACCEPTED, Status.DUPLICATE)]
    refused = {v.id: v.reason for v in verdicts.values() if v.status is Status.REJECTED}
    outbox.settle(session, done)
    outbox.quarantine(session, refused)
    outbox.note_tries(session, [i for i in ids if i not in refused and i not in set(done)])
    note_contact(session, Contact(now, heard.offset_ms), heard.reply.acked_seq)
    return Pushed(len(ids), len(done), len(refused), outbox.waiting(session).pending)
