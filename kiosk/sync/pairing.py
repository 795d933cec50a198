"""Pairing: a one-time code, typed in once, for this device's place at a server."""

from dataclasses import dataclass, field
from uuid import UUID

from kiosk.domain.devices import DeviceRole
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.transport import checked_url
from kiosk.wire.pairing import PairRequest


@dataclass(frozen=True, slots=True)
class Paired:
    """What a device must keep. Whoever has the token is this device."""

    server: str
    device: UUID
    token: str = field(repr=False)
    space: str
    operator: UUID
    role: DeviceRole

    @property
    def address(self) -> ServerAddress:
        """Return where and as whom to speak to the server."""
        return ServerAddress(self.server, self.token)


def pair(server_url: str, code: str, role: DeviceRole, name: str) -> Paired:
    """Ask a server to take this device in; the caller keeps the answer.

    Args:
        name: how staff will recognise the device, such as the machine's host name.

    Raises:
        InputError: the address is not one.
        ServerRefusedError: the code is wrong, used, too old, or for another role.
        ServerError: no lobby server answers at that address.
    """
    link = ServerLink(ServerAddress(server_url))
    try:
        reply = link.pair(PairRequest(code=code.strip()[:32], role=role, name=name[:200]))
    finally:
        link.close()
    return Paired(
        server=checked_url(server_url),
        device=reply.device,
        token=reply.token,
        space=reply.space,
        operator=reply.operator,
        role=reply.role,
    )
