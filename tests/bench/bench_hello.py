"""Suggestions for one of 300 present people, and the wall's view of 1,000, of 5,000 members.

    python tests/bench/bench_hello.py [--members N] [--viewers N] [--views N]

The baseline is reading the same people's visits and members from the same store. Exit code 1 if
the budget is missed.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from crowd import SPACE, crowd, let_in, paired_folder
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from table import Table

from kiosk.clock import utc_now
from kiosk.domain.people import Member
from kiosk.matching.overlap import meetings_among, suggest
from kiosk.matching.words import content_words
from kiosk.reports.person import HELLOS_PER_SCAN, hellos_for
from kiosk.reports.wall import FEATURED_PAIRS, wall_view, wall_view_from_json, wall_view_to_json
from kiosk.store.directory import members_by_handle
from kiosk.store.engines import open_reader, open_writer, sqlite_url
from kiosk.store.presence import open_visits

PRESENT, ON_THE_WALL = 300, 1_000
SUGGESTIONS_MS = 20.0

Given = TypeVar("Given")


def milliseconds(what: Callable[[Given], object], given: Iterable[Given]) -> list[float]:
    """Do something for each of the given, and return how long each took."""
    spent_ms = []
    for one in given:
        started_s = time.perf_counter()
        what(one)
        spent_ms.append((time.perf_counter() - started_s) * 1000)
    return spent_ms


def read_present(session: Session) -> dict[str, Member]:
    """Read who is in, and who they are, in a session that knows nobody yet."""
    session.expunge_all()
    visits = open_visits(session, SPACE.id, utc_now())
    return members_by_handle(session, [visit.person for visit in visits])


def suggestions(engine: Engine, viewers: list[Member]) -> bool:
    """Print the table of suggestions; true when the budget is kept."""
    table = Table(f"ms, suggestions among {PRESENT} present, {len(viewers)} viewers")
    with Session(engine) as session:
        reads = milliseconds(lambda _: read_present(session), viewers)
        others = list(read_present(session).values())
        pure = milliseconds(lambda viewer: suggest(viewer, others, HELLOS_PER_SCAN), viewers)
        visits = open_visits(session, SPACE.id, utc_now())

        def with_new_words(viewer: Member) -> None:
            content_words.cache_clear()
            suggest(viewer, others, HELLOS_PER_SCAN)

        def with_reading(viewer: Member) -> None:
            session.expunge_all()
            hellos_for(session, viewer, visits, utc_now())

        first = milliseconds(with_new_words, viewers[:10])
        whole = milliseconds(with_reading, viewers)
    table.row("reading these people from the store", reads)
    table.row("suggestions, members at hand", pure, baseline=reads, budget=SUGGESTIONS_MS)
    table.row("the first after a start", first, baseline=reads, budget=SUGGESTIONS_MS)
    table.row("the same with reading the members", whole, baseline=reads)
    return table.is_kept


def walls(engine: Engine, times: int) -> None:
    """Print the table of the wall's view. DESIGN gives it no budget: nobody waits for it."""
    table = Table(f"ms, the wall's view of {ON_THE_WALL} present, {times} times")
    rounds = range(times)
    with Session(engine) as session:
        reads = milliseconds(lambda _: read_present(session), rounds)
        people = list(read_present(session).values())

        def view_once(_: int) -> None:
            session.expunge_all()
            wall_view(session, SPACE, utc_now())

        pairs = milliseconds(lambda _: meetings_among(people, FEATURED_PAIRS), rounds)
        views = milliseconds(view_once, rounds)
        view = wall_view(session, SPACE, utc_now())
    plain = wall_view_to_json(view)
    table.row("reading these people from the store", reads)
    table.row("who could meet whom, members at hand", pairs, baseline=reads)
    table.row("the whole view, with reading", views, baseline=reads)
    table.row("writing it as JSON", milliseconds(lambda _: wall_view_to_json(view), rounds))
    table.row("reading the JSON", milliseconds(lambda _: wall_view_from_json(plain), rounds))
    print(f"{len(plain) / 1000:.0f} kB, {len(view.people)} people, {len(view.featured)} pairs")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=5_000)
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--views", type=int, default=20)
    asked = parser.parse_args()
    members = crowd(asked.members)
    gc.freeze()  # the prepared people are not the house's to look through
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as place:
        url = sqlite_url(paired_folder(Path(place), members, PRESENT).database)
        reader = open_reader(url)
        is_kept = suggestions(reader, members[PRESENT : PRESENT + asked.viewers])
        writer = open_writer(url)
        let_in(writer, members[PRESENT:ON_THE_WALL])
        writer.dispose()
        walls(reader, asked.views)
        reader.dispose()
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
