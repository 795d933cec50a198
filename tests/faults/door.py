"""A busy door: people come, touch and go by chance, and a ledger says who was told what."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.app import open_folder
from kiosk.clock import HouseClock
from kiosk.domain.facts import Fact
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.people import Mode, Visibility
from kiosk.settings import DataFolder
from kiosk.store.rows import fact_of
from kiosk.store.schema import bring_up_to_date
from kiosk.store.station import station_of
from kiosk.store.tables import FactRow, StationRow
from kiosk.sync.push import Store
from tests.faults.ledger import Notes
from tests.house import KEY, OPERATOR, House, member

Answer = TypeVar("Answer")

PEOPLE = tuple(f"{number:016x}" for number in range(1, 41))
MOST_IN_A_SCREEN = 6  # facts: a scan is one, its page up to so many suggestions
_EXPIRES = datetime.fromisoformat("2040-01-01T00:00:00+00:00")
_WORDS = ("drawing a logo", "reading a contract", "baking bread", "Python", "taxes")


def found(folder: Path) -> None:
    """Make the data folder of a kiosk that has met its server and knows some people."""
    engine = open_folder(DataFolder(folder))
    found_in(engine)
    engine.dispose()


def found_in(engine: Engine) -> None:
    """Make the store of a kiosk that has met its server and knows some people."""
    bring_up_to_date(engine)
    chance = Random(0)
    offers = [";".join(chance.sample(_WORDS, 2)) for _ in PEOPLE]
    asks = [";".join(chance.sample(_WORDS, 2)) for _ in PEOPLE]
    House(engine).join(
        *(
            member(handle, f"Person {place}", offers=offers[place], asks=asks[place])
            for place, handle in enumerate(PEOPLE)
        )
    )


def code(person: str) -> str:
    """Return the text of somebody's pass."""
    claims = PassClaims(handle=person, key_id=1, generation=0, expires_at=_EXPIRES)
    return sign_pass(claims, key=KEY, operator=OPERATOR)


class Door:
    """One kiosk's door. Its clock moves on with everything that happens, so that scans count."""

    def __init__(self, store: Store, ledger: Notes, chance: Random, now: datetime) -> None:
        self._store, self._ledger, self._chance = store, ledger, chance
        self.now = now
        self._desk = Desk(HouseClock(lambda: self.now))

    def act(self) -> None:
        """Let somebody scan, or touch their page; what turned green is in the ledger after that.

        Raises:
            StoreError: the store could not take it, and nobody was told that it did.
        """
        self.now += timedelta(minutes=self._chance.randint(3, 20))
        person = self._chance.choice(PEOPLE)
        touch = self._chance.choice(_TOUCHES)
        if touch is None:
            self.scan(person)
        else:
            self._told(lambda session: touch(self._desk, session, person))

    def scan(self, person: str) -> None:
        """Hold somebody's pass up: recorded first, then answered, as the kiosk does it."""
        scan = self._told(lambda session: self._desk.scan(session, code(person)))
        self._told(lambda session: self._desk.outcome(session, scan))

    def _told(self, job: Callable[[Session], Answer]) -> Answer:
        answer, facts = self._store.submit(lambda session: with_facts(session, job)).result()
        self._ledger.note(*facts)
        return answer


def with_facts(session: Session, job: Callable[[Session], Answer]) -> tuple[Answer, list[Fact]]:
    """Do a job and return its answer with the facts that it made."""
    here = station_of(session)
    first = session.scalars(select(StationRow.next_seq)).one()
    answer = job(session)
    made = select(FactRow).where(
        FactRow.space_id == here.space,  # with it an index serves: this is timed, too
        FactRow.device_id == here.device,
        FactRow.epoch == here.epoch,
        FactRow.seq >= first,
    )
    return answer, [fact_of(row) for row in session.scalars(made.order_by(FactRow.seq))]


_TOUCHES: tuple[Callable[[Desk, Session, str], object] | None, ...] = (
    *(None,) * 6,
    Desk.leave,
    Desk.leave,
    Desk.undo,
    Desk.still_here,
    lambda desk, session, person: desk.set_mode(session, person, Mode.INVISIBLE),
    lambda desk, session, person: desk.set_mode(session, person, Mode.HEADS_DOWN),
    lambda desk, session, person: desk.set_visibility(session, person, (Visibility.HIDDEN, "en")),
    lambda desk, session, person: desk.set_visibility(session, person, (Visibility.PROFILE, "es")),
)
