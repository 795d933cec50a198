"""What a page's form sends, within bounds, and only if it is our own page's."""

import asyncio
import email.policy
import hashlib
import hmac
from dataclasses import dataclass, field
from email.parser import BytesParser
from urllib.parse import parse_qs

from fastapi import Request

from kiosk.photos import LARGEST_FILE
from kiosk.server.web.pages import PageError

MOST_WORDS = 10_000  # bytes
MOST_SENT = LARGEST_FILE + MOST_WORDS
LONGEST_READING_S = 60.0
_MOST_FIELDS = 10
_WORDS = "application/x-www-form-urlencoded"
_FILES = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Form:
    """A form's words by name, and its files."""

    words: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def mark_of(secret: str) -> str:
    """Return what a form carries to show that our own page sent it, to whoever has this cookie."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


async def read_form(request: Request, secret: str, most: int = MOST_WORDS) -> Form:
    """Read the form that our page with this cookie sent, in so many bytes.

    Raises:
        PageError: it is too large, none, or another page's.
    """
    kind = request.headers.get("Content-Type", "")
    body = await _body(request, most)
    if kind.startswith(_FILES):
        form = await asyncio.to_thread(_with_files, kind, body)
    elif kind.startswith(_WORDS):
        form = _with_words(body)
    else:
        raise PageError("try_again", 400)
    if not hmac.compare_digest(form.words.get("mark", "").encode(), mark_of(secret).encode()):
        raise PageError("try_again", 403)
    return form


async def _body(request: Request, most: int) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST_READING_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise PageError("too_large", 413)
    except TimeoutError as error:
        raise PageError("try_again", 408) from error
    return bytes(body)


def _with_words(body: bytes) -> Form:
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise PageError("try_again", 400) from error
    return Form({name: values[0] for name, values in fields.items()})


def _with_files(kind: str, body: bytes) -> Form:
    head = b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n"
    message = BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    form = Form()
    parts = message.iter_parts() if message.is_multipart() else ()
    for part, _ in zip(parts, range(_MOST_FIELDS), strict=False):
        name = part.get_param("name", header="Content-Disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        if part.get_filename() is None:
            form.words[name] = content.decode("utf-8", "replace")
        else:
            form.files[name] = content
    return form
