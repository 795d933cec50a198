"""Who is asking: a device by its token, and what its role may do."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header, Request
from sqlalchemy.orm import Session

from kiosk.domain.devices import Device, DeviceRole
from kiosk.server.api.limits import address_of, slow_down
from kiosk.server.api.problems import ProblemError
from kiosk.server.api.service import Service, TheService
from kiosk.store.devices import device_by_token, has_access, promote_token
from kiosk.wire.problems import ProblemKind


def _of_role(*roles: DeviceRole) -> Callable[..., Awaitable[Device]]:
    async def asking(
        request: Request,
        service: TheService,
        authorization: Annotated[str, Header(max_length=200)] = "",
    ) -> Device:
        device = await _known(request, service, authorization)
        slow_down(service.asked_by_device, str(device.id), "This device asks too often.")
        if device.role not in roles:
            raise ProblemError(ProblemKind.WRONG_ROLE, "This device may not do this.")
        return device

    return asking


async def _known(request: Request, service: Service, authorization: str) -> Device:
    try:
        return await _device(service, authorization)
    except ProblemError as error:
        if error.kind is ProblemKind.TOKEN_UNKNOWN:
            # Counted only now: the good devices behind the same address are not to suffer.
            address = address_of(request)
            slow_down(service.unknown_by_address, address, "Too many unknown devices ask.")
        raise


async def _device(service: Service, authorization: str) -> Device:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise _unknown()
    shown = await service.database.read(lambda session: device_by_token(session, token))
    if shown is None:
        raise _unknown()
    device = shown.device
    if device.revoked_at is not None:
        raise _revoked()
    if shown.is_next and not await service.database.write(lambda s: promote_token(s, token)):
        raise _unknown()
    service.sightings.note(device, service.clock())
    return device


def check_access(session: Session, device: Device) -> None:
    """Refuse a device that was revoked since it asked; an answer may have waited for news.

    Raises:
        ProblemError: it was.
    """
    if not has_access(session, device.id):
        raise _revoked()


def _unknown() -> ProblemError:
    return ProblemError(
        ProblemKind.TOKEN_UNKNOWN,
        "This device is not known here; pair it again with lobby pair.",
        WWW_Authenticate="Bearer",
    )


def _revoked() -> ProblemError:
    return ProblemError(
        ProblemKind.DEVICE_REVOKED,
        "Staff ended this device's access; pair it again with lobby pair.",
        WWW_Authenticate="Bearer",
    )


Anyone = Annotated[Device, Depends(_of_role(*DeviceRole))]
Syncing = Annotated[Device, Depends(_of_role(DeviceRole.KIOSK, DeviceRole.DESK))]
AtDoor = Annotated[Device, Depends(_of_role(DeviceRole.KIOSK))]
Showing = Annotated[Device, Depends(_of_role(DeviceRole.WALL))]
