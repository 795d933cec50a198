"""What surrounds every request: its number, the header that says we answered, and its measure."""

import logging
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.server.api.problems import fault, problem_reply
from kiosk.server.metrics import Metrics
from kiosk.wire import ECHO_HEADER, LONGEST_ECHO, PROTOCOL, PROTOCOL_HEADER

log = logging.getLogger(__name__)


class Envelope:
    """Wraps the application; what nobody inside caught becomes a problem and a line in the log."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {}).update(request_id=uuid4().hex, waited_s=0.0)
        started, status = time.perf_counter(), 0
        echo = Headers(scope=scope).get(ECHO_HEADER, "")[:LONGEST_ECHO]

        async def say(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[PROTOCOL_HEADER] = str(PROTOCOL)
                if echo:
                    headers[ECHO_HEADER] = echo
            await send(message)

        self._metrics.working.inc()
        try:
            await self._app(scope, receive, say)
        except ClientDisconnect:
            log.info("request %s: nobody waited for the answer", scope["state"]["request_id"])
        except Exception:
            log.exception("request %s failed", scope["state"]["request_id"])
            if status:
                raise  # half an answer is on its way; the connection ends with it
            await problem_reply(scope, fault())(scope, receive, say)
        finally:
            self._metrics.working.dec()
            self._metrics.note_request(scope, status, time.perf_counter() - started)
