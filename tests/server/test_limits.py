"""What is too much, too large, too deep or too slow is refused, and others go on."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import requests
from sqlalchemy import text

from kiosk.domain.devices import DeviceRole
from kiosk.errors import ServerRefusedError, WireError
from kiosk.server import protocol
from kiosk.server.api import bodies
from kiosk.server.api.service import Service
from kiosk.server.rates import RateLimit
from kiosk.settings import Pairing
from kiosk.sync.pairing import pair
from kiosk.sync.refusals import ServerBusyError
from kiosk.wire.facts import fact_from_plain
from kiosk.wire.problems import PROBLEM_TYPE, Problem
from tests.server.central import SOON_S, Central, new_sqlite

SHORT_S = 0.2


@pytest.fixture
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A running server on SQLite."""
    central = Central(new_sqlite(tmp_path_factory.mktemp("central")))
    central.start()
    yield central
    central.close()


@pytest.fixture
def kiosk(central: Central) -> Pairing:
    return pair(central.url, central.code(), DeviceRole.KIOSK, "front door")


def service_of(central: Central) -> Service:
    service: Service = central.server.config.app.state.service  # type: ignore[union-attr]
    return service


def changes(central: Central, token: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(f"{central.url}/v1/sync/changes", headers=headers, timeout=SOON_S)


def raw(central: Central, sent: bytes) -> bytes:
    """Return everything that the server says to some bytes, until it hangs up."""
    with socket.create_connection(("127.0.0.1", central.port), SOON_S) as connection:
        connection.sendall(sent)
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
    return received


def problem_in(answer: bytes) -> Problem:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert PROBLEM_TYPE.encode() in head
    assert b"x-lobby-proto: 1" in head.lower()
    return Problem.read(body)


class Clock:
    """A clock that stands until it is moved."""

    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def test_a_limit_counts_the_tries_of_each_key_in_a_moving_window() -> None:
    clock = Clock()
    limit = RateLimit(2, timedelta(seconds=60), clock)
    assert [limit.wait_s("a"), limit.wait_s("b")] == [0, 0]
    clock.now_s += 50
    assert [limit.wait_s("a"), limit.wait_s("a")] == [0, 11]
    clock.now_s += 10
    assert [limit.wait_s("a"), limit.wait_s("a")] == [0, 51]


def test_a_limit_forgets_whoever_has_not_tried_for_long() -> None:
    clock = Clock()
    limit = RateLimit(2, timedelta(seconds=60), clock)
    for key in range(100):
        limit.wait_s(str(key))
    clock.now_s += 59
    limit.wait_s("0")
    clock.now_s += 2
    limit.wait_s("new")
    assert len(limit) == 2


def test_good_codes_are_not_limited_and_bad_ones_are(central: Central) -> None:
    service_of(central).tries_by_address = RateLimit(2, timedelta(minutes=1))
    service_of(central).tries_overall = RateLimit(2, timedelta(minutes=1))
    for _ in range(4):
        pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    for _ in range(2):
        with pytest.raises(ServerRefusedError):
            pair(central.url, "BCDFGHJK", DeviceRole.KIOSK, "front door")
    with pytest.raises(ServerBusyError):
        pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    limit = service_of(central).tries_overall
    limit.take_back("")
    limit.take_back("")
    limit.take_back("nobody")
    assert len(limit) == 0


def test_a_device_that_asks_without_pause_is_slowed_down_and_no_other(
    central: Central, kiosk: Pairing
) -> None:
    other = pair(central.url, central.code(), DeviceRole.KIOSK, "back door")
    service_of(central).asked_by_device = RateLimit(3, timedelta(minutes=1))
    statuses = [changes(central, kiosk.token).status_code for _ in range(3)]
    refused = changes(central, kiosk.token)
    assert statuses == [200, 200, 200]
    assert (refused.status_code, Problem.read(refused.content).retryable) == (429, True)
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    assert changes(central, other.token).status_code == 200


def test_unknown_tokens_are_slowed_down_and_no_good_one_at_the_same_address(
    central: Central, kiosk: Pairing
) -> None:
    service_of(central).unknown_by_address = RateLimit(2, timedelta(minutes=1))
    strangers = [changes(central, f"{n}" * 43) for n in range(3)]
    assert [answer.status_code for answer in strangers] == [401, 401, 429]
    assert changes(central, kiosk.token).status_code == 200


def test_a_body_that_comes_too_slowly_is_not_waited_for(
    central: Central, kiosk: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "LONGEST_READING_S", SHORT_S)
    head = (
        "POST /v1/sync/push HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n"
        f"Authorization: Bearer {kiosk.token}\r\n\r\n"
    )
    problem = problem_in(raw(central, head.encode() + b"{"))
    assert (problem.status, problem.kind, problem.retryable) == (408, "too-slow", True)


def test_a_connection_that_asks_nothing_is_closed(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LONGEST_SILENCE_S", SHORT_S)
    assert raw(central, b"") == b""
    assert raw(central, b"GET /healthz HTTP/1.1\r\nHo") == b""


def test_a_second_question_that_never_ends_is_not_waited_for(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LONGEST_SILENCE_S", SHORT_S)
    asked = b"GET /healthz HTTP/1.1\r\nHost: here\r\n"
    with socket.create_connection(("127.0.0.1", central.port), SOON_S) as connection:
        connection.sendall(asked + b"\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        connection.sendall(asked)
        while connection.recv(65_536):
            pass


def test_headers_without_end_are_refused(
    central: Central, expected_log: Callable[[str], None]
) -> None:
    expected_log("Invalid HTTP request received")
    many = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 50) for n in range(2_000))
    problem = problem_in(raw(central, b"GET /healthz HTTP/1.1\r\nHost: here\r\n" + many))
    assert (problem.status, problem.kind) == (400, "malformed-request")


def test_a_deep_body_is_no_fact() -> None:
    deep: object = "x"
    for _ in range(9):
        deep = [deep]
    plain = {
        "id": "018f0000-0000-7000-8000-000000000000",
        "device": "018f0000-0000-7000-8000-000000000000",
        "epoch": 1,
        "seq": 1,
        "space": "casa-norte",
        "at": "2026-03-02T09:00:00Z",
        "kind": "denied",
    }
    with pytest.raises(WireError, match="too deep"):
        fact_from_plain({**plain, "body": {"reason": "expired", "more": deep}})
    fact_from_plain({**plain, "body": {"reason": "expired", "more": [[[["x"]]]]}})


def test_a_database_that_somebody_else_holds_is_busy_and_works_again_later(
    central: Central, kiosk: Pairing, expected_log: Callable[[str], None]
) -> None:
    expected_log("the database did not answer")
    service = service_of(central)
    # The one connection that writes would wait for five seconds.
    service.database.write_now(lambda session: session.execute(text("PRAGMA busy_timeout=100")))
    body = {"batch_id": str(kiosk.device), "device": str(kiosk.device), "epoch": 1, "facts": []}
    with central.session() as session:
        session.execute(text("SELECT 1"))  # the writer's lock is held from here on
        busy = push(central, kiosk, body)
        assert (busy.status_code, Problem.read(busy.content).kind) == (503, "busy")
        assert int(busy.headers["Retry-After"]) > 0
    assert push(central, kiosk, body).status_code == 200


def push(central: Central, kiosk: Pairing, body: dict[str, object]) -> requests.Response:
    headers = {"Authorization": f"Bearer {kiosk.token}"}
    url = f"{central.url}/v1/sync/push"
    return requests.post(url, json=body, headers=headers, timeout=SOON_S)
