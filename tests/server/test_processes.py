"""Several server processes on one PostgreSQL: what one takes in, devices at the others hear."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
import requests

from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import Fact
from kiosk.server import bell
from kiosk.settings import Pairing
from kiosk.store.directory import save_members
from kiosk.sync.link import Heard, ServerLink
from kiosk.sync.pairing import pair
from kiosk.wire.changes import ChangesPage, ChangesRequest
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import PushRequest
from tests.server.central import BEA, SOON_S, Central, address_of, member, wait_until
from tests.server.deeds import denied

LISTENING = "SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN lobby' AND datname = %s"


@pytest.fixture
def two(new_postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Central]]:
    """Two servers on one database that never look by themselves."""
    monkeypatch.setattr(bell, "LOOK_EVERY_S", 3_600.0)
    both = [Central(new_postgresql), Central(new_postgresql)]
    for central in both:
        central.start()
    wait_until(lambda: len(listeners(new_postgresql)) == 2)
    yield both
    for central in both:
        central.close()


def listeners(db: str) -> list[int]:
    """Return the connections on which servers listen."""
    with psycopg.connect(db, autocommit=True) as connection:
        found = connection.execute(LISTENING, [connection.info.dbname])
        return [pid for (pid,) in found]


def paired(central: Central) -> tuple[Pairing, ServerLink]:
    found = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    return found, ServerLink(address_of(found))


def push_one(device: Pairing, link: ServerLink) -> Fact:
    fact = denied(device.device, 1)
    plain = fact_to_plain(fact)
    link.push(PushRequest(batch_id=uuid4(), device=device.device, epoch=1, facts=[plain]))
    return fact


def waits_at(central: Central, link: ServerLink, wait_s: int) -> "Future[Heard[ChangesPage]]":
    """Have a device wait for news; returns once it does."""
    cursor = link.changes(ChangesRequest()).reply.cursor
    one = ThreadPoolExecutor(1)
    answer = one.submit(link.changes, ChangesRequest(cursor=cursor, wait=wait_s))
    one.shutdown(wait=False)
    wait_until(lambda: "lobby_waiting 1.0" in metrics(central))
    return answer


def metrics(central: Central) -> str:
    return requests.get(f"{central.url}/metrics", timeout=SOON_S).text


def test_what_comes_in_at_one_process_wakes_the_devices_of_another(two: list[Central]) -> None:
    here, there = two
    (pusher, push_link), (_, wait_link) = paired(here), paired(there)
    answer = waits_at(there, wait_link, wait_s=25)
    fact = push_one(pusher, push_link)
    assert [one["id"] for one in answer.result(SOON_S).reply.facts] == [str(fact.id)]
    push_link.close()
    wait_link.close()


def test_a_process_whose_listening_was_cut_off_finds_back(
    two: list[Central], expected_log: Callable[[str], None]
) -> None:
    expected_log("other processes are not heard")
    here, there = two
    (pusher, push_link), (_, wait_link) = paired(here), paired(there)
    before = set(listeners(here.db))
    with psycopg.connect(here.db, autocommit=True) as connection:
        for pid in before:
            connection.execute("SELECT pg_terminate_backend(%s)", [pid])
    wait_until(lambda: len(set(listeners(here.db)) - before) == 2)
    answer = waits_at(there, wait_link, wait_s=25)
    fact = push_one(pusher, push_link)
    assert [one["id"] for one in answer.result(SOON_S).reply.facts] == [str(fact.id)]
    push_link.close()
    wait_link.close()


def test_what_was_committed_while_nobody_listened_is_looked_for_on_finding_back(
    two: list[Central], expected_log: Callable[[str], None]
) -> None:
    expected_log("other processes are not heard")
    here, there = two
    _, wait_link = paired(there)
    answer = waits_at(there, wait_link, wait_s=25)
    with here.session() as session:  # as a command beside the servers does: it tells nobody
        save_members(session, [member(BEA, "Beatriz")])
    with psycopg.connect(here.db, autocommit=True) as connection:
        for pid in listeners(here.db):
            connection.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert [row.id for row in answer.result(SOON_S).reply.rows] == [BEA]
    wait_link.close()
