"""Pairing: a one-time code, typed in once, for this device's place at a server."""

from kiosk.domain.devices import DeviceRole
from kiosk.settings import Pairing
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.transport import checked_url
from kiosk.wire.pairing import PairRequest


def pair(server_url: str, code: str, role: DeviceRole, name: str) -> Pairing:
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
    return Pairing(
        server=checked_url(server_url),
        device=reply.device,
        token=reply.token,
        space=reply.space,
        operator=reply.operator,
        role=reply.role,
    )
