"""Every error as problem+json (RFC 9457), under the header that says it is ours."""

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from kiosk.clock import utc_now
from kiosk.wire import PROTOCOL, PROTOCOL_HEADER
from kiosk.wire.problems import PROBLEM_TYPE, Problem, ProblemKind, type_of

log = logging.getLogger(__name__)

_STATUS = {
    ProblemKind.MALFORMED_REQUEST: 400,
    ProblemKind.UNSUPPORTED_PROTO: 400,
    ProblemKind.CODE_REFUSED: 403,
    ProblemKind.TOKEN_UNKNOWN: 401,
    ProblemKind.DEVICE_REVOKED: 401,
    ProblemKind.WRONG_ROLE: 403,
    ProblemKind.WRONG_DEVICE: 403,
    ProblemKind.CURSOR_EXPIRED: 410,
    ProblemKind.TOO_LARGE: 413,
    ProblemKind.RATE_LIMITED: 429,
    ProblemKind.BUSY: 503,
    ProblemKind.NOT_FOUND: 404,
    ProblemKind.FAULT: 500,
}
_RETRYABLE = (ProblemKind.RATE_LIMITED, ProblemKind.BUSY, ProblemKind.FAULT)
OF_STATUS = {404: ProblemKind.NOT_FOUND, 413: ProblemKind.TOO_LARGE}

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Problem",
        "content": {PROBLEM_TYPE: {"schema": Problem.model_json_schema()}},
    }
}


class ProblemError(Exception):
    """An endpoint's no: its kind, and a plain sentence that repeats nothing of the request."""

    def __init__(self, kind: ProblemKind, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.headers = kind, detail, headers


def problem_reply(
    kind: ProblemKind, detail: str, *, status: int = 0, headers: dict[str, str] | None = None
) -> Response:
    """Return the reply that tells a problem; `status` only where it is not the kind's usual one."""
    code = status or _STATUS[kind]
    problem = Problem(
        type=type_of(kind),
        title=kind.replace("-", " ").capitalize(),
        status=code,
        detail=detail,
        retryable=kind in _RETRYABLE,
        server_time=utc_now(),
    )
    return Response(
        problem.to_bytes(),
        code,
        {PROTOCOL_HEADER: str(PROTOCOL), **(headers or {})},
        PROBLEM_TYPE,
    )


def tell_problems(app: FastAPI) -> None:
    """Have an application tell all its errors this way."""
    app.add_exception_handler(ProblemError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OperationalError, _busy)
    app.add_exception_handler(Exception, _fault)


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    headers = {name.replace("_", "-"): value for name, value in error.headers.items()}
    return problem_reply(error.kind, error.detail, headers=headers)


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    return problem_reply(ProblemKind.MALFORMED_REQUEST, f"{where}: {fault['msg']}")


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = OF_STATUS.get(error.status_code, ProblemKind.MALFORMED_REQUEST)
    headers = dict(error.headers or {})
    return problem_reply(kind, str(error.detail), status=error.status_code, headers=headers)


def _busy(_request: Request, error: Exception) -> Response:
    log.error("the database did not answer", exc_info=error)
    return problem_reply(
        ProblemKind.BUSY, "The server is busy; try again later.", headers={"Retry-After": "2"}
    )


def _fault(_request: Request, _error: Exception) -> Response:
    detail = "Something went wrong at the server; it is noted there. Try again later."
    return problem_reply(ProblemKind.FAULT, detail)
