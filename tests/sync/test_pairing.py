"""Pairing a device with a server."""

import pytest

from kiosk.domain.devices import DeviceRole
from kiosk.errors import InputError, ServerError, ServerRefusedError
from kiosk.store.devices import all_devices
from kiosk.sync.pairing import pair
from tests.server.central import NORTE, Central
from tests.sync.between import standing_between
from tests.sync.test_lies import portal


def test_a_device_learns_who_and_where_it_is(central: Central) -> None:
    paired = pair(central.url + "/", central.code(), DeviceRole.KIOSK, "front door")
    with central.session() as session:
        (device,) = all_devices(session)
    assert (device.id, device.space, device.name) == (paired.device, NORTE.id, "front door")
    assert paired.server == central.url
    assert paired.token not in repr(paired)


def test_a_code_may_be_typed_in_small_letters_with_a_gap(central: Central) -> None:
    code = central.code().lower()
    assert pair(central.url, f" {code[:4]}-{code[4:]} ", DeviceRole.KIOSK, "").space == NORTE.id


def test_a_code_works_once(central: Central) -> None:
    code = central.code()
    pair(central.url, code, DeviceRole.KIOSK, "")
    with pytest.raises(ServerRefusedError, match="make a new one"):
        pair(central.url, code, DeviceRole.KIOSK, "")


def test_a_code_for_another_role_is_not_used_up(central: Central) -> None:
    code = central.code(role=DeviceRole.WALL)
    with pytest.raises(ServerRefusedError, match="--role wall"):
        pair(central.url, code, DeviceRole.KIOSK, "")
    assert pair(central.url, code, DeviceRole.WALL, "").role is DeviceRole.WALL


def test_guessing_codes_is_slowed_down(central: Central) -> None:
    for _ in range(5):
        with pytest.raises(ServerRefusedError):
            pair(central.url, "BBBBBBBB", DeviceRole.KIOSK, "")
    with pytest.raises(ServerError, match="Too many codes"):
        pair(central.url, central.code(), DeviceRole.KIOSK, "")


def test_a_page_that_is_no_lobby_server_is_named_as_such() -> None:
    with standing_between(portal) as url, pytest.raises(ServerError, match="not as a Hello Lobby"):
        pair(url, "BCDFGHJK", DeviceRole.KIOSK, "")


@pytest.mark.parametrize(
    "url", ["lobby.example.org", "ftp://x", "http://", "", "http://[", "http://x:99999"]
)
def test_what_is_no_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(InputError, match="looks like https"):
        pair(url, "BCDFGHJK", DeviceRole.KIOSK, "")
