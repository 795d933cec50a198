"""Kiosks at work behind a proxy that loses, doubles, cuts, delays and lies."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from kiosk.domain.facts import Body, CheckedIn, CheckedOut, Denied, Fact, ModeSet
from kiosk.domain.people import Mode
from kiosk.domain.spaces import Space
from kiosk.store.station import Said, say
from kiosk.store.tables import FactRow
from kiosk.store.timekeeping import keep_time
from kiosk.sync.once import push_and_pull_once
from kiosk.sync.worker import Listener, SyncWorker
from tests.faults.agreement import check_kiosk, count_at_server
from tests.faults.ledger import Ledger, check
from tests.faults.proxy import ChaosProxy, Fault, standing_before
from tests.faults.trying import Trying
from tests.server.central import ANA, BEA, NORTE, SOON_S, SUR, Central, Kiosk, new_sqlite

WORST = {
    **dict.fromkeys(Fault, 0.03),
    Fault.LOST_REQUEST: 0.15,
    Fault.LOST_REPLY: 0.15,
    Fault.NONE: 0.31,
}
MILD = {
    Fault.NONE: 0.5,
    Fault.LOST_REQUEST: 0.15,
    Fault.LOST_REPLY: 0.15,
    **dict.fromkeys((Fault.TWICE, Fault.CUT_SHORT, Fault.DRIBBLE, Fault.BAD_GATEWAY), 0.05),
}
ROUNDS = 40
TOGETHER = 12  # facts in one transaction
FRONT_DOORS = {"norte-front": NORTE, "norte-back": NORTE, "sur": SUR}
PEOPLE = (ANA, BEA, *(f"{number:016x}" for number in range(12)))
WHAT_PEOPLE_DO: tuple[Body, ...] = (
    *(CheckedIn(), CheckedIn(), CheckedOut(), ModeSet(Mode.HEADS_DOWN), Denied("expired")),
)


class Busy:
    """A kiosk with people at it, and its ledger."""

    def __init__(self, kiosk: Kiosk, path: Path, seed: int) -> None:
        self.kiosk, self.ledger, self._chance = kiosk, Ledger(path), Random(seed)

    def let_people_come(self, times: int) -> None:
        """Record this many facts in one transaction, and note them once it is through."""
        said = [self._said() for _ in range(times)]

        def record() -> list[Fact]:
            return self.kiosk.do(
                lambda session: [
                    say(session, one, keep_time(session, self.kiosk.clock)) for one in said
                ]
            )

        self.ledger.note(*record())

    def work(self, proxy: ChaosProxy) -> None:
        """Let people come and go, and sync in between through whatever comes of it."""
        trying = Trying(self.kiosk.core, self.kiosk.at(proxy.url), self.kiosk.clock)
        for _ in range(ROUNDS):
            self.let_people_come(1)
            self.let_people_come(TOGETHER)
            trying.push()
            trying.pull()
        trying.close()

    def settle(self, proxy: ChaosProxy) -> None:
        """Sync until everything is there and here."""
        push_and_pull_once(self.kiosk.core, self.kiosk.at(proxy.url), self.kiosk.clock)

    def _said(self) -> Said:
        body, person = self._chance.choice(WHAT_PEOPLE_DO), self._chance.choice(PEOPLE)
        return Said(body, self.kiosk.space.id, person)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """A running server."""
    central = Central(new_sqlite(tmp_path))
    central.start()
    yield central
    central.close()


@pytest.fixture
def new_busy(central: Central, tmp_path: Path) -> Iterator[Callable[[str, Space], Busy]]:
    """Makes kiosks that people use."""
    made: list[Busy] = []

    def make(name: str, space: Space) -> Busy:
        kiosk = Kiosk(tmp_path / name, central, space)
        kiosk.sync()
        made.append(Busy(kiosk, tmp_path / f"{name}.ledger", seed=len(made)))
        return made[-1]

    yield make
    for busy in made:
        busy.ledger.close()
        busy.kiosk.close()


def check_everything(central: Central, kiosks: list[Busy]) -> None:
    ledgers = [busy.ledger for busy in kiosks]
    shown = [fact.id for ledger in ledgers for fact in ledger.facts()]
    check([*central.facts(NORTE), *central.facts(SUR)], ledgers)
    with central.session() as session:
        count = count_at_server(session, shown)
        assert (count.stored, count.lost) == (len(shown), 0)
        assert (count.doubled, count.unshown) == (0, 0)
        for busy in kiosks:
            there = busy.kiosk.space.id
            busy.kiosk.do(lambda own, there=there: check_kiosk(session, own, there))  # type: ignore[misc]


def run(jobs: list[Callable[[], None]]) -> None:
    """Do these at the same time; the first that fails fails the test."""
    failed: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - told on the thread of the test
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_nothing_is_lost_or_doubled_behind_a_proxy_that_does_its_worst(
    central: Central, new_busy: Callable[[str, Space], Busy]
) -> None:
    kiosks = [new_busy(name, space) for name, space in FRONT_DOORS.items()]
    with standing_before(ChaosProxy(central.port, mix=WORST)) as proxy:
        run([lambda busy=busy: busy.work(proxy) for busy in kiosks])  # type: ignore[misc]
        assert proxy.injected.keys() == set(Fault), "some kind of fault never happened"
        proxy.be_honest()
        for _ in range(2):  # the second time for what the others sent the first time
            for busy in kiosks:
                busy.settle(proxy)
    check_everything(central, kiosks)


def test_sync_as_it_runs_gets_everything_through(
    central: Central, new_busy: Callable[[str, Space], Busy]
) -> None:
    kiosks = [new_busy("front", NORTE), new_busy("back", NORTE)]
    with standing_before(ChaosProxy(central.port, mix=MILD)) as proxy:
        silent = Listener(on_state=lambda _: None, on_changed=lambda: None)
        workers = [
            SyncWorker(busy.kiosk.core, busy.kiosk.at(proxy.url), silent, busy.kiosk.clock)
            for busy in kiosks
        ]
        for worker in workers:
            worker.start()
        for _ in range(40):
            for busy, worker in zip(kiosks, workers, strict=True):
                busy.let_people_come(2)
                worker.wake()
        proxy.be_honest()
        give_up_at = time.monotonic() + 4 * SOON_S
        while not all(has_everything(central, busy.kiosk) for busy in kiosks):
            assert time.monotonic() < give_up_at, "sync does not come to an end"
            for worker in workers:
                worker.wake()
            time.sleep(0.1)
        for worker in workers:
            worker.stop(SOON_S)
    check_everything(central, kiosks)


def has_everything(central: Central, kiosk: Kiosk) -> bool:
    here = kiosk.do(lambda session: set(session.scalars(select(FactRow.id))))
    return not kiosk.waiting().pending and here == {fact.id for fact in central.facts()}
