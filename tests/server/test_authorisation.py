"""Every endpoint against every kind of token; an endpoint without a row here fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

import pytest
import requests

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.directory import ChosenMember
from kiosk.domain.facts import CheckedIn
from kiosk.domain.spaces import Space
from kiosk.settings import Pairing
from kiosk.store.devices import revoke_device
from kiosk.store.station import Said, say
from kiosk.sync.pairing import pair
from kiosk.wire.changes import ChangesPage
from kiosk.wire.facts import fact_from_plain
from kiosk.wire.problems import Problem, ProblemKind
from kiosk.wire.push import PushRequest
from kiosk.wire.rows import value_of
from kiosk.wire.tokens import TokenReply
from tests.server.central import ANA, BEA, NORTE, SUR, Central, new_sqlite

Endpoint = tuple[str, str]


class Shown(StrEnum):
    """What somebody shows to be let in."""

    NOTHING = "nothing"
    GARBAGE = "garbage"
    KIOSK = "kiosk"
    ELSEWHERE = "another space's kiosk"
    DESK = "desk"
    WALL = "wall"
    REVOKED = "revoked"
    ENDED = "rotated away"


class Outcome(StrEnum):
    """What becomes of it, as far as the token goes."""

    IN = "let in"
    UNKNOWN = ProblemKind.TOKEN_UNKNOWN
    REVOKED = ProblemKind.DEVICE_REVOKED
    WRONG_ROLE = ProblemKind.WRONG_ROLE


NOBODY = {
    Shown.NOTHING: Outcome.UNKNOWN,
    Shown.GARBAGE: Outcome.UNKNOWN,
    Shown.REVOKED: Outcome.REVOKED,
    Shown.ENDED: Outcome.UNKNOWN,
}
ANYBODY = dict.fromkeys(Shown, Outcome.IN)
ROLES = (Shown.KIOSK, Shown.ELSEWHERE, Shown.DESK, Shown.WALL)


def only(*let_in: Shown) -> dict[Shown, Outcome]:
    roles = {role: Outcome.IN if role in let_in else Outcome.WRONG_ROLE for role in ROLES}
    return NOBODY | roles


MATRIX: dict[Endpoint, dict[Shown, Outcome]] = {
    ("POST", "/v1/devices/pair"): ANYBODY,
    ("POST", "/v1/devices/token"): only(*ROLES),
    ("POST", "/v1/sync/push"): only(Shown.KIOSK, Shown.ELSEWHERE, Shown.DESK),
    ("GET", "/v1/sync/changes"): only(Shown.KIOSK, Shown.ELSEWHERE, Shown.DESK),
    ("GET", "/v1/wall"): only(Shown.WALL),
    ("GET", "/v1/photos/{digest}"): only(*ROLES),
    ("GET", "/v1/links"): only(Shown.KIOSK, Shown.ELSEWHERE),
    ("POST", "/v1/links"): only(Shown.KIOSK, Shown.ELSEWHERE),
    ("GET", "/v1/ca"): ANYBODY,
    ("GET", "/healthz"): ANYBODY,
    ("GET", "/readyz"): ANYBODY,
    ("GET", "/metrics"): ANYBODY,
    ("GET", "/openapi.json"): ANYBODY,
}


@dataclass(frozen=True, slots=True)
class House:
    """A running server, and a token of each kind."""

    central: Central
    devices: dict[Shown, Pairing]
    tokens: dict[Shown, str]

    def ask(self, endpoint: Endpoint, shown: Shown, body: bytes = b"{}") -> requests.Response:
        method, path = endpoint
        token = self.tokens[shown]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        data = body if method == "POST" else None
        return requests.request(
            method,
            self.central.url + path.format(digest="0" * 32),
            headers=headers,
            data=data,
            timeout=30,
        )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    central = Central(new_sqlite(tmp_path_factory.mktemp("central")))
    central.start()

    def paired(role: DeviceRole = DeviceRole.KIOSK, space: str = NORTE.id) -> Pairing:
        home = NORTE if space == NORTE.id else SUR
        return pair(central.url, central.code(home, role), role, role)

    devices = {
        Shown.KIOSK: paired(),
        Shown.ELSEWHERE: paired(space=SUR.id),
        Shown.DESK: paired(DeviceRole.DESK),
        Shown.WALL: paired(DeviceRole.WALL),
        Shown.REVOKED: paired(),
    }
    # More devices than may pair in a minute: the fifth is the last that is not slowed down.
    tokens = {shown: device.token for shown, device in devices.items()}
    house = House(central, devices, tokens | {Shown.NOTHING: "", Shown.GARBAGE: "A" * 43})
    with central.session() as session:
        assert revoke_device(session, devices[Shown.REVOKED].device, utc_now())
        for space, person in ((NORTE, BEA), (SUR, ANA)):
            say(session, Said(CheckedIn(), space.id, person), utc_now())
    house.tokens[Shown.ENDED] = house.tokens[Shown.KIOSK]
    renewal = house.ask(("POST", "/v1/devices/token"), Shown.KIOSK)
    house.tokens[Shown.KIOSK] = TokenReply.read(renewal.content).token
    assert house.ask(("GET", "/v1/sync/changes"), Shown.KIOSK).status_code == 200
    yield house
    central.close()


def outcome(answer: requests.Response) -> Outcome:
    if answer.headers["Content-Type"] == "application/problem+json":
        kind = Problem.read(answer.content).kind
        if kind in set(Outcome):
            return Outcome(kind)
    return Outcome.IN


def test_every_endpoint_has_its_row(house: House) -> None:
    app = house.central.server.config.app
    served = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()  # type: ignore[union-attr]
        for method in methods
    }
    served |= {
        (method, route.path)
        for route in app.routes  # type: ignore[union-attr]
        for method in getattr(route, "methods", None) or ()
        if method != "HEAD"
    }
    assert served == set(MATRIX)


@pytest.mark.parametrize("endpoint", MATRIX, ids=" ".join)
def test_each_kind_of_token_gets_what_it_may(house: House, endpoint: Endpoint) -> None:
    answers = {shown: house.ask(endpoint, shown) for shown in Shown}
    assert {shown: outcome(answer) for shown, answer in answers.items()} == MATRIX[endpoint]
    strangers = {shown for shown, answer in answers.items() if answer.status_code == 401}
    assert strangers == {shown for shown in NOBODY if MATRIX[endpoint][shown] is not Outcome.IN}


@pytest.mark.parametrize(
    ("shown", "members"),
    [(Shown.KIOSK, {ANA, BEA}), (Shown.DESK, {ANA, BEA}), (Shown.ELSEWHERE, {ANA})],
)
def test_a_device_follows_its_own_space_only(house: House, shown: Shown, members: set[str]) -> None:
    answer = house.ask(("GET", "/v1/sync/changes"), shown)
    page = ChangesPage.read(answer.content)
    own = house.devices[shown].space
    values = [value_of(row) for row in page.rows]
    assert {fact_from_plain(plain).space for plain in page.facts} == {own}
    assert {value.id for value in values if isinstance(value, Space)} == {own}
    chosen = {value.member.handle for value in values if isinstance(value, ChosenMember)}
    assert chosen == members


@pytest.mark.parametrize("other", [Shown.DESK, Shown.ELSEWHERE, Shown.WALL])
def test_no_device_speaks_for_another(house: House, other: Shown) -> None:
    batch = PushRequest(
        batch_id=uuid4(), device=house.devices[other].device, epoch=1, facts=[{"id": "x"}]
    )
    answer = house.ask(("POST", "/v1/sync/push"), Shown.KIOSK, batch.to_bytes())
    assert Problem.read(answer.content).kind == ProblemKind.WRONG_DEVICE
