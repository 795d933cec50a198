"""Sync while a kiosk runs."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.clock import HouseClock, utc_now
from kiosk.domain.facts import CheckedIn
from kiosk.store.devices import revoke_device
from kiosk.store.directory import member as member_in
from kiosk.store.directory import save_members
from kiosk.store.outbox import KEPT_FOR, MOST_TRIES, Failure, next_facts, note_failure
from kiosk.store.station import station
from kiosk.store.tables import OutboxRow
from kiosk.sync.link import ServerAddress
from kiosk.sync.states import SyncState, SyncStatus
from kiosk.sync.tokens import Tokens
from kiosk.sync.worker import Listener, SyncWorker
from kiosk.wire.problems import Problem, ProblemKind, type_of
from tests.server.central import BEA, CARL, SOON_S, Central, Kiosk, member
from tests.sync.between import Between, standing_between
from tests.sync.test_lies import portal

NewKiosk = Callable[..., Kiosk]


FAULT = Problem(
    type=type_of(ProblemKind.FAULT), title="Fault", status=500, server_time=utc_now()
).to_bytes()


def get_stuck(session: Session) -> None:
    """Have the facts to be sent next fail as often as it takes."""
    ids = [fact.id for fact in next_facts(session, 10)]
    for _ in range(MOST_TRIES):
        note_failure(session, ids, Failure(utc_now(), "it went wrong"))


class Idle(Tokens):
    """Tokens that tell when sync looked after them: it has nothing to send then."""

    def __init__(self) -> None:
        super().__init__()
        self.looked_at = threading.Event()

    def renew(self, ask: Callable[[], str], now: datetime) -> None:
        self.looked_at.set()


class Following:
    """A kiosk's sync at work, and what it told."""

    def __init__(
        self, kiosk: Kiosk, address: ServerAddress | None = None, clock: HouseClock | None = None
    ) -> None:
        self.kiosk = kiosk
        self.states: queue.Queue[SyncState] = queue.Queue()
        self._changed = threading.Condition()
        listener = Listener(on_state=self.states.put, on_changed=self._note)
        self.worker = SyncWorker(kiosk.core, address or kiosk.address, listener, clock)

    def _note(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, looking whenever a page has brought news."""
        with self._changed:
            assert self._changed.wait_for(holds, SOON_S)

    def until_status(self, status: SyncStatus) -> SyncState:
        while True:
            state = self.states.get(timeout=SOON_S)
            if state.status is status:
                return state

    def come_in(self, person: str) -> None:
        self.kiosk.says(CheckedIn(), person)
        self.worker.wake()


@contextmanager
def following(
    *kiosks: Kiosk, at: ServerAddress | None = None, clock: HouseClock | None = None
) -> Iterator[list[Following]]:
    started = [Following(kiosk, at, clock) for kiosk in kiosks]
    for one in started:
        one.worker.start()
    try:
        yield started
    finally:
        for one in started:
            one.worker.stop(timeout_s=SOON_S)


def test_a_check_in_at_one_door_appears_at_the_other_by_itself(
    new_kiosk: NewKiosk,
) -> None:
    front, back = new_kiosk(), new_kiosk()
    with following(front, back) as (at_front, at_back):
        at_back.until(lambda: back.do(lambda s: member_in(s, BEA)) is not None)
        at_front.come_in(BEA)
        at_back.until(lambda: back.present() == {BEA})


def test_whoever_shows_what_waits_hears_when_it_was_sent(kiosk: Kiosk) -> None:
    with following(kiosk) as (sync,):
        sync.until(lambda: kiosk.do(lambda s: member_in(s, BEA)) is not None)
        sync.until_status(SyncStatus.SYNCED)
        sync.come_in(BEA)
        while kiosk.waiting().pending:
            sync.until_status(SyncStatus.SYNCED)


def test_a_member_added_by_another_process_reaches_a_waiting_kiosk(
    central: Central, kiosk: Kiosk
) -> None:
    with following(kiosk) as (sync,):
        sync.until_status(SyncStatus.SYNCED)
        with central.session() as session:
            save_members(session, [member(CARL, "Carl")])
        sync.until(lambda: kiosk.do(lambda s: member_in(s, CARL)) is not None)


def test_facts_made_while_the_server_is_away_go_up_when_it_comes(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    central.stop()
    with following(kiosk) as (sync,):
        sync.come_in(BEA)
        state = sync.until_status(SyncStatus.OFFLINE)
        assert state.until is not None
        assert "cannot be reached" in state.reason
        central.start()
        sync.worker.wake()
        sync.until_status(SyncStatus.SYNCED)
    assert kiosk.waiting().pending == 0
    assert central.present() == {BEA}


def test_what_got_stuck_while_the_server_failed_at_everything_goes_up_with_its_return(
    central: Central, kiosk: Kiosk
) -> None:
    is_well = threading.Event()

    def answer(asked: Between) -> None:
        if not is_well.is_set():
            asked.say_as_lobby(500, FAULT)
            return
        reply = asked.pass_on(central.url)
        asked.say_as_lobby(reply.status_code, reply.content)

    kiosk.sync()
    kiosk.says(CheckedIn(), BEA)
    kiosk.do(get_stuck)
    with standing_between(answer) as url, following(kiosk, at=kiosk.at(url)) as (sync,):
        sync.until_status(SyncStatus.OFFLINE)
        is_well.set()
        sync.until_status(SyncStatus.SYNCED)
        while kiosk.waiting().unsent:
            sync.until_status(SyncStatus.SYNCED)
    assert central.present() == {BEA}


def test_a_trouble_that_is_over_is_not_shown_where_nothing_is_left_to_send(kiosk: Kiosk) -> None:
    kiosk.sync()
    kiosk.says(CheckedIn())

    def answer(asked: Between) -> None:
        if asked.path == "/v1/sync/push":
            asked.say_as_lobby(500, FAULT)
            return
        reply = asked.pass_on(kiosk.address.url)
        asked.say_as_lobby(reply.status_code, reply.content)

    with standing_between(answer) as url, following(kiosk, at=kiosk.at(url)) as (sync,):
        sync.until_status(SyncStatus.OFFLINE)
        kiosk.do(get_stuck)  # the next try finds nothing whose turn it is
        sync.worker.wake()
        sync.until_status(SyncStatus.SYNCED)


def test_what_the_server_has_is_not_forgotten_by_a_clock_that_it_never_confirmed(
    central: Central, kiosk: Kiosk
) -> None:
    kiosk.sync()
    kiosk.says(CheckedIn(), BEA)
    kiosk.sync()
    central.stop()
    clock, tokens = HouseClock(wall=lambda: utc_now() + KEPT_FOR * 2), Idle()
    with following(kiosk, at=ServerAddress(central.url, tokens), clock=clock):
        assert tokens.looked_at.wait(SOON_S)
    assert len(kiosk.do(lambda s: s.scalars(select(OutboxRow.seq)).all())) == 1


def test_a_sign_in_page_counts_as_offline(kiosk: Kiosk) -> None:
    with standing_between(portal) as url, following(kiosk, at=kiosk.at(url)) as (sync,):
        assert "not as a Hello Lobby" in sync.until_status(SyncStatus.OFFLINE).reason


def test_a_server_that_asks_for_patience_is_not_asked_again_for_each_scan(kiosk: Kiosk) -> None:
    pushes: queue.Queue[str] = queue.Queue()

    def busy(asked: Between) -> None:
        asked.body()
        pushes.put(asked.path)
        asked.say(503, b"", "text/html", Retry_After="600")

    kiosk.sync()
    kiosk.says(CheckedIn())
    with standing_between(busy) as url, following(kiosk, at=kiosk.at(url)) as (sync,):
        state = sync.until_status(SyncStatus.WAITING)
        assert state.until is not None
        assert (state.until - utc_now()).total_seconds() > 590
        for _ in range(20):
            sync.worker.wake()
    assert list(pushes.queue).count("/v1/sync/push") == 1


def test_a_revoked_kiosk_keeps_its_facts_and_says_so(central: Central, kiosk: Kiosk) -> None:
    kiosk.sync()
    here = kiosk.do(station)
    assert here is not None
    with central.session() as session:
        assert revoke_device(session, here.device, utc_now())
    with following(kiosk) as (sync,):
        sync.come_in(BEA)
        sync.until_status(SyncStatus.REVOKED)
    assert kiosk.waiting().pending == 1


def test_a_token_that_the_server_does_not_know_means_unpaired(kiosk: Kiosk) -> None:
    stranger = ServerAddress(kiosk.address.url, "A" * 43)
    with following(kiosk, at=stranger) as (sync,):
        sync.until_status(SyncStatus.UNPAIRED)


def test_stopping_does_not_wait_for_a_long_poll_and_stores_nothing_afterwards(
    central: Central, kiosk: Kiosk
) -> None:
    with following(kiosk) as (sync,):
        sync.until(lambda: kiosk.do(lambda s: member_in(s, BEA)) is not None)
        started = time.monotonic()
        sync.worker.stop(timeout_s=SOON_S)
        took_s = time.monotonic() - started
        with central.session() as session:
            save_members(session, [member(CARL, "Carl")])
        central.stop()  # ends the long-poll with a page that has news
    assert took_s < SOON_S / 2
    assert kiosk.do(lambda s: member_in(s, CARL)) is None


def test_a_server_that_stops_lets_waiting_kiosks_go(central: Central, kiosk: Kiosk) -> None:
    with following(kiosk) as (sync,):
        sync.until_status(SyncStatus.SYNCED)
        central.stop()
        sync.until_status(SyncStatus.OFFLINE)
