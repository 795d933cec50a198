"""The OpenAPI document is true: whatever is asked, the server answers as it says there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis import checks as known_checks
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks as openapi_checks
from starlette.routing import Route

from kiosk.domain.devices import DeviceRole
from kiosk.server.rates import RateLimit
from kiosk.settings import Pairing
from kiosk.sync.pairing import pair
from kiosk.wire.problems import PROBLEM_TYPE, Problem
from tests.server.central import Central, new_sqlite

CHECKS = [
    known_checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.negative_data_rejection,
    openapi_checks.unsupported_method,
]
TRIES = {GenerationMode.POSITIVE: 20, GenerationMode.NEGATIVE: 30}  # for every operation and token
NO_LIMIT = RateLimit(1_000_000, timedelta(minutes=1))


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A running server that never says "too often"."""
    central = Central(new_sqlite(tmp_path_factory.mktemp("central")))
    central.start()
    service = application(central).state.service
    service.tries_by_address = service.tries_overall = NO_LIMIT
    service.asked_by_device = service.unknown_by_address = service.links_by_device = NO_LIMIT
    yield central
    central.close()


@pytest.fixture(scope="module")
def askers(central: Central) -> dict[str, Pairing | None]:
    """A stranger, a kiosk and a wall."""
    found: dict[str, Pairing | None] = {"nobody": None}
    for role in (DeviceRole.KIOSK, DeviceRole.WALL):
        found[role.value] = pair(central.url, central.code(role=role), role, role)
    return found


def application(central: Central) -> Any:
    return central.server.config.app


Operation = APIOperation[Any, Any, Any, Any]


def operations(central: Central) -> list[Operation]:
    document = requests.get(f"{central.url}/openapi.json", timeout=10).json()
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)  # who asks is for the test to say
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=central.url)
    return [operation.ok() for operation in schema.get_all_operations()]


def made_to_count(case: Case, device: UUID) -> Case:
    """Have a good request answered at once and in its device's name; a bad one stays as it is."""
    wait = str((case.query or {}).get("wait", ""))
    if wait.isascii() and wait.isdigit() and int(wait) <= 25:
        case.query["wait"] = 0
    if isinstance(case.body, dict) and _is_uuid(case.body.get("device")):
        case.body["device"] = str(device)
    return case


def _is_uuid(value: object) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False


def check_answer(case: Case, asker: Pairing | None) -> None:
    headers = {"Authorization": f"Bearer {asker.token}"} if asker else {}
    case = made_to_count(case, asker.device if asker else uuid4())
    answer = case.call(headers=headers, timeout=20)
    case.validate_response(answer, checks=CHECKS)
    assert answer.headers["x-lobby-proto"] == ["1"]
    if answer.status_code >= 400:
        problem = Problem.read(answer.content)
        assert answer.headers["content-type"] == [PROBLEM_TYPE]
        assert problem.status == answer.status_code
        assert problem.request_id


@pytest.mark.parametrize("mode", TRIES)
@pytest.mark.parametrize("who", ["nobody", "kiosk", "wall"])
def test_whatever_is_asked_is_answered_as_the_document_says(
    central: Central, askers: dict[str, Pairing | None], who: str, mode: GenerationMode
) -> None:
    for operation in operations(central):
        if mode not in modes_of(operation):
            continue

        @settings(max_examples=TRIES[mode], suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case) -> None:
            check_answer(case, askers[who])

        ask()


def modes_of(operation: Operation) -> set[GenerationMode]:
    """Say what can be asked: where nothing is sent, nothing can be sent wrongly."""
    sends_something = bool(operation.body) or bool(operation.query)
    return set(TRIES) if sends_something else {GenerationMode.POSITIVE}


def test_every_address_for_devices_stands_in_the_document(central: Central) -> None:
    app = application(central)
    included = [route.original_router for route in app.routes if not isinstance(route, Route)]
    served = {
        (route.path, method.lower())
        for router in included
        for route in router.routes
        if route.include_in_schema  # the others are pages for people
        for method in route.methods
    }
    paths = requests.get(f"{central.url}/openapi.json", timeout=10).json()["paths"]
    assert served == {(path, method) for path, methods in paths.items() for method in methods}
    assert ("/v1/sync/push", "post") in served
