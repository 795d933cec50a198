"""By which names and addresses devices reach a server on this machine."""

import re
import socket
from urllib.parse import urlsplit

import psutil

from kiosk.errors import SetupError
from kiosk.server.certificates import Names, address_of

# Labels may hold an underscore on local networks, whatever the standard says.
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_][a-z0-9_-]{0,62})*")


def names_of_this_machine(*more: str) -> Names:
    """Return every name and address by which devices may reach a server on this machine.

    `more` are those that it cannot know: the one it is to listen on, that of a proxy before it.
    """
    host = socket.gethostname()
    found = {"localhost", host, f"{host.partition('.')[0]}.local", socket.getfqdn(), *more}
    found |= {"127.0.0.1", "::1", *_own_addresses()}
    return frozenset(filter(None, map(_usable, found)))


def host_of(public_url: str) -> str:
    """Return the name in an address that devices use.

    Raises:
        SetupError: it is not an http or https address.
    """
    try:
        parts = urlsplit(public_url)
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        host = None
    if not host:
        raise SetupError("A --public-url is an address like https://lobby.example.org.")
    return host


def is_this_machine(host: str) -> bool:
    """Say whether a server that listens there is reached from this machine only."""
    address = address_of(host)
    return host == "localhost" if address is None else address.is_loopback


def _own_addresses() -> set[str]:
    cards = psutil.net_if_addrs().values()
    internet = (socket.AF_INET, socket.AF_INET6)
    return {entry.address for card in cards for entry in card if entry.family in internet}


def _usable(text: str) -> str:
    """Return a name or address in its one form; empty where a certificate has no use for it."""
    address = address_of(text.partition("%")[0])
    if address is not None:
        return "" if address.is_link_local or address.is_unspecified else str(address)
    try:
        name = text.rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return name if _NAME.fullmatch(name) else ""
