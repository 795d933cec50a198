"""Errors as the server tells them: problem+json (RFC 9457)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from kiosk.wire.model import Name, Reply, Sentence

PROBLEM_TYPE = "application/problem+json"


class ProblemKind(StrEnum):
    """The last part of a problem's type: what went wrong, for programs."""

    MALFORMED_REQUEST = "malformed-request"
    CODE_REFUSED = "code-refused"
    TOKEN_UNKNOWN = "token-unknown"
    DEVICE_REVOKED = "device-revoked"
    WRONG_ROLE = "wrong-role"
    WRONG_DEVICE = "wrong-device"
    WRONG_METHOD = "wrong-method"
    CURSOR_EXPIRED = "cursor-expired"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    UNSUPPORTED_PROTO = "unsupported-proto"
    RATE_LIMITED = "rate-limited"
    BUSY = "busy"
    NOT_FOUND = "not-found"
    FAULT = "fault"


class Problem(Reply):
    """One error. `detail` is a plain sentence; it never repeats what was sent.

    By `request_id` whoever runs the server finds the request in its log.
    """

    type: Annotated[str, StringConstraints(max_length=200)]
    title: Name
    status: Annotated[int, Field(ge=400, lt=600)]
    detail: Sentence = ""
    retryable: bool = False
    request_id: Annotated[str, StringConstraints(max_length=64)] = ""

    @property
    def kind(self) -> str:
        """Return the last part of the type."""
        return self.type.rpartition("/")[2]


def type_of(kind: ProblemKind) -> str:
    """Return the type of a problem, a path on the server."""
    return f"/problems/{kind}"
