"""Saying no to whoever asks too often, and when to come again."""

from fastapi import Request

from kiosk.server.api.problems import ProblemError
from kiosk.server.rates import RateLimit
from kiosk.wire.problems import ProblemKind


def address_of(request: Request) -> str:
    """Return from where somebody asks."""
    return request.client.host if request.client else ""


def slow_down(limit: RateLimit, key: str, detail: str) -> None:
    """Count a try.

    Raises:
        ProblemError: it is one too many.
    """
    wait_s = limit.wait_s(key)
    if wait_s:
        raise ProblemError(ProblemKind.RATE_LIMITED, detail, Retry_After=str(wait_s))
