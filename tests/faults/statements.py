"""The program ends at any statement of a transaction: the store is as before it, or as after it.

Run as a program of its own (python -m tests.faults.statements PLACE): like the loop of kills it
forks its victims. It prints for each action at how many places they died, or what was found there.
"""

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.app import open_folder
from kiosk.clock import HouseClock
from kiosk.domain.directory import ChosenMember
from kiosk.domain.facts import CheckedIn, Fact
from kiosk.domain.spaces import Space
from kiosk.settings import DataFolder
from kiosk.store import outbox
from kiosk.store.contact import Acked, Contact
from kiosk.store.feed import DirectoryRow
from kiosk.store.replica import ReceivedPage, start_over, store_page
from kiosk.store.settling import settle_in
from kiosk.store.station import renew_epoch
from kiosk.store.tables import METADATA, OutboxRow
from tests.faults.at_rest import check_visits
from tests.faults.door import PEOPLE, code, found
from tests.house import MONDAY_NINE, OPERATOR, member

DIED = 77
REDO_EVERY = 5
Action = Callable[[Session], object]

_LATER = MONDAY_NINE + timedelta(hours=1)
_ELSEWHERE = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000aa")
_ANEW = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000bb")
_STREAM = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000cc")


def _desk() -> Desk:
    return Desk(HouseClock(lambda: _LATER))


def _from_elsewhere(seq: int, person: str) -> Fact:
    return Fact(
        id=uuid5(_ELSEWHERE, str(seq)),
        space="casa-norte",
        device=_ELSEWHERE,
        epoch=1,
        seq=seq,
        at=MONDAY_NINE,
        offset_ms=None,
        person=person,
        body=CheckedIn(),
    )


def _page(*, more: bool) -> ReceivedPage:
    people = [member(handle, "Newcomer") for handle in PEOPLE[:3]]
    spaces = [DirectoryRow(901, Space("casa-norte", "Casa Norte", "Europe/Madrid"))]
    members = [DirectoryRow(902 + place, ChosenMember(one, "")) for place, one in enumerate(people)]
    return ReceivedPage(
        rows=(*spaces, *members),
        facts=tuple(_from_elsewhere(place, one) for place, one in enumerate(PEOPLE[5:8], 1)),
        cursor="the-next-one",
        acked=Acked(1, 0),
        stream_epoch=_STREAM,
        more=more,
    )


def _retire(session: Session) -> None:
    ids = list(session.scalars(select(OutboxRow.fact_id).order_by(OutboxRow.seq)))
    outbox.settle(session, ids[:3], _LATER)
    outbox.quarantine(session, {ids[3]: "for a reason"})
    outbox.note_failure(session, ids[4:], outbox.Failure(_LATER, "in vain"))


def _arrive(session: Session) -> None:
    store_page(session, _page(more=False), Contact(_LATER, 0))


def _begin_arriving(session: Session) -> None:
    start_over(session, MONDAY_NINE)
    store_page(session, _page(more=True), Contact(_LATER, 0))


BEFORE: dict[str, Action] = {"swap": _begin_arriving, "new epoch": _retire}
ACTIONS: dict[str, Action] = {
    "scan": lambda session: _desk().scan(session, code(PEOPLE[20])),
    "undo": lambda session: _desk().undo(session, PEOPLE[1]),
    "page": _arrive,
    "retirement": _retire,
    "swap": _arrive,
    "settling in": lambda session: settle_in(session, _ANEW, "casa-norte", OPERATOR),
    "new epoch": renew_epoch,
}


def prepare(folder: Path) -> Path:
    """Make a store with some people in."""
    found(folder)
    engine = open_folder(DataFolder(folder))
    desk = Desk(HouseClock(lambda: MONDAY_NINE))
    for person in PEOPLE[:8]:
        _work(engine, partial(desk.scan, text=code(person)))
    engine.dispose()
    return folder


def die_everywhere(place: Path, store: Path, action: str) -> int:
    """End the program at each statement of an action in turn; return at how many there are."""
    prepared = shutil.copytree(store, place / "prepared")
    if action in BEFORE:
        engine = open_folder(DataFolder(prepared))
        _work(engine, BEFORE[action])
        engine.dispose()
    before, after = _seen_in(prepared), _seen_in(_done(place, prepared, action))
    assert before != after
    for statement in range(1, 1000):
        folder = place / f"{statement}"
        shutil.copytree(prepared, folder)
        has_died = _die_at(folder, action, statement)
        found_there = _seen_in(folder)
        if not has_died:
            assert found_there == after
            return statement - 1
        assert found_there in (before, after), f"half of {action} at statement {statement}"
        if found_there == before and statement % REDO_EVERY == 0:
            _redo(folder, action)
            assert _seen_in(folder) == after
        shutil.rmtree(folder)
    raise AssertionError("an action does not end")


def _done(place: Path, prepared: Path, action: str) -> Path:
    folder = place / "done"
    shutil.copytree(prepared, folder)
    _redo(folder, action)
    return folder


def _redo(folder: Path, action: str) -> None:
    engine = open_folder(DataFolder(folder))
    _work(engine, ACTIONS[action])
    engine.dispose()


def _work(engine: Engine, job: Action) -> None:
    with Session(engine) as session, session.begin():
        job(session)


def _die_at(folder: Path, action: str, statement: int) -> bool:
    """Do the action in a process that ends at a statement; say whether it came to that."""
    victim = os.fork()
    if victim == 0:
        try:
            engine = open_folder(DataFolder(folder))
            _end_at(engine, statement)
            _work(engine, ACTIONS[action])
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a victim must not unwind into its parent's work
            traceback.print_exc()
        finally:
            os._exit(1)
    _, status = os.waitpid(victim, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, DIED), "the program failed before it was ended"
    return ended == DIED


def _end_at(engine: Engine, statement: int) -> None:
    left = statement

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(DIED)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    event.listen(Session, "after_commit", count)


def _seen_in(folder: Path) -> dict[str, list[str]]:
    """Return everything that a store holds, with what is random in it told apart from the rest."""
    engine = open_folder(DataFolder(folder))
    with Session(engine) as session:
        check_visits(session)
        seen = {
            name: sorted(_plain(row._mapping) for row in session.execute(select(table)))
            for name, table in METADATA.tables.items()
        }
    engine.dispose()
    return seen


def _plain(row: Any) -> str:
    """Write a row down without the ids and epochs that are drawn anew each time."""
    drawn = {"id", "fact_id", "target", "body"}
    kept = {name: value for name, value in row.items() if name not in drawn}
    if kept.get("epoch", 0) > 1:
        kept["epoch"] = "drawn"
    return repr(sorted(kept.items()))


def main(place: str) -> None:
    """Have every action die everywhere."""
    store, results = prepare(Path(place) / "store"), dict[str, int | str]()
    for number, action in enumerate(ACTIONS):
        folder = Path(place) / f"{number}"
        folder.mkdir()
        try:
            results[action] = die_everywhere(folder, store, action)
        except AssertionError as failure:
            results[action] = str(failure)
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
