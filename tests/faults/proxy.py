"""What stands between devices and their server on a bad day: an HTTP proxy that does its worst."""

import asyncio
import gzip
import re
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from uuid import uuid4

from kiosk.wire import PROTOCOL_HEADER

_OURS = f"{PROTOCOL_HEADER}: 1\r\n"
_LENGTH = re.compile(rb"(?i)content-length: *(\d+)")
_TOKEN = re.compile(rb"(?i)authorization: *([^\r\n]+)")
_BATCH = re.compile(rb'("batch_id": *)"[0-9a-f-]{36}"')
_BOMB = gzip.compress(bytes(32_000_000))


class Fault(StrEnum):
    """What becomes of one request."""

    NONE = "passed on"
    DELAY = "delayed"
    LOST_REQUEST = "request lost"
    LOST_REPLY = "reply lost"
    TWICE = "request sent twice"
    CUT_SHORT = "reply cut short"
    DRIBBLE = "reply byte by byte"
    STALL = "reply stalled"
    SIGN_IN_PAGE = "200, but a page"
    NOT_FOUND = "404, but a page"
    REDIRECT = "302"
    BAD_GATEWAY = "502"
    FOREIGN_401 = "401 of somebody else"
    STALE = "an earlier reply again"
    OTHER_BATCH = "reply to another batch"
    BOMB = "gzip bomb"


Mix = Mapping[Fault, float]
HONEST: Mix = {Fault.NONE: 1.0}
# One request in five never arrives, one reply in five never comes back, and of the rest some.
LOSSY: Mix = {
    **dict.fromkeys(Fault, 0.015),
    Fault.LOST_REQUEST: 0.20,
    Fault.LOST_REPLY: 0.20,
    Fault.NONE: 0.405,
}


@dataclass(frozen=True, slots=True)
class Wire:
    """How slow the way to the server is: time for a round trip, and bytes a second; 0: not at all.

    Each direction has the whole width, shared by all connections.
    """

    round_trip_s: float = 0.0
    bytes_per_s: float = 0.0


@dataclass(frozen=True, slots=True)
class _Message:
    head: bytes
    body: bytes

    @property
    def whole(self) -> bytes:
        return self.head + self.body

    @property
    def asks_for(self) -> bytes:
        """Who asks for what, without how far they have come."""
        token = _TOKEN.search(self.head)
        return self.head.partition(b"?")[0].split(b" HTTP")[0] + (token[1] if token else b"")


