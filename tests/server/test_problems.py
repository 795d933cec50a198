"""Every error is a problem of ours with a number that stands in the log."""

import logging
import socket
from collections.abc import Callable, Iterator

import pytest
import requests

from kiosk.domain.devices import DeviceRole
from kiosk.sync.pairing import pair
from kiosk.wire.problems import PROBLEM_TYPE, Problem
from tests.server.central import SOON_S, Central, new_sqlite

CANARY = "Canary Wren"


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A running server on SQLite."""
    central = Central(new_sqlite(tmp_path_factory.mktemp("central")))
    central.start()
    yield central
    central.close()


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/sync/push", 405, "wrong-method"),
        ("DELETE", "/v1/sync/changes", 405, "wrong-method"),
        ("OPTIONS", "/v1/wall", 405, "wrong-method"),
        ("PURGE", "/healthz", 405, "wrong-method"),
        ("GET", "/healthz/", 404, "not-found"),
        ("GET", "/v1/../etc/passwd", 404, "not-found"),
        ("POST", "/", 404, "not-found"),
    ],
)
def test_a_wrong_address_or_way_of_asking_is_a_problem(
    central: Central, method: str, path: str, status: int, kind: str
) -> None:
    answer = requests.request(method, central.url + path, timeout=SOON_S, allow_redirects=False)
    problem = Problem.read(answer.content)
    assert (answer.status_code, problem.status, problem.kind) == (status, status, kind)
    assert answer.headers["Content-Type"] == PROBLEM_TYPE
    assert answer.headers["X-Lobby-Proto"] == "1"
    assert ("Allow" in answer.headers) == (status == 405)


def test_asking_for_a_head_alone_is_refused_without_a_body(central: Central) -> None:
    answer = requests.head(f"{central.url}/v1/sync/changes", timeout=SOON_S)
    assert (answer.status_code, answer.content) == (405, b"")
    assert answer.headers["X-Lobby-Proto"] == "1"


def test_what_is_no_http_is_refused_as_everything_else(
    central: Central, expected_log: Callable[[str], None]
) -> None:
    expected_log("Invalid HTTP request received")
    with socket.create_connection(("127.0.0.1", central.port), SOON_S) as connection:
        connection.sendall(b"who is there?\r\n\r\n")
        answer = connection.makefile("rb").read()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"400" in head.splitlines()[0]
    assert b"X-Lobby-Proto: 1" in head
    assert Problem.read(body).kind == "malformed-request"


def test_a_fault_is_noted_under_its_number_and_says_nothing_of_itself(
    central: Central,
    caplog: pytest.LogCaptureFixture,
    expected_log: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected_log("request [0-9a-f]{32} failed")
    kiosk = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")

    def broken() -> None:
        raise RuntimeError("the clock fell down")

    service = central.server.config.app.state.service  # type: ignore[union-attr]
    monkeypatch.setattr(service, "clock", broken)
    headers = {"Authorization": f"Bearer {kiosk.token}"}
    answer = requests.get(f"{central.url}/v1/sync/changes", headers=headers, timeout=SOON_S)
    problem = Problem.read(answer.content)
    assert (answer.status_code, problem.kind, problem.retryable) == (500, "fault", True)
    assert "clock" not in answer.text
    assert f"request {problem.request_id} failed" in caplog.text
    assert "the clock fell down" in caplog.text


def test_a_refusal_can_be_found_in_the_log_by_its_number_but_not_by_what_was_sent(
    central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    sent = {"code": CANARY, "role": CANARY, "name": CANARY}
    answer = requests.post(f"{central.url}/v1/devices/pair", json=sent, timeout=SOON_S)
    problem = Problem.read(answer.content)
    assert problem.status == 400
    assert f"request {problem.request_id}: malformed-request" in caplog.text
    assert CANARY not in caplog.text + answer.text


def test_whoever_hangs_up_in_the_middle_is_no_fault(central: Central) -> None:
    with socket.create_connection(("127.0.0.1", central.port), SOON_S) as connection:
        connection.sendall(
            b"POST /v1/devices/pair HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{"
        )
    wait_for_count(central, 'route="/v1/devices/pair",status="0"')


def wait_for_count(central: Central, labels: str) -> None:
    for _ in range(1_000):
        counts = requests.get(f"{central.url}/metrics", timeout=SOON_S).text
        if f"lobby_requests_total{{{labels}}} 1.0" in counts:
            return
    pytest.fail(f"{labels} was never counted")
