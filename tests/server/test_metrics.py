"""The counts tell how the server does, and nothing about people."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn
from kiosk.server.api.app import make_app
from kiosk.store.devices import revoke_device
from kiosk.sync.link import ServerLink
from kiosk.sync.pairing import pair
from kiosk.wire.changes import ChangesRequest
from tests.server.central import (
    ANA,
    BEA,
    SOON_S,
    Central,
    Kiosk,
    address_of,
    new_sqlite,
    wait_until,
)

Counts = dict[tuple[str, ...], float]


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """A running server on SQLite."""
    central = Central(new_sqlite(tmp_path))
    central.start()
    yield central
    central.close()


def counts(central: Central) -> Counts:
    """Return every number under its name and the values of its labels."""
    text = requests.get(f"{central.url}/metrics", timeout=SOON_S).text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def wait_for(central: Central, is_so: Callable[[Counts], bool]) -> Counts:
    found: list[Counts] = []

    def look() -> bool:
        found.append(counts(central))
        return is_so(found[-1])

    wait_until(look)
    return found[-1]


def test_facts_are_counted_by_verdict_and_devices_by_role(central: Central, tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path / "kiosk", central)
    pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "never heard of again")
    stolen = pair(central.url, central.code(), DeviceRole.KIOSK, "stolen")
    with central.session() as session:
        revoke_device(session, stolen.device, utc_now())
    kiosk.sync()
    kiosk.says(CheckedIn(), ANA)
    kiosk.says(CheckedIn(), BEA)
    kiosk.sync()
    kiosk.close()
    found = wait_for(central, lambda counts: counts["lobby_devices_lately", "kiosk"] == 1)
    assert found["lobby_devices_lately", "wall"] == 0
    assert found["lobby_facts_total", "accepted"] == 2
    assert found["lobby_devices", "kiosk"] == found["lobby_devices", "wall"] == 1
    assert found["lobby_requests_total", "/v1/sync/push", "200"] == 1
    assert found["lobby_request_seconds_count", "/v1/sync/push"] == 1


def test_waiting_is_counted_but_is_no_work(central: Central) -> None:
    link = ServerLink(address_of(pair(central.url, central.code(), DeviceRole.KIOSK, "front")))
    cursor = link.changes(ChangesRequest()).reply.cursor
    asked = ChangesRequest(cursor=cursor, wait=1)
    waiting = Thread(target=link.changes, args=(asked,))
    waiting.start()
    wait_for(central, lambda found: found["lobby_waiting",] == 1)
    waiting.join()
    link.close()
    found = counts(central)
    assert found["lobby_waiting",] == 0
    assert found["lobby_request_seconds_count", "/v1/sync/changes"] == 2
    assert found["lobby_request_seconds_sum", "/v1/sync/changes"] < 1


def test_addresses_that_are_not_served_are_one(central: Central) -> None:
    for path in ("/a", "/b", "/wp-login.php"):
        requests.get(central.url + path, timeout=SOON_S)
    assert counts(central)["lobby_requests_total", "elsewhere", "404"] == 3


def test_only_this_machine_is_told(central: Central) -> None:
    app = make_app(central.server.config.app.state.service.database)  # type: ignore[union-attr]

    async def status_for(host: str) -> int:
        transport = httpx.ASGITransport(app, client=(host, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return (await client.get("/metrics")).status_code

    hosts = ("127.0.0.1", "::1", "192.0.2.7", "2001:db8::1", "")
    assert [asyncio.run(status_for(host)) for host in hosts] == [200, 200, 404, 404, 404]


def test_what_a_proxy_here_forwards_for_others_is_not_told(central: Central) -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.7"}
    answer = requests.get(f"{central.url}/metrics", headers=forwarded, timeout=SOON_S)
    assert answer.status_code == 404


def test_a_server_that_stops_is_not_ready(central: Central) -> None:
    service = central.server.config.app.state.service  # type: ignore[union-attr]
    assert requests.get(f"{central.url}/readyz", timeout=SOON_S).status_code == 200
    service.bell.close()
    answer = requests.get(f"{central.url}/readyz", timeout=SOON_S)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert requests.get(f"{central.url}/healthz", timeout=SOON_S).status_code == 200
