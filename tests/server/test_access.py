"""Who may ask what, and how a no looks."""

from collections.abc import Iterator

import pytest
import requests

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.reports.wall import wall_view_from_json
from kiosk.settings import Pairing
from kiosk.store.devices import revoke_device
from kiosk.sync.link import ServerLink
from kiosk.sync.pairing import pair
from kiosk.wire.problems import Problem
from tests.server.central import NORTE, Central, address_of, new_sqlite

PUSH, CHANGES, WALL = ("POST", "/v1/sync/push"), ("GET", "/v1/sync/changes"), ("GET", "/v1/wall")


def ask(central: Central, what: tuple[str, str], token: str = "") -> requests.Response:
    method, path = what
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.request(method, central.url + path, headers=headers, timeout=10)


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """One running server for all of these: they leave nothing behind that the next would see."""
    central = Central(new_sqlite(tmp_path_factory.mktemp("central")))
    central.start()
    yield central
    central.close()


@pytest.fixture(scope="module")
def devices(central: Central) -> dict[DeviceRole, Pairing]:
    """One device of every role."""
    return {role: pair(central.url, central.code(role=role), role, role) for role in DeviceRole}


@pytest.mark.parametrize(
    ("what", "allowed"),
    [
        (PUSH, {DeviceRole.KIOSK, DeviceRole.DESK}),
        (CHANGES, {DeviceRole.KIOSK, DeviceRole.DESK}),
        (WALL, {DeviceRole.WALL}),
    ],
)
def test_each_role_may_ask_for_its_own_things_only(
    central: Central,
    devices: dict[DeviceRole, Pairing],
    what: tuple[str, str],
    allowed: set[DeviceRole],
) -> None:
    refused = {
        r for r, paired in devices.items() if ask(central, what, paired.token).status_code == 403
    }
    assert refused == set(DeviceRole) - allowed


@pytest.mark.parametrize("what", [PUSH, CHANGES, WALL])
@pytest.mark.parametrize("token", ["", "A" * 43, "é", "A" * 1_000])
def test_without_a_known_token_nothing_is_answered(
    central: Central, what: tuple[str, str], token: str
) -> None:
    answer = ask(central, what, token.encode().decode("latin-1"))
    assert answer.status_code in (400, 401)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_revoked_device_is_told_apart_from_an_unknown_one(central: Central) -> None:
    kiosk = pair(central.url, central.code(), DeviceRole.KIOSK, "stolen")
    with central.session() as session:
        assert revoke_device(session, kiosk.device, utc_now())
        assert not revoke_device(session, kiosk.device, utc_now())
    answer = ask(central, CHANGES, kiosk.token)
    assert (answer.status_code, Problem.read(answer.content).kind) == (401, "device-revoked")


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/v1/sync/changes?cursor=%FF", 400, "malformed-request"),
        ("/v1/sync/changes?cursor=bm9uc2Vuc2U=", 400, "malformed-request"),
        ("/v1/sync/changes?wait=3600", 400, "malformed-request"),
        ("/v1/sync/changes?epoch=-1", 400, "malformed-request"),
        ("/v1/nothing", 404, "not-found"),
        ("/", 404, "not-found"),
        ("/docs", 404, "not-found"),
        ("/redoc", 404, "not-found"),
    ],
)
def test_every_no_is_a_problem_of_ours(
    central: Central, devices: dict[DeviceRole, Pairing], path: str, status: int, kind: str
) -> None:
    answer = ask(central, ("GET", path), devices[DeviceRole.KIOSK].token)
    assert (answer.status_code, answer.headers["X-Lobby-Proto"]) == (status, "1")
    assert Problem.read(answer.content).kind == kind


def test_a_wall_gets_its_space_and_waits_for_the_next_view(
    central: Central, devices: dict[DeviceRole, Pairing]
) -> None:
    link = ServerLink(address_of(devices[DeviceRole.WALL]))
    tag, body = link.wall("", wait_s=25)
    assert wall_view_from_json(body).space_name == NORTE.name
    assert link.wall(tag, wait_s=0)[0] == tag
    link.close()


def test_the_watch_over_the_server_hears_how_it_is(central: Central) -> None:
    for path in ("/healthz", "/readyz"):
        answer = ask(central, ("GET", path))
        assert (answer.status_code, answer.headers["X-Lobby-Proto"]) == (200, "1")
