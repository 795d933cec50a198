"""A fact that the server cannot take is set aside; the others go on."""

from typing import Any

from sqlalchemy import select, update

from kiosk.domain.facts import CheckedIn, Fact
from kiosk.store.outbox import State
from kiosk.store.replica import followed
from kiosk.store.tables import FactRow, OutboxRow
from tests.server.central import BEA, Central, Kiosk


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
