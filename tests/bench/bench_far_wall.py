"""A check-in at the back door until others show it: a wall elsewhere, and the front door's kiosk.

    python tests/bench/bench_far_wall.py [--arrivals N] [--present N...]

Both doors have the core of a kiosk. The far wall follows the server, a process on loopback, by
long-poll as a wall on another machine does; the front door's wall is the view its kiosk publishes.
The clock starts when the check-in is recorded. The baseline is asking the server for the view with
nothing to wait for, in turns with the arrivals. Exit code 1 if the budget is missed.
"""

import argparse
import gc
import queue
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from crowd import PASS_LIFE, SPACE, crowd, found_folder, let_in
from running import lobby_server
from sqlalchemy.orm import Session
from table import Table

from kiosk.app import Core, News
from kiosk.clock import utc_now
from kiosk.commands.central import open_central
from kiosk.domain.devices import DeviceRole
from kiosk.domain.views import WallView
from kiosk.reports.wall import wall_view_from_json
from kiosk.server.founding import keys_folder
from kiosk.server.signing import sign_for
from kiosk.settings import Pairing
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
MOST_FOR_TWO = 100  # present; both kiosks are in one process here, and views of more cost both time

Views = queue.Queue[tuple[float, WallView]]


@dataclass(frozen=True)
class House:
    """What stands ready: the back door's kiosk, who hears of it, and passes of people to come."""

    core: Core
    front_door: Views | None
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
        roles = (DeviceRole.KIOSK, DeviceRole.KIOSK, DeviceRole.WALL)
        codes = [new_pairing_code(session, SPACE.id, role, utc_now()) for role in roles]
        passes = [
            sign_for(session, keys_folder(url), member, utc_now() + PASS_LIFE)
            for member in members[present : present + to_come]
        ]
    let_in(engine, members[:present])
    engine.dispose()
    with lobby_server(url) as address:
        back, front, wall = (
            pair(address, code, role, "bench") for code, role in zip(codes, roles, strict=True)
        )
        kiosks = [started(place / "back", back, lambda _: None)]
        front_door: Views | None = None
        if present <= MOST_FOR_TWO:
            front_door = queue.Queue()
            kiosks.append(started(place / "front", front, partial(_note, front_door)))
        yield House(kiosks[0], front_door, ServerAddress(wall.server, wall.token), passes)
        for kiosk in kiosks:
            kiosk.stop()


def _note(views: Views, view: WallView) -> None:
    views.put((time.perf_counter(), view))


def started(path: Path, pairing: Pairing, on_house: Callable[[WallView], None]) -> Core:
    """Start a kiosk that has followed its server so far."""
    core = Core.open(found_folder(path, pairing))
    core.sync_once()
    core.start(News(on_house=on_house, on_sync=lambda *_: None))
    return core


@dataclass
class Spent:
    """Milliseconds: the view asked for directly, the back door's page, and until others know."""

    asked: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    to_wall: list[float] = field(default_factory=list)
    to_front_door: list[float] = field(default_factory=list)


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
    seen: Views = queue.Queue()

    def show(plain: bytes) -> None:
        there_s = time.perf_counter()
        seen.put((there_s, wall_view_from_json(plain)))

    follower = WallFollower(house.wall, show, lambda: None)
    follower.start()
    seen.get(timeout=PATIENCE_S)
    link = ServerLink(house.wall)
    spent = Spent()
    for code in house.passes:
        time.sleep(BETWEEN_ARRIVALS_S)  # until what the one before set off is over
        asked_s = time.perf_counter()
        link.wall("", wait_s=0)
        spent.asked.append((time.perf_counter() - asked_s) * 1000)
        recorded_s, key = check_in(house.core, code)
        spent.page.append((time.perf_counter() - recorded_s) * 1000)
        spent.to_wall.append((shown_at_s(seen, key) - recorded_s) * 1000)
        if house.front_door is not None:
            spent.to_front_door.append((shown_at_s(house.front_door, key) - recorded_s) * 1000)
    link.close()
    follower.stop(timeout_s=1.0)
    return spent


def shown_at_s(views: Views, key: str) -> float:
    """Return when the first view came that shows somebody."""
    while True:
        there_s, view = views.get(timeout=PATIENCE_S)
        if any(person.face.key == key for person in view.people):
            return there_s


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arrivals", type=int, default=30)
    parser.add_argument("--present", type=int, nargs="+", default=[40, 1_000])
    asked = parser.parse_args()
    table = Table(f"ms, from the back door, {asked.arrivals} arrivals, {MEMBERS} members")
    for present in asked.present:
        with (
            tempfile.TemporaryDirectory(prefix="lobby-bench-") as place,
            open_house(Path(place), present, asked.arrivals) as house,
        ):
            gc.freeze()  # the prepared people are not the house's to look through
            spent = measure(house)
        table.row(f"{present} present: the view, asked for directly", spent.asked)
        table.row(f"{present} present: its own page, before it sends", spent.page)
        title = f"{present} present: recorded to the view at a far wall"
        table.row(title, spent.to_wall, baseline=spent.asked, budget=BUDGET_MS)
        if spent.to_front_door:
            title = f"{present} present: recorded to the front door's view"
            table.row(title, spent.to_front_door, baseline=spent.asked, budget=BUDGET_MS)
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
