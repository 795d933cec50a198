"""A TLS handshake in memory, as a server and a device would do it."""

import ssl

from kiosk.server.certificates import OwnAuthority


def speaks_with(own: OwnAuthority, name: str, *, trusting: OwnAuthority | None = None) -> str:
    """Shake hands as somebody who knows the server by this name; return the protocol spoken."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(own.server_file)
    client = ssl.create_default_context(cadata=(trusting or own).pem().decode())
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    here, there = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [
        client.wrap_bio(here, there, server_hostname=name),
        server.wrap_bio(there, here, server_side=True),
    ]
    while sides:
        for side in list(sides):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            sides.remove(side)
            version = side.version()
    assert version is not None
    return version