@dataclass
class ChaosProxy:
    """Stands at `url` before a server on this machine, on a thread of its own.

    Which fault the first, the second and the hundredth request meets follows from the seed.
    """

    server_port: int
    seed: int = 1
    mix: Mix = field(default_factory=lambda: LOSSY)
    wire: Wire = Wire()
    stall_s: float = 0.4
    injected: Counter[Fault] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._faults, self._chance = Random(self.seed), Random(self.seed)
        self._earlier: dict[bytes, bytes] = {}
        self._attending: set[asyncio.Task[None]] = set()
        self._free_at = {"up": 0.0, "down": 0.0}  # by the loop's time, when the wire is free again
        self._canned: dict[Fault, bytes] = {
            Fault.SIGN_IN_PAGE: _page(200, "Welcome to our wifi"),
            Fault.NOT_FOUND: _page(404, "no such backend"),
            Fault.REDIRECT: _page(302, "", "Location: http://127.0.0.1:9/login\r\n"),
            Fault.BAD_GATEWAY: _page(502, "Bad gateway"),
            Fault.FOREIGN_401: _page(401, "Please sign in"),
            Fault.BOMB: _reply(200, _BOMB, f"{_OURS}Content-Encoding: gzip\r\n"),
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def be_honest(self) -> None:
        """Pass everything on from now on."""
        self.mix = HONEST

    async def serve(self, is_up: threading.Event, is_over: asyncio.Event) -> None:
        """Stand there until it is over."""
        server = await asyncio.start_server(self._attend, "127.0.0.1", 0)
        self.port: int = server.sockets[0].getsockname()[1]
        is_up.set()
        await is_over.wait()
        server.close()
        for task in self._attending:
            task.cancel()
        await asyncio.gather(*self._attending, return_exceptions=True)

    async def _attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._attending.add(task)
        task.add_done_callback(self._attending.discard)
        # A client that lost its patience is what this is about.
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            async with _closing(writer):
                await self._converse(reader, writer)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            request = await _message(reader)
            await self._travel("up", request.whole)
            reply = await self._answer(request, writer)
            if reply is None:
                return
            await self._travel("down", reply)
            writer.write(reply)
            await writer.drain()

    async def _answer(self, request: _Message, writer: asyncio.StreamWriter) -> bytes | None:
        """Return what to answer; None to hang up, also where something was written already."""
        fault = self._faults.choices([*self.mix], [*self.mix.values()])[0]
        self.injected[fault] += 1
        if fault in self._canned:
            return self._canned[fault]
        if fault is Fault.LOST_REQUEST:
            return None
        if fault is Fault.STALE and request.asks_for in self._earlier:
            return self._earlier[request.asks_for]
        if fault is Fault.DELAY:
            await asyncio.sleep(self._chance.uniform(0.0, self.stall_s))
        if fault is Fault.TWICE:
            await self._ask_server(request)
        reply = await self._ask_server(request)
        return await self._spoil(fault, reply, writer)

    async def _spoil(
        self, fault: Fault, reply: _Message, writer: asyncio.StreamWriter
    ) -> bytes | None:
        if fault is Fault.OTHER_BATCH:
            return reply.head + _BATCH.sub(rb'\1"%s"' % str(uuid4()).encode(), reply.body)
        if fault is Fault.LOST_REPLY:
            return None
        cut = len(reply.head) + self._chance.randrange(len(reply.body) or 1)
        if fault in (Fault.CUT_SHORT, Fault.STALL):
            writer.write(reply.whole[:cut])
            await writer.drain()
            if fault is Fault.STALL:
                await asyncio.sleep(self.stall_s)
            return None
        if fault is Fault.DRIBBLE:
            for place in range(min(2000, len(reply.whole) - 1)):
                writer.write(reply.whole[place : place + 1])
                await writer.drain()
                await asyncio.sleep(0)
            return reply.whole[min(2000, len(reply.whole) - 1) :]
        return reply.whole

    async def _ask_server(self, request: _Message) -> _Message:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        async with _closing(writer):
            writer.write(request.whole)
            reply = await _message(reader)
        if reply.head.startswith(b"HTTP/1.1 200"):
            self._earlier.setdefault(request.asks_for, reply.whole)
            if self._chance.random() < 0.1:
                self._earlier[request.asks_for] = reply.whole
        return reply

    async def _travel(self, way: str, sent: bytes) -> None:
        now = asyncio.get_running_loop().time()
        begins = max(now, self._free_at[way])
        width = self.wire.bytes_per_s
        self._free_at[way] = begins + (len(sent) / width if width else 0.0)
        wait_s = self._free_at[way] - now + self.wire.round_trip_s / 2
        if wait_s > 0:
            await asyncio.sleep(wait_s)


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _message(reader: asyncio.StreamReader) -> _Message:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return _Message(head, await reader.readexactly(int(length[1])) if length else b"")


def _page(status: int, text: str, more: str = "") -> bytes:
    body = f"<html><body>{text}</body></html>".encode()
    return _reply(status, body, f"Content-Type: text/html\r\n{more}")


def _reply(status: int, body: bytes, more: str) -> bytes:
    head = f"HTTP/1.1 {status} So\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def standing_before(proxy: ChaosProxy) -> Iterator[ChaosProxy]:
    """Run a proxy on a thread of its own."""
    is_up = threading.Event()
    end: list[Callable[[], object]] = []

    async def run() -> None:
        is_over = asyncio.Event()
        loop = asyncio.get_running_loop()
        end.append(lambda: loop.call_soon_threadsafe(is_over.set))
        await proxy.serve(is_up, is_over)

    thread = threading.Thread(target=lambda: asyncio.run(run()), name="chaos-proxy")
    thread.start()
    assert is_up.wait(10)
    try:
        yield proxy
    finally:
        end[0]()
        thread.join(10)
