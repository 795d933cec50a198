"""A fact that the server cannot take is set aside; the others go on."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, Fact
from kiosk.store.outbox import State
from kiosk.store.replica import followed
from kiosk.store.tables import FactRow, OutboxRow
from kiosk.sync.halving import Halving
from kiosk.sync.link import ServerLink
from kiosk.sync.once import push_and_pull_once
from kiosk.sync.push import push_batch
from kiosk.sync.refusals import IndigestibleError
from kiosk.wire.problems import Problem, ProblemKind, type_of
from tests.server.central import BEA, Central, Kiosk
from tests.sync.between import Between, standing_between

Answer = Callable[[Between], None]


def spoil(kiosk: Kiosk, fact: Fact, **values: Any) -> None:
    """Write something into the kiosk's copy of a fact that no kiosk should have."""
    kiosk.do(lambda s: s.execute(update(FactRow).where(FactRow.id == fact.id).values(**values)))


def test_a_poison_fact_is_quarantined_with_its_reason_and_the_rest_accepted(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    first, poison, last = (
        kiosk.says(CheckedIn()),
        kiosk.says(CheckedIn(), BEA),
        kiosk.says(CheckedIn()),
    )
    spoil(kiosk, poison, person="not a handle")
    exchanged = kiosk.sync()
    assert (exchanged.pushed, exchanged.quarantined) == (2, 1)
    assert central.facts() == [first, last]
    row = kiosk.do(lambda s: s.scalars(select(OutboxRow).where(OutboxRow.reason != "")).one())
    assert (row.fact_id, row.state) == (poison.id, State.QUARANTINED)
    assert row.reason.startswith("person: ")
    assert kiosk.do(lambda s: s.get(FactRow, (kiosk.space.id, poison.id))) is not None


def test_a_refused_fact_does_not_hold_up_the_mark(central: Central, kiosk: Kiosk) -> None:
    kiosk.sync()
    poison = kiosk.says(CheckedIn())
    spoil(kiosk, poison, person="not a handle")
    kiosk.says(CheckedIn(), BEA)
    kiosk.sync()
    assert kiosk.do(followed).acked_seq == 2


def test_a_fact_that_was_refused_is_not_sent_again(central: Central, kiosk: Kiosk) -> None:
    kiosk.sync()
    spoil(kiosk, kiosk.says(CheckedIn()), person="not a handle")
    assert kiosk.sync().quarantined == 1
    exchanged = kiosk.sync()
    assert (exchanged.pushed, exchanged.quarantined) == (0, 0)
    assert exchanged.waiting.quarantined == 1


def problem(kind: ProblemKind, status: int, asked: Between) -> None:
    """Answer as the server itself does."""
    told = Problem(
        type=type_of(kind),
        title="Fault",
        status=status,
        detail="It went wrong.",
        server_time=utc_now(),
    )
    asked.say_as_lobby(status, told.to_bytes())


def limit(status: int, asked: Between) -> None:
    """Answer as a proxy does that has rules of its own."""
    asked.say(status, b"<html>no</html>", "text/html")


def unless_it_holds(poison: Fact, central: Central, answer: Answer) -> Answer:
    """Pass everything on to the server but what holds this fact."""

    def stand(asked: Between) -> None:
        body = asked.body()
        plain = gzip.decompress(body) if asked.headers.get("Content-Encoding") else body
        if str(poison.id).encode() in plain:
            answer(asked)
            return
        reply = asked.pass_on(central.url, body)
        asked.say_as_lobby(reply.status_code, reply.content)

    return stand


def row_of(kiosk: Kiosk, fact: Fact) -> OutboxRow:
    return kiosk.do(
        lambda s: s.scalars(select(OutboxRow).where(OutboxRow.fact_id == fact.id)).one()
    )


INDIGESTIBLE = [
    partial(problem, ProblemKind.FAULT, 500),
    partial(problem, ProblemKind.MALFORMED_REQUEST, 400),
    partial(problem, ProblemKind.TOO_LARGE, 413),
    partial(limit, 413),
    partial(limit, 422),
    partial(limit, 400),
]


@pytest.mark.parametrize("answer", INDIGESTIBLE)
def test_a_fact_that_fails_every_batch_it_is_in_does_not_block_the_others(
    central: Central, kiosk: Kiosk, answer: Answer
) -> None:
    kiosk.sync()
    kiosk.refuses_often(23)
    poison = kiosk.ledger[7]
    with standing_between(unless_it_holds(poison, central, answer)) as url:
        for _ in range(5):
            push_and_pull_once(kiosk.core, kiosk.at(url))
            assert set(central.facts()) == set(kiosk.ledger) - {poison}
    waiting = kiosk.waiting()
    assert (waiting.stuck, waiting.pending) == (1, 0)
    assert row_of(kiosk, poison).reason


def test_a_stuck_fact_goes_as_soon_as_the_server_can_take_it(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    poison = kiosk.says(CheckedIn())
    with standing_between(unless_it_holds(poison, central, INDIGESTIBLE[0])) as url:
        push_and_pull_once(kiosk.core, kiosk.at(url))
    assert kiosk.waiting().stuck == 1
    assert kiosk.sync().waiting.unsent == 0
    assert central.facts() == [poison]


def test_a_running_kiosk_leaves_a_stuck_fact_alone_for_an_hour(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    poison = kiosk.says(CheckedIn())
    with standing_between(unless_it_holds(poison, central, INDIGESTIBLE[0])) as url:
        push_and_pull_once(kiosk.core, kiosk.at(url))
    link, due_at = ServerLink(kiosk.address), row_of(kiosk, poison).due_at
    assert due_at is not None
    early, in_time = due_at - timedelta(seconds=1), due_at
    assert push_batch(kiosk.core, link, Halving(), lambda: early).sent == 0
    assert push_batch(kiosk.core, link, Halving(), lambda: in_time).settled == 1
    link.close()


def test_a_server_that_fails_at_everything_is_asked_less_and_less_not_fact_by_fact(
    kiosk: Kiosk,
) -> None:
    asked_for: list[int] = []

    def fail(asked: Between) -> None:
        asked_for.append(len(asked.body()))
        problem(ProblemKind.FAULT, 500, asked)

    kiosk.sync()
    kiosk.refuses_often(200)
    with standing_between(fail) as url, pytest.raises(IndigestibleError):
        push_and_pull_once(kiosk.core, kiosk.at(url))
    assert len(asked_for) == 20
    assert kiosk.waiting().pending == 200
    assert kiosk.sync().waiting.unsent == 0
