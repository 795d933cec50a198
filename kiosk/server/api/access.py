"""Who is asking: a device by its token, and what its role may do."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header

from kiosk.domain.devices import Device, DeviceRole
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.service import TheService
from kiosk.store.devices import SEEN_EVERY, device_by_token, note_seen
from kiosk.wire.problems import ProblemKind


def _of_role(*roles: DeviceRole) -> Callable[..., Awaitable[Device]]:
    async def asking(
        service: TheService, authorization: Annotated[str, Header(max_length=200)] = ""
    ) -> Device:
        device = await _device(service, authorization)
        if device.role not in roles:
            raise ProblemError(ProblemKind.WRONG_ROLE, "This device may not do this.")
        return device

    return asking


async def _device(service: TheService, authorization: str) -> Device:
    scheme, _, token = authorization.partition(" ")
    device = None
    if scheme.lower() == "bearer":
        device = await service.database.read(lambda session: device_by_token(session, token))
    if device is None:
        raise ProblemError(
            ProblemKind.TOKEN_UNKNOWN,
            "This device is not known here; pair it again with lobby pair.",
            WWW_Authenticate="Bearer",
        )
    if device.revoked_at is not None:
        raise ProblemError(
            ProblemKind.DEVICE_REVOKED,
            "Staff ended this device's access; pair it again with lobby pair.",
            WWW_Authenticate="Bearer",
        )
    now = service.clock()
    if device.last_seen_at is None or now - device.last_seen_at >= SEEN_EVERY:
        await service.database.write(lambda session: note_seen(session, device.id, now))
    return device


Syncing = Annotated[Device, Depends(_of_role(DeviceRole.KIOSK, DeviceRole.DESK))]
Showing = Annotated[Device, Depends(_of_role(DeviceRole.WALL))]
