"""Reading what devices send, within bounds."""

import asyncio
import zlib
from typing import TypeVar

from fastapi import Request

from kiosk.errors import WireError
from kiosk.server.api.problems import ProblemError
from kiosk.wire.model import Message
from kiosk.wire.problems import ProblemKind

MOST_SENT = 256 * 1024  # bytes on the wire when zipped
MOST_PLAIN = 1024 * 1024
LONGEST_READING_S = 15.0

_GZIP = 16 + zlib.MAX_WBITS

AnyMessage = TypeVar("AnyMessage", bound=Message)


async def read_message(request: Request, message: type[AnyMessage]) -> AnyMessage:
    """Read a request's body as a message.

    Raises:
        ProblemError: it is too large, or not this message.
    """
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding not in ("gzip", "identity"):
        raise ProblemError(ProblemKind.MALFORMED_REQUEST, "Bodies come plain or zipped by gzip.")
    is_zipped = encoding == "gzip"
    body = await _body(request, MOST_SENT if is_zipped else MOST_PLAIN)
    try:
        return message.read(_inflated(body) if is_zipped else body)
    except WireError as error:
        raise ProblemError(ProblemKind.MALFORMED_REQUEST, str(error)) from error


async def _body(request: Request, most: int) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST_READING_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large()
    except TimeoutError as error:
        # Whoever sends this slowly cannot be told from somebody who only holds the line.
        detail = "The body came too slowly; send fewer facts at once."
        raise ProblemError(ProblemKind.TOO_SLOW, detail, Connection="close") from error
    return bytes(body)


def _inflated(body: bytes) -> bytes:
    inflater = zlib.decompressobj(_GZIP)
    try:
        plain = inflater.decompress(body, MOST_PLAIN)
    except zlib.error as error:
        raise ProblemError(ProblemKind.MALFORMED_REQUEST, "The body is not gzip.") from error
    if inflater.unconsumed_tail:
        raise _too_large()
    if not inflater.eof:
        raise ProblemError(ProblemKind.MALFORMED_REQUEST, "The body was cut short.")
    return plain


def _too_large() -> ProblemError:
    return ProblemError(ProblemKind.TOO_LARGE, "The body is too large; send fewer facts at once.")
