"""Trusting a server: the authority of its own that it made, and what a certificate lacks."""

import http.client
import ssl
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

from kiosk.domain.pairing import fingerprint_of
from kiosk.errors import ServerError

AUTHORITY_PATH = "/v1/ca"
_ANSWERS_S = 10.0
_MOST_BYTES = 65_536

# As OpenSSL numbers them.
_NOT_YET, _ENDED, _OTHER_NAME, _OTHER_ADDRESS = 9, 10, 62, 64


def fetch_authority(url: str, fingerprint: str) -> bytes:
    """Return the authority (PEM) that an https server made for itself; empty if it has none.

    A server without one has to stand up to the public list, like any other.

    Raises:
        ServerError: nobody answers, or the certificate is not the one with this fingerprint.
    """
    pem = _whatever_it_calls_its_authority(url)
    if not pem:
        return b""
    try:
        certificate = ssl.PEM_cert_to_DER_cert(pem.decode("ascii").strip())
    except ValueError:
        certificate = b""
    if fingerprint_of(certificate) != fingerprint:
        raise ServerError(
            f"{urlsplit(url).netloc} is not the server that made this code, or the code was not "
            "typed right; nothing was sent. Check the address and make a new code with lobby "
            "device code."
        )
    # Written anew: whatever stood beside the one that was compared must not be trusted with it.
    return ssl.DER_cert_to_PEM_cert(certificate).encode("ascii")


def _whatever_it_calls_its_authority(url: str) -> bytes:
    """Fetch it from anybody at all, the one request of ours that verifies nothing.

    It carries neither code nor token, and its answer is worth nothing before its fingerprint was
    compared.
    """
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(
        parts.hostname or "", parts.port, timeout=_ANSWERS_S, context=anybody
    )
    try:
        with closing(connection):
            connection.request("GET", parts.path + AUTHORITY_PATH)
            answer = connection.getresponse()
            return answer.read(_MOST_BYTES) if answer.status == http.client.OK else b""
    except (OSError, http.client.HTTPException) as error:
        raise ServerError(
            f"{parts.netloc} cannot be reached; check the address and that lobby server runs there."
        ) from error


def not_trusted(error: Exception, host: str, *, has_own_authority: bool) -> str:
    """Say what is wrong with a server's certificate, and what to do."""
    code = next((one.verify_code for one in _causes(error)), None)
    if code is None:
        return (
            f"{host} does not answer over HTTPS; check the address, and that lobby server runs "
            "there with a certificate."
        )
    if code == _ENDED:
        return (
            f"The certificate of {host} has ended; restart lobby server there or give it a new "
            "--tls-cert, and check this machine's clock."
        )
    if code == _NOT_YET:
        return f"The certificate of {host} is not good yet; set this machine's clock."
    if code in (_OTHER_NAME, _OTHER_ADDRESS):
        return (
            f"The certificate of {host} is for another name; use the server's right address, or "
            "start lobby server with this one as --public-url."
        )
    if has_own_authority:
        return (
            f"{host} is not the server that this device was paired with; check the address, or "
            "pair again with lobby pair if the server was set up anew."
        )
    return (
        f"{host} has no certificate that is trusted here; pair with the whole code that lobby "
        "device code prints at the server, or check the address and the server's --tls-cert."
    )


def _causes(error: BaseException) -> Iterator[ssl.SSLCertVerificationError]:
    """Find what OpenSSL said inside what requests made of it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        yield error
    inside = (*error.args, getattr(error, "reason", None))
    for cause in inside:
        if isinstance(cause, BaseException):
            yield from _causes(cause)
