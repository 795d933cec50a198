"""A server that is stopped finishes what it began; one that is killed leaves nothing half done."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import requests
from sqlalchemy import text
from sqlalchemy.orm import Session

from kiosk.domain.devices import DeviceRole
from kiosk.errors import ServerError
from kiosk.settings import Pairing
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pairing import pair
from kiosk.wire.changes import ChangesRequest
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import PushReply, PushRequest, Status
from tests.server.central import SOON_S, Central, wait_until
from tests.server.deeds import denied
from tests.sync.between import Between, standing_between


@dataclass(slots=True)
class Running:
    """The server as a process of its own, and the database it serves."""

    central: Central
    process: "subprocess.Popen[str]"
    url: str

    def counts(self) -> str:
        return requests.get(f"{self.url}/metrics", timeout=SOON_S).text


@pytest.fixture
def central(db: str) -> Iterator[Central]:
    """A founded database that no server serves yet."""
    central = Central(db)
    yield central
    central.engine.dispose()


@contextmanager
def running(central: Central) -> Iterator[Running]:
    """Run the server as a process until the end at the latest."""
    command = [sys.executable, "-m", "kiosk", "server", "--port", "0", "--db", central.db]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Running(central, process, process.stdout.readline().split()[-1])
        finally:
            process.kill()


def batch_of(device: Pairing, count: int) -> PushRequest:
    facts = [fact_to_plain(denied(device.device, seq)) for seq in range(1, count + 1)]
    return PushRequest(batch_id=device.device, device=device.device, epoch=1, facts=facts)


def push(server: str, device: Pairing, batch: PushRequest) -> PushReply:
    link = ServerLink(ServerAddress(server, device.token))
    try:
        return link.push(batch).reply
    finally:
        link.close()


def statuses(reply: PushReply) -> set[Status]:
    return {verdict.status for verdict in reply.results}


def in_background(job: Callable[[], object]) -> "Future[object]":
    one = ThreadPoolExecutor(1)
    try:
        return one.submit(job)
    finally:
        one.shutdown(wait=False)


def test_being_asked_to_stop_ends_the_waiting_and_finishes_the_pushing(central: Central) -> None:
    with running(central) as server:
        device = pair(server.url, central.code(), DeviceRole.KIOSK, "front door")
        link = ServerLink(ServerAddress(server.url, device.token))
        cursor = link.changes(ChangesRequest()).reply.cursor
        waiting = in_background(lambda: link.changes(ChangesRequest(cursor=cursor, wait=25)))
        wait_until(lambda: "lobby_waiting 1.0" in server.counts())
        batch = batch_of(device, 3)
        with central.session() as session:
            nobody_may_write(session)
            pushing = in_background(lambda: push(server.url, device, batch))
            wait_until_working(server, 2)
            server.process.send_signal(signal.SIGTERM)
            waiting.result(SOON_S)  # its 25 seconds are not over
            assert not pushing.done()
        reply = pushing.result(SOON_S)
        assert isinstance(reply, PushReply)
        assert statuses(reply) == {Status.ACCEPTED}
        assert server.process.wait(SOON_S) == 0
        link.close()
    assert len(central.facts()) == 3


def wait_until_working(server: Running, count: int) -> None:
    """Wait until so many requests are under way, besides the one that asks."""
    wait_until(lambda: f"lobby_working {count + 1}.0" in server.counts())


def nobody_may_write(session: Session) -> None:
    """Hold what a push needs until this transaction ends."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    # On SQLite whatever begins a transaction here holds the one lock.
    held = "LOCK TABLE feed_head IN EXCLUSIVE MODE" if is_postgresql else "SELECT 1"
    session.execute(text(held))


def test_a_batch_cut_off_before_its_commit_is_taken_whole_the_next_time(central: Central) -> None:
    with running(central) as server:
        device = pair(server.url, central.code(), DeviceRole.KIOSK, "front door")
        batch = batch_of(device, 3)
        with central.session() as session:
            nobody_may_write(session)
            pushing = in_background(lambda: push(server.url, device, batch))
            wait_until_working(server, 1)
            server.process.kill()
            with pytest.raises(ServerError):
                pushing.result(SOON_S)
    assert central.facts() == []
    with running(central) as server:
        assert statuses(push(server.url, device, batch)) == {Status.ACCEPTED}
    assert len(central.facts()) == 3


def test_a_batch_whose_reply_died_with_the_server_is_stored_once(central: Central) -> None:
    with running(central) as server:
        device = pair(server.url, central.code(), DeviceRole.KIOSK, "front door")
        batch = batch_of(device, 3)

        def kill_after_the_commit(asked: Between) -> None:
            asked.pass_on(server.url)
            server.process.kill()
            asked.hang_up()

        with standing_between(kill_after_the_commit) as url, pytest.raises(ServerError):
            push(url, device, batch)
    assert len(central.facts()) == 3
    with running(central) as server:
        reply = push(server.url, device, batch)
        assert statuses(reply) == {Status.DUPLICATE}
        assert reply.acked_seq == 3
    assert len(central.facts()) == 3
