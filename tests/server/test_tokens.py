"""Renewing tokens and using up codes at the server, also by several at once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import TypeVar

import pytest
import requests

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.settings import Pairing
from kiosk.store.devices import all_devices, revoke_device
from kiosk.sync.pairing import pair
from kiosk.wire.problems import Problem
from kiosk.wire.tokens import TokenReply
from tests.server.central import SOON_S, Central

AT_ONCE = 4
Answer = TypeVar("Answer")


def ask(central: Central, path: str, token: str) -> requests.Response:
    method = "POST" if path == "/v1/devices/token" else "GET"
    headers, body = {"Authorization": f"Bearer {token}"}, b"{}" if method == "POST" else None
    return requests.request(method, central.url + path, headers=headers, data=body, timeout=30)


def status(central: Central, token: str) -> int:
    return ask(central, "/v1/sync/changes", token).status_code


def next_token(central: Central, token: str) -> str:
    answer = ask(central, "/v1/devices/token", token)
    assert answer.status_code == 200
    return TokenReply.read(answer.content).token


def at_once(*jobs: Callable[[], Answer]) -> list[Answer]:
    """Do things at the same moment, as far as threads can."""
    ready = Barrier(len(jobs))

    def start(job: Callable[[], Answer]) -> Answer:
        ready.wait(SOON_S)
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(start, jobs))


@pytest.fixture
def kiosk(central: Central) -> Pairing:
    return pair(central.url, central.code(), DeviceRole.KIOSK, "front door")


@pytest.mark.parametrize("role", list(DeviceRole))
def test_every_role_renews_its_token(central: Central, role: DeviceRole) -> None:
    paired = pair(central.url, central.code(role=role), role, "")
    assert next_token(central, paired.token) != paired.token


def test_both_are_good_until_the_next_one_is_used(central: Central, kiosk: Pairing) -> None:
    renewed = next_token(central, kiosk.token)
    assert status(central, kiosk.token) == 200
    assert [status(central, token) for token in (renewed, kiosk.token)] == [200, 401]


def test_one_that_was_not_used_is_void_once_there_is_another(
    central: Central, kiosk: Pairing
) -> None:
    lost, renewed = (next_token(central, kiosk.token) for _ in range(2))
    assert [status(central, token) for token in (lost, kiosk.token)] == [401, 200]
    assert [status(central, token) for token in (renewed, renewed)] == [200, 200]


def test_a_next_token_may_itself_ask_for_the_one_after(central: Central, kiosk: Pairing) -> None:
    second = next_token(central, kiosk.token)
    third = next_token(central, second)
    assert [status(central, token) for token in (kiosk.token, third, second)] == [401, 200, 401]


def test_many_first_uses_at_once_are_all_answered(central: Central, kiosk: Pairing) -> None:
    renewed = next_token(central, kiosk.token)
    answers = at_once(*[lambda: status(central, renewed)] * AT_ONCE)
    assert answers == [200] * AT_ONCE
    assert status(central, kiosk.token) == 401


def test_many_renewals_at_once_leave_one_next_token(central: Central, kiosk: Pairing) -> None:
    made = at_once(*[lambda: next_token(central, kiosk.token)] * AT_ONCE)
    assert len(set(made)) == AT_ONCE
    good = [token for token in made if status(central, token) == 200]
    assert len(good) == 1
    assert status(central, kiosk.token) == 401


def test_a_first_use_and_a_renewal_at_once_leave_the_device_able_to_talk(
    central: Central, kiosk: Pairing
) -> None:
    second = next_token(central, kiosk.token)
    used, renewal = at_once(
        lambda: ask(central, "/v1/sync/changes", second),
        lambda: ask(central, "/v1/devices/token", kiosk.token),
    )
    known = {kiosk.token, second}
    if renewal.status_code == 200:
        known.add(TokenReply.read(renewal.content).token)
    assert used.status_code in (200, 401)
    assert any(status(central, token) == 200 for token in known)


def test_a_code_used_twice_at_once_pairs_one_device(central: Central) -> None:
    code = central.code()
    body = {"code": code, "role": "kiosk", "name": "both"}
    answers = at_once(
        *[lambda: requests.post(f"{central.url}/v1/devices/pair", json=body, timeout=30)] * AT_ONCE
    )
    assert sorted(answer.status_code for answer in answers) == [200, 403, 403, 403]
    with central.session() as session:
        assert len(all_devices(session)) == 1


def test_a_revoked_device_gets_none_and_neither_of_its_two_is_good(
    central: Central, kiosk: Pairing
) -> None:
    renewed = next_token(central, kiosk.token)
    with central.session() as session:
        assert revoke_device(session, kiosk.device, utc_now())
    for token in (kiosk.token, renewed):
        for path in ("/v1/devices/token", "/v1/sync/changes"):
            answer = ask(central, path, token)
            assert (answer.status_code, Problem.read(answer.content).kind) == (
                401,
                "device-revoked",
            )


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (DeviceRole.KIOSK, "/v1/sync/changes?epoch=1&wait=25&cursor={cursor}"),
        (DeviceRole.WALL, "/v1/wall?wait=25&after={tag}"),
    ],
)
def test_a_device_that_waits_is_sent_away_when_it_is_revoked(
    central: Central, role: DeviceRole, path: str
) -> None:
    paired = pair(central.url, central.code(role=role), role, "")
    first = ask(central, path.partition("?")[0], paired.token)
    cursor = first.json().get("cursor", "")
    path = path.format(cursor=cursor, tag=first.headers.get("ETag", "").strip('"'))
    answers: list[requests.Response] = []
    waiting = Thread(target=lambda: answers.append(ask(central, path, paired.token)))
    waiting.start()
    bell = central.server.config.app.state.service.bell
    until = time.monotonic() + SOON_S
    while not bell.waiting and time.monotonic() < until:
        time.sleep(0.01)
    with central.session() as session:
        assert revoke_device(session, paired.device, utc_now())
    waiting.join(SOON_S)
    assert not waiting.is_alive()
    assert Problem.read(answers[0].content).kind == "device-revoked"
