"""HTTP as the server speaks it: what is no HTTP is refused like everything else, and in time."""

import asyncio
from uuid import uuid4

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from kiosk.server.api.problems import ProblemError, problem_reply
from kiosk.wire import PROTOCOL, PROTOCOL_HEADER
from kiosk.wire.problems import ProblemKind

LONGEST_SILENCE_S = 15.0  # until the first question, or the next one, is asked in full


class DeviceProtocol(H11Protocol):
    """One connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, for as long as something comes of it."""
        super().connection_made(transport)
        self._expect_a_question_after(None)

    def on_response_complete(self) -> None:
        """Go on with the next question, which may be there already."""
        answered = self.cycle
        super().on_response_complete()
        self._expect_a_question_after(answered)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        error = ProblemError(ProblemKind.MALFORMED_REQUEST, msg)
        reply = problem_reply({"state": {"request_id": uuid4().hex}}, error)
        ours = (PROTOCOL_HEADER.encode(), str(PROTOCOL).encode())
        headers = [*reply.raw_headers, ours, (b"Connection", b"close")]
        for event in (
            h11.Response(status_code=reply.status_code, headers=headers),
            h11.Data(data=bytes(reply.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _expect_a_question_after(self, last: RequestResponseCycle | None) -> None:
        self.loop.call_later(LONGEST_SILENCE_S, self._end_if_nothing_came_after, last)

    def _end_if_nothing_came_after(self, last: RequestResponseCycle | None) -> None:
        if self.cycle is last:
            self.transport.close()
