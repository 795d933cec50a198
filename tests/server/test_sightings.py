"""When a device was last heard of: noted soon, and never in the way of an answer."""

from datetime import timedelta

import requests
from sqlalchemy import select, update

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.settings import Pairing
from kiosk.store.devices import all_devices
from kiosk.store.tables import DeviceRow
from kiosk.sync.pairing import pair
from tests.server.central import SOON_S, Central, wait_until


def asks(device: Pairing) -> int:
    """Ask for changes and return the status."""
    headers = {"Authorization": f"Bearer {device.token}"}
    url = f"{device.server}/v1/sync/changes"
    return requests.get(url, headers=headers, timeout=SOON_S).status_code


def was_seen_lately(central: Central) -> bool:
    with central.session() as session:
        (device,) = all_devices(session)
    seen, now = device.last_seen_at, utc_now()
    return seen is not None and now - timedelta(seconds=2 * SOON_S) < seen <= now


def test_a_device_is_answered_while_somebody_else_holds_its_row(central: Central) -> None:
    kiosk = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    with central.session() as session:
        session.execute(select(DeviceRow.id).with_for_update())
        assert asks(kiosk) == 200
    wait_until(lambda: was_seen_lately(central))


def test_a_sighting_that_lies_in_the_future_is_put_right(central: Central) -> None:
    kiosk = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    with central.session() as session:
        session.execute(update(DeviceRow).values(last_seen_at=utc_now() + timedelta(days=365)))
    assert asks(kiosk) == 200
    wait_until(lambda: was_seen_lately(central))
