"""A check-in at kiosk A until wall B has the view that shows it, by a server process on loopback.

    python tests/bench/bench_far_wall.py [--arrivals N] [--present N...]

Kiosk A is the core of a kiosk; wall B follows the server by long-poll as a wall on another machine
does. The clock starts when the check-in is recorded. The baseline is asking the server for the view
with nothing to wait for, in turns with the arrivals. Exit code 1 if the budget is missed.
"""

import argparse
import gc
import queue
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crowd import PASS_LIFE, SPACE, crowd, found_folder, let_in
from running import lobby_server
from sqlalchemy.orm import Session
from table import Table

from kiosk.app import Core, News
from kiosk.clock import utc_now
from kiosk.commands.central import open_central
from kiosk.commands.passes import sign_for
from kiosk.domain.devices import DeviceRole
from kiosk.reports.wall import wall_view_from_json
from kiosk.server.founding import keys_folder
from kiosk.store.devices import new_pairing_code
from kiosk.store.directory import save_members, save_space
from kiosk.store.engines import sqlite_url
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.pairing import pair
from kiosk.sync.wall import WallFollower

BUDGET_MS = 500.0
MEMBERS = 5_000
PATIENCE_S = 30.0
BETWEEN_ARRIVALS_S = 0.6


@dataclass(frozen=True)
class House:
    """What stands ready: a kiosk's core, a wall's address, and passes of people to come."""

    core: Core
    wall: ServerAddress
    passes: list[str]


@contextmanager
def open_house(place: Path, present: int, to_come: int) -> Iterator[House]:
    """Start a server with so many present, and a kiosk that follows it."""
    url = sqlite_url(place / "server" / "lobby.db")
    members = crowd(MEMBERS)
    engine = open_central(url, may_be_new=True)
    with Session(engine) as session, session.begin():
        save_space(session, SPACE)
        save_members(session, members)
        roles = (DeviceRole.KIOSK, DeviceRole.WALL)
        codes = [new_pairing_code(session, SPACE.id, role, utc_now()) for role in roles]
        passes = [
            sign_for(session, keys_folder(url), member, utc_now() + PASS_LIFE)
            for member in members[present : present + to_come]
        ]
    let_in(engine, members[:present])
    engine.dispose()
    with lobby_server(url) as address:
        kiosk, wall = (
            pair(address, code, role, "bench") for code, role in zip(codes, roles, strict=True)
        )
        core = Core.open(found_folder(place / "kiosk", kiosk))
        core.sync_once()
        core.start(News(on_house=lambda _: None, on_sync=lambda *_: None))
        yield House(core, ServerAddress(wall.server, wall.token), passes)
        core.stop()


@dataclass
class Spent:
    """Milliseconds: the server's view asked for directly, the page at A, and all until B has it."""

    asked: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)


def check_in(core: Core, code: str) -> tuple[float, str]:
    """Check somebody in as the kiosk does; return when it was recorded and their face's key."""
    scan = core.worker.submit(lambda session: core.desk.scan(session, code)).result()
    recorded_s = time.perf_counter()
    outcome = core.worker.submit(lambda session: core.desk.outcome(session, scan)).result()
    core.recorded()
    assert outcome.view is not None
    return recorded_s, outcome.view.face.key


def measure(house: House) -> Spent:
    """Let everybody check in who is to come, one after the other."""
    arrived: queue.Queue[tuple[float, bytes]] = queue.Queue()
    follower = WallFollower(
        house.wall, lambda plain: arrived.put((time.perf_counter(), plain)), lambda: None
    )
    follower.start()
    arrived.get(timeout=PATIENCE_S)
    link = ServerLink(house.wall)
    spent = Spent()
    for code in house.passes:
        time.sleep(BETWEEN_ARRIVALS_S)  # until what the one before set off is over
        asked_s = time.perf_counter()
        link.wall("", wait_s=0)
        spent.asked.append((time.perf_counter() - asked_s) * 1000)
        recorded_s, key = check_in(house.core, code)
        spent.page.append((time.perf_counter() - recorded_s) * 1000)
        while True:
            there_s, plain = arrived.get(timeout=PATIENCE_S)
            if any(person.face.key == key for person in wall_view_from_json(plain).people):
                break
        spent.whole.append((there_s - recorded_s) * 1000)
    link.close()
    follower.stop(timeout_s=1.0)
    return spent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arrivals", type=int, default=30)
    parser.add_argument("--present", type=int, nargs="+", default=[40, 1_000])
    asked = parser.parse_args()
    table = Table(f"ms, kiosk A to wall B, {asked.arrivals} arrivals, {MEMBERS} members")
    for present in asked.present:
        with (
            tempfile.TemporaryDirectory(prefix="lobby-bench-") as place,
            open_house(Path(place), present, asked.arrivals) as house,
        ):
            gc.freeze()  # the prepared people are not the house's to look through
            spent = measure(house)
        table.row(f"{present} present: the view, asked for directly", spent.asked)
        table.row(f"{present} present: A's own page, before it sends", spent.page)
        title = f"{present} present: recorded at A to the view at B"
        table.row(title, spent.whole, baseline=spent.asked, budget=BUDGET_MS)
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
