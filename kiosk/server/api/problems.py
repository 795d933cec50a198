"""Every error as problem+json (RFC 9457), under the header that says it is ours."""

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeftError
from starlette.exceptions import HTTPException
from starlette.types import Scope

from kiosk.clock import utc_now
from kiosk.wire.problems import PROBLEM_TYPE, Problem, ProblemKind, type_of

log = logging.getLogger(__name__)

BUSY_S = 2  # after how many seconds it is worth asking a busy server again

_STATUS = {
    ProblemKind.MALFORMED_REQUEST: 400,
    ProblemKind.UNSUPPORTED_PROTO: 400,
    ProblemKind.TOKEN_UNKNOWN: 401,
    ProblemKind.DEVICE_REVOKED: 401,
    ProblemKind.CODE_REFUSED: 403,
    ProblemKind.WRONG_ROLE: 403,
    ProblemKind.WRONG_DEVICE: 403,
    ProblemKind.NOT_FOUND: 404,
    ProblemKind.WRONG_METHOD: 405,
    ProblemKind.TOO_SLOW: 408,
    ProblemKind.CURSOR_EXPIRED: 410,
    ProblemKind.TOO_LARGE: 413,
    ProblemKind.RATE_LIMITED: 429,
    ProblemKind.FAULT: 500,
    ProblemKind.BUSY: 503,
}
_RETRYABLE = (
    ProblemKind.TOO_SLOW,
    ProblemKind.RATE_LIMITED,
    ProblemKind.BUSY,
    ProblemKind.FAULT,
)
_OF_ROUTING = {
    404: (ProblemKind.NOT_FOUND, "There is nothing at this address."),
    405: (ProblemKind.WRONG_METHOD, "This address is asked in another way."),
}
_LONGEST_DETAIL = 200

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "model": Problem,
        "description": "A problem; its type says which.",
        "headers": {
            "Retry-After": {
                "description": "Seconds to wait, where waiting helps.",
                "schema": {"type": "string", "pattern": "^[0-9]+$"},
            },
            "WWW-Authenticate": {"schema": {"type": "string"}},
        },
    }
}


class ProblemError(Exception):
    """An endpoint's no: its kind, and a plain sentence that repeats nothing of the request."""

    def __init__(self, kind: ProblemKind, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.kind, self.detail = kind, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem_reply(scope: Scope, error: ProblemError) -> Response:
    """Return the reply that tells a problem, and note it where whoever runs the server looks."""
    status, request_id = _STATUS[error.kind], scope["state"]["request_id"]
    # Of the request only its number: an address may hold anything.
    log.info("request %s: %s", request_id, error.kind)
    problem = Problem(
        type=type_of(error.kind),
        title=error.kind.replace("-", " ").capitalize(),
        status=status,
        detail=error.detail[:_LONGEST_DETAIL],
        retryable=error.kind in _RETRYABLE,
        request_id=request_id,
        server_time=utc_now(),
    )
    return Response(problem.to_bytes(), status, error.headers, PROBLEM_TYPE)


def fault() -> ProblemError:
    """Return the problem of whatever nobody foresaw."""
    detail = "Something went wrong at the server; it is noted there. Try again later."
    return ProblemError(ProblemKind.FAULT, detail)


def tell_problems(app: FastAPI) -> None:
    """Have an application tell all its errors this way."""
    app.add_exception_handler(ProblemError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for no_database in (OperationalError, InterfaceError, NoConnectionLeftError):
        app.add_exception_handler(no_database, _busy)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem_reply(request.scope, error)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = error.errors()[0]
    where = ".".join(str(part) for part in wrong["loc"])
    detail = f"{where}: {wrong['msg']}"
    return problem_reply(request.scope, ProblemError(ProblemKind.MALFORMED_REQUEST, detail))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code not in _OF_ROUTING:
        raise error
    refused = ProblemError(*_OF_ROUTING[error.status_code])
    refused.headers |= dict(error.headers or {})
    return problem_reply(request.scope, refused)


def _busy(request: Request, error: Exception) -> Response:
    request_id = request.scope["state"]["request_id"]
    log.error("request %s: the database did not answer", request_id, exc_info=error)
    detail = "The server is busy; try again later."
    return problem_reply(
        request.scope, ProblemError(ProblemKind.BUSY, detail, Retry_After=str(BUSY_S))
    )
