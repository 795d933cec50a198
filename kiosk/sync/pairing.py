"""Pairing: a one-time code, typed in once, for this device's place at a server."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.pairing import TypedCode, typed_code
from kiosk.errors import InputError
from kiosk.settings import Pairing
from kiosk.sync.certificates import fetch_authority
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.transport import checked_url
from kiosk.wire.pairing import PairReply, PairRequest


@dataclass(frozen=True, slots=True)
class Met:
    """A server that took this device in, and its own authority (PEM) if it has one."""

    pairing: Pairing
    authority: bytes = b""


def pair(server_url: str, code: str, role: DeviceRole, name: str) -> Pairing:
    """Ask a server to take this device in, as `meet` does, where its authority is not wanted."""
    return meet(server_url, code, role, name).pairing


def meet(server_url: str, code: str, role: DeviceRole, name: str) -> Met:
    """Ask a server to take this device in; the caller keeps the answer.

    A code that carries a fingerprint is sent to nobody but the server with that fingerprint.

    Args:
        name: how staff will recognise the device, such as the machine's host name.

    Raises:
        InputError: the address is not one, or a part of the code is missing.
        ServerRefusedError: the code is wrong, used, too old, or for another role.
        ServerError: no lobby server answers at that address, or not the one that made the code.
    """
    url, typed = checked_url(server_url), typed_code(code)
    if typed is None:
        raise InputError("A part of the code is missing; type all of its groups.")
    authority = b""
    # Plain HTTP shows no certificate; it stays on this machine, or was asked for in so many words.
    if typed.fingerprint and url.startswith("https:"):
        authority = fetch_authority(url, typed.fingerprint)
    with _in_a_file(authority) as file:
        reply = _swap(ServerAddress(url, authority=file), typed, role, name)
    return Met(_pairing_of(url, reply), authority)


def is_open_to_others(server_url: str) -> bool:
    """Say whether what is sent there can be read on the way: plain HTTP beyond this machine.

    Raises:
        InputError: the address is not one.
    """
    parts = urlsplit(checked_url(server_url))
    if parts.scheme == "https" or parts.hostname == "localhost":
        return False
    try:
        return not ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return True


def _swap(address: ServerAddress, typed: TypedCode, role: DeviceRole, name: str) -> PairReply:
    link = ServerLink(address)
    try:
        return link.pair(PairRequest(code=typed.code, role=role, name=name[:200]))
    finally:
        link.close()


def _pairing_of(url: str, reply: PairReply) -> Pairing:
    return Pairing(
        server=url,
        device=reply.device,
        token=reply.token,
        space=reply.space,
        operator=reply.operator,
        role=reply.role,
        token_since=utc_now(),
    )


@contextmanager
def _in_a_file(pem: bytes) -> Iterator[Path | None]:
    """Put a certificate where the connection's library can read it."""
    if not pem:
        yield None
        return
    with TemporaryDirectory(prefix="lobby-") as folder:
        file = Path(folder) / "server-ca.pem"
        file.write_bytes(pem)
        yield file
