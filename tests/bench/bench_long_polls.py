"""500 devices of 50 spaces that wait at one server process on SQLite, and pushes meanwhile.

    PYTHONPATH=. python tests/bench/bench_long_polls.py [--spaces N] [--rest SECONDS]

Measured are the server's memory and what it works while nothing happens; a push of one check-in
while nobody waits, and while everybody does and each check-in wakes its space's devices; and a
restart after which all devices come back at the same moment. Exit code 1 if a budget is missed.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from crowd import crowd
from devices import Connection, Device, follow
from running import Running, running_server
from sqlalchemy.orm import Session
from table import Table, percentile

from kiosk.clock import utc_now
from kiosk.commands.central import open_central
from kiosk.domain.devices import DeviceRole
from kiosk.domain.people import Member
from kiosk.domain.spaces import Space
from kiosk.store.devices import new_pairing_code, pair_device
from kiosk.store.directory import save_members, save_space
from kiosk.store.engines import sqlite_url

EACH_SPACE = 10  # devices, and people
PUSHES = 120
PUSHES_PER_S = 5.0  # a busy morning: at each space one every ten seconds
MOST_MEMORY_MB = 60.0  # on top of an idle server
MOST_WORK = 25.0  # per cent of a core, with 20 polls a second that begin anew
MOST_PUSH_MS = 250.0
MOST_RETURN_S = 10.0
PATIENCE_S = 60.0


def found_houses(url: str, spaces: int) -> list[Device]:
    """Make spaces with people and devices, as many pairings as one host may not ask for at once."""
    engine = open_central(url, may_be_new=True)
    members, devices = crowd(EACH_SPACE * spaces), []
    with Session(engine) as session, session.begin():
        for number in range(spaces):
            space = Space(f"house-{number}", f"House {number}", "UTC")
            first = number * EACH_SPACE
            theirs = [_at_home(member, space) for member in members[first : first + EACH_SPACE]]
            save_space(session, space)
            save_members(session, theirs)
            people = [member.handle for member in theirs]
            for _ in range(EACH_SPACE):
                code = new_pairing_code(session, space.id, DeviceRole.KIOSK, utc_now())
                paired = pair_device(session, code, "bench", utc_now())
                assert paired is not None
                devices.append(Device(paired.device.id, space.id, paired.token, people))
    engine.dispose()
    return devices


def _at_home(member: Member, space: Space) -> Member:
    return Member(member.handle, member.profile, space.id, (space.id,))


@contextmanager
def following(devices: list[Device], port: int) -> Iterator[None]:
    """Have all devices follow, from the same moment on."""
    for device in devices:
        device.is_waiting.clear()
        device.answered_ms.clear()
    tasks = [asyncio.create_task(follow(device, port)) for device in devices]
    try:
        yield
    finally:
        for task in tasks:
            if task.done():
                task.result()  # it never ends by itself
            task.cancel()


async def all_wait_s(devices: list[Device]) -> float:
    """Return how long it takes until every device waits for news."""
    started_s = time.perf_counter()
    async with asyncio.timeout(PATIENCE_S):
        for device in devices:
            await device.is_waiting.wait()
    return time.perf_counter() - started_s


async def pushes_ms(devices: list[Device], port: int, count: int) -> list[float]:
    """Check people in at a steady pace, each time at another device, and time each push."""
    spent_ms: list[float] = []

    async def push(device: Device) -> None:
        body, connection = device.next_push(), Connection(device, port)
        asked_s = time.perf_counter()
        reply = await connection.ask("/v1/sync/push", body)
        spent_ms.append((time.perf_counter() - asked_s) * 1000)
        connection.close()
        assert [result["status"] for result in reply["results"]] == ["accepted"]

    async with asyncio.TaskGroup() as burst:
        for number in range(count):
            burst.create_task(push(devices[(number * 7) % len(devices)]))
            await asyncio.sleep(1 / PUSHES_PER_S)
    return spent_ms


@dataclass
class Found:
    """What was measured."""

    idle_mb: float = 0.0
    waiting_mb: float = 0.0
    idle_work: float = 0.0
    waiting_work: float = 0.0
    alone_ms: list[float] = field(default_factory=list)
    among_ms: list[float] = field(default_factory=list)
    first_s: float = 0.0
    again_s: float = 0.0
    again_ms: list[float] = field(default_factory=list)


async def measure(url: str, devices: list[Device], rest_s: float) -> Found:
    """Go through a server's day."""
    found = Found()
    with running_server(url) as server:
        port = server.port
        await pushes_ms(devices, port, 5)  # the first of each kind loads what is used later
        found.idle_mb = memory_mb(server)
        found.idle_work = await work(server, rest_s / 5)
        found.alone_ms = await pushes_ms(devices, port, PUSHES)
        with following(devices, port):
            found.first_s = await all_wait_s(devices)
            found.waiting_work = await work(server, rest_s)
            found.among_ms = await pushes_ms(devices, port, PUSHES)
            found.waiting_mb = memory_mb(server)
    with running_server(url, port) as server, following(devices, port):
        found.again_s = await all_wait_s(devices)
        found.again_ms = [ms for device in devices for ms in device.answered_ms]
    return found


def memory_mb(server: Running) -> float:
    return psutil.Process(server.pid).memory_info().rss / 1e6


async def work(server: Running, rest_s: float) -> float:
    """Return what share of a core, in per cent, the server works meanwhile."""
    process = psutil.Process(server.pid)
    process.cpu_percent()
    await asyncio.sleep(rest_s)
    return process.cpu_percent()


def print_tables(found: Found, devices: int) -> bool:
    """Print what was found; true when the budgets are kept."""
    memory = Table("MB, the server's memory")
    memory.row("idle", [found.idle_mb])
    memory.row(
        f"on top of that for {devices} devices",
        [found.waiting_mb - found.idle_mb],
        baseline=[found.idle_mb],
        budget=MOST_MEMORY_MB,
    )
    share = Table("% of a core while nothing happens")
    share.row("idle", [found.idle_work])
    share.row(
        f"{devices} devices wait",
        [found.waiting_work],
        baseline=[found.idle_work],
        budget=MOST_WORK,
    )
    times = Table(f"ms, a push of one check-in, {PUSHES_PER_S:.0f} each second")
    times.row("nobody waits", found.alone_ms)
    times.row("nobody waits, p99", [percentile(found.alone_ms, 0.99)])
    times.row(f"{devices} devices wait", found.among_ms, baseline=found.alone_ms)
    times.row(
        f"{devices} devices wait, p99",
        [percentile(found.among_ms, 0.99)],
        baseline=[percentile(found.alone_ms, 0.99)],
        budget=MOST_PUSH_MS,
    )
    back = Table(f"s, {devices} devices at the same moment, until all wait")
    back.row("for the first time, with all there is to fetch", [found.first_s])
    back.row("after a restart", [found.again_s], baseline=[found.first_s], budget=MOST_RETURN_S)
    back.row("after a restart, an answer, p99", [percentile(found.again_ms, 0.99) / 1000])
    return memory.is_kept and share.is_kept and times.is_kept and back.is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spaces", type=int, default=50)
    parser.add_argument("--rest", type=float, default=26.0, help="seconds of nothing")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        url = sqlite_url(Path(place) / "lobby.db")
        devices = found_houses(url, asked.spaces)
        found = asyncio.run(measure(url, devices, asked.rest))
    return 0 if print_tables(found, len(devices)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
