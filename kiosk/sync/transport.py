"""HTTP to a server: bounded, without redirects, and every failure told as one of ours."""

import gzip
import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import requests
from urllib3.exceptions import InvalidHeader, ProtocolError
from urllib3.util import Retry

from kiosk.clock import utc_now
from kiosk.errors import InputError, ServerError, WireError
from kiosk.sync.certificates import not_trusted
from kiosk.sync.deadlines import Deadline, DeadlineAdapter
from kiosk.sync.refusals import IndigestibleError, ServerBusyError, ServerProblemError
from kiosk.sync.tokens import Tokens
from kiosk.wire import ECHO_HEADER, PROTOCOL, PROTOCOL_HEADER
from kiosk.wire.problems import Problem, ProblemKind

_WORTH_ZIPPING = 1024  # bytes
_LONGEST_RETRY_AFTER_S = 900.0
# Reasons that may lie in what was sent: told by a lobby server, or by a proxy with its own limits.
_OWN_FAULTS = (ProblemKind.MALFORMED_REQUEST, ProblemKind.TOO_LARGE, ProblemKind.FAULT)
_TOO_MUCH_FOR_OTHERS = (400, 413, 422)
_QUICK = timedelta(seconds=2)  # an exchange slower than this says little about the clocks


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and how much to take in.

    `silence_s` bounds the time between two received bytes, `whole_s` a whole answer.
    """

    connect_s: float = 5.0
    silence_s: float = 10.0
    whole_s: float = 60.0
    most_bytes: int = 16_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """One request. The server may hold its answer back for `wait_s`."""

    path: str
    body: bytes | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class Received:
    """A good answer, and between which two moments of our clock it was given."""

    body: bytes
    tag: str
    sent_at: datetime
    took: timedelta

    def offset_ms(self, server_time: datetime) -> int | None:
        """Return what the server's clock shows more than ours; None if it cannot be told."""
        if self.took > _QUICK:
            return None
        return round((server_time - (self.sent_at + self.took / 2)) / timedelta(milliseconds=1))


