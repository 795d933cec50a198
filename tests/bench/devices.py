"""Devices without a store: each asks the server what a real one asks, for next to nothing."""

import asyncio
import gzip
import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, Fact, new_fact_id
from kiosk.wire.changes import LONGEST_WAIT_S
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.push import PushRequest

EPOCH = 1


@dataclass
class Device:
    """A paired device as the server sees one: it waits, and now and then it pushes."""

    id: UUID
    space: str
    token: str
    people: list[str]
    cursor: str = ""
    last_seq: int = 0
    is_waiting: asyncio.Event = field(default_factory=asyncio.Event)
    answered_ms: list[float] = field(default_factory=list)

    def next_push(self) -> bytes:
        """Return the body of a push of one check-in."""
        self.last_seq += 1
        at, person = utc_now(), self.people[self.last_seq % len(self.people)]
        fact = Fact(
            new_fact_id(at), self.space, self.id, EPOCH, self.last_seq, at, 0, person, CheckedIn()
        )
        plain = fact_to_plain(fact)
        return PushRequest(batch_id=uuid4(), device=self.id, epoch=EPOCH, facts=[plain]).to_bytes()


class Connection:
    """One kept-alive connection of a device, with as little of its own as can be."""

    def __init__(self, device: Device, port: int) -> None:
        self._device, self._port = device, port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, body: bytes | None = None) -> dict[str, Any]:
        """Ask, waiting as often as the server says that it was asked too often."""
        while True:
            status, headers, answer = await self._exchange(path, body)
            if status == 200:
                page: dict[str, Any] = json.loads(answer)
                return page
            assert status in (429, 503), f"{status}: {answer[:200]!r}"
            await asyncio.sleep(float(headers.get("retry-after", "1")))

    async def _exchange(self, path: str, body: bytes | None) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        method = "GET" if body is None else "POST"
        head = f"{method} {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n"
        head += f"Authorization: Bearer {self._device.token}\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}\r\n".encode() + (body or b""))
        status_line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.split(": ", 1) for line in lines if line)
        headers = {name.lower(): value for name, value in pairs}
        answer = await reader.readexactly(int(headers["content-length"]))
        if headers.get("content-encoding") == "gzip":
            answer = gzip.decompress(answer)
        return int(status_line.split()[1]), headers, answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()


async def follow(device: Device, port: int) -> None:
    """Follow the feed as a kiosk does, until cancelled: all there is, then wait for more."""
    connection, wait_s = Connection(device, port), 0
    try:
        while True:
            if wait_s:
                device.is_waiting.set()
            asked = f"cursor={device.cursor}&epoch={EPOCH}&wait={wait_s}&limit=200"
            asked_s = time.perf_counter()
            page = await connection.ask(f"/v1/sync/changes?{asked}")
            if not wait_s:
                device.answered_ms.append((time.perf_counter() - asked_s) * 1000)
            device.cursor = page["cursor"]
            wait_s = 0 if page["more"] else LONGEST_WAIT_S
    finally:
        connection.close()