class Transport:
    """One connection to one server, for one thread.

    With an `authority` (a file) the server's certificate has to come from that one, otherwise from
    one of the public ones. The name in it is checked in either case.
    """

    def __init__(
        self,
        url: str,
        tokens: Tokens,
        patience: Patience,
        *,
        authority: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.url = checked_url(url)
        self.host = urlsplit(self.url).netloc
        self._tokens, self._patience, self._clock = tokens, patience, clock
        self._has_own_authority = authority is not None
        self._deadline = Deadline()
        self._session = requests.Session()
        # No proxy, netrc or certificate bundle from the environment of whoever started us.
        self._session.trust_env = False
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, DeadlineAdapter(self._deadline))
        if authority is not None:
            self._session.verify = str(authority)

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def ask(self, question: Question) -> Received:
        """Put a question and return its answer, if a lobby server gave one.

        Raises:
            ServerError: no usable answer; nothing is known about what the server did.
            ServerRefusedError: a lobby server said no.
        """
        token = self._tokens.present()
        try:
            return self._ask(question, token)
        except ServerProblemError as refused:
            other = self._tokens.other_than(token) if _is_unknown(refused) else ""
            if not other:
                raise
            return self._ask_with_other(question, other)

    def _ask_with_other(self, question: Question, token: str) -> Received:
        try:
            received = self._ask(question, token)
        except ServerProblemError as refused:
            if not _is_unknown(refused):  # a no to the question is a yes to the token
                self._tokens.prefer(token)
            raise
        self._tokens.prefer(token)
        return received

    def _ask(self, question: Question, token: str) -> Received:
        sent_at, started = self._clock(), time.monotonic()
        self._deadline.at = started + question.wait_s + self._patience.whole_s
        try:
            with self._send(question, token) as response:
                body = self._body(response)
        except requests.exceptions.SSLError as error:
            sentence = not_trusted(error, self.host, has_own_authority=self._has_own_authority)
            raise ServerError(sentence) from error
        except OSError as error:  # every error of requests is one
            raise ServerError(self._no_answer(error)) from error
        self._check(response, body)
        took = timedelta(seconds=time.monotonic() - started)
        return Received(body, response.headers.get("ETag", "").strip('"'), sent_at, took)

    def _send(self, question: Question, token: str) -> requests.Response:
        headers = {
            "Accept": "application/json",
            PROTOCOL_HEADER: str(PROTOCOL),
            ECHO_HEADER: uuid4().hex,
        }
        if token:
            headers["Authorization"] = f"Bearer {token}"
        body = question.body
        if body is not None:
            headers["Content-Type"] = "application/json"
            if len(body) > _WORTH_ZIPPING:
                headers["Content-Encoding"], body = "gzip", gzip.compress(body, 6)
        return self._session.request(
            "GET" if body is None else "POST",
            self.url + question.path,
            params=question.params,
            data=body,
            headers=headers,
            timeout=(self._patience.connect_s, self._patience.silence_s + question.wait_s),
            allow_redirects=False,
            stream=True,
        )

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        # Inflated piece by piece, so that a small answer that unpacks into a huge one stops here.
        for chunk in response.iter_content(65_536):
            body += chunk
            if len(body) > self._patience.most_bytes:
                raise ServerError(f"{self.host} answers with more than was asked for.")
        return bytes(body)

    def _no_answer(self, error: OSError) -> str:
        if self._deadline.has_passed:
            return f"{self.host} answers too slowly; check the network in between."
        hung_up = any(isinstance(cause, ProtocolError) for cause in error.args)
        if hung_up and self.url.startswith("http://"):
            return (
                f"{self.host} broke off without an answer; if lobby server speaks HTTPS there now, "
                "pair this device again with its https:// address."
            )
        return f"{self.host} cannot be reached; check the address and that lobby server runs there."

    def _check(self, response: requests.Response, body: bytes) -> None:
        is_ours = _is_ours(response)
        if is_ours and response.status_code == requests.codes.ok:
            return
        problem = _problem_of(body) if is_ours else None
        sentence = problem.detail if problem else self._not_ours(is_ours)
        retry_after_s = _retry_after_s(response)
        if retry_after_s is not None:
            raise ServerBusyError(sentence, retry_after_s)
        if _may_be_our_fault(response, problem, is_ours=is_ours):
            raise IndigestibleError(sentence)
        if problem and not problem.retryable:
            raise ServerProblemError(sentence, problem.kind)
        raise ServerError(sentence)

    def _not_ours(self, is_ours: bool) -> str:
        if is_ours:
            return f"{self.host} answers in a way this program cannot read."
        return (
            f"{self.host} answers, but not as a Hello Lobby server; check the address, and "
            "whether a sign-in page of this network stands in between."
        )


def _is_ours(response: requests.Response) -> bool:
    """Say whether a lobby server answered, and to this question."""
    is_lobby = response.headers.get(PROTOCOL_HEADER) == str(PROTOCOL)
    asked = response.request.headers[ECHO_HEADER]
    # A server of the first release brings nothing back.
    return is_lobby and response.headers.get(ECHO_HEADER, asked) == asked


def _is_unknown(refused: ServerProblemError) -> bool:
    return refused.kind == ProblemKind.TOKEN_UNKNOWN


def checked_url(url: str) -> str:
    """Return a server's address in its one form.

    Raises:
        InputError: it is not an http or https address.
    """
    try:
        parts = urlsplit(url.strip())
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_address = None
    if not is_address or parts.query or parts.fragment or "@" in parts.netloc:
        raise InputError(
            "That is not a server address; it looks like https://lobby.example.org "
            "or http://127.0.0.1:8000."
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def is_this_machine(url: str) -> bool:
    """Say whether an address is one that nobody reaches from elsewhere."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _problem_of(body: bytes) -> Problem | None:
    try:
        return Problem.read(body)
    except WireError:
        return None


def _may_be_our_fault(
    response: requests.Response, problem: Problem | None, *, is_ours: bool
) -> bool:
    if is_ours:
        return problem is not None and problem.kind in _OWN_FAULTS
    return response.status_code in _TOO_MUCH_FOR_OTHERS


def _retry_after_s(response: requests.Response) -> float | None:
    header = response.headers.get("Retry-After")
    if header is None:
        return None
    try:
        return min(Retry().parse_retry_after(header), _LONGEST_RETRY_AFTER_S)
    except (InvalidHeader, ValueError, OverflowError):
        return None
