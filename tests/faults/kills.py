"""SIGKILL at any moment: a kiosk's program dies again and again, and its store is looked at.

Run as a program of its own (python -m tests.faults.kills FOLDER KILLS SEED): it forks its victims,
which wants a parent without threads, and with everything imported so that a life begins at once.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.domain.facts import Fact
from kiosk.settings import DataFolder
from kiosk.worker import CoreWorker
from tests.faults.at_rest import Shown, check_at_rest, check_numbers, check_visits
from tests.faults.door import MOST_IN_A_SCREEN, Door, found
from tests.faults.ledger import Ledger
from tests.house import MONDAY_NINE

MOST_ACTS = 5  # in a life; with none it may end while the store is being opened
LONGEST_WAIT_S = 0.02  # about as long as an act takes


@dataclass(slots=True)
class Tally:
    """How far a loop of kills has come. `read` is how much of the ledger has been checked."""

    kills: int = 0
    facts: int = 0
    unshown: int = 0
    read: int = 0
    now: str = MONDAY_NINE.isoformat()


class KillLoop:
    """One data folder whose program never ends by itself."""

    def __init__(self, place: Path, seed: int, tally: Tally | None = None) -> None:
        self.tally = tally or Tally()
        self._folder, self._ledger = place / "folder", place / "ledger"
        self._seed = seed
        if tally is None:
            place.mkdir(parents=True, exist_ok=True)
            found(self._folder)
            self._ledger.touch()
        else:
            self._check(most_unshown=None)  # the last life may have gone unnoted

    def kill(self) -> None:
        """Let the program live for a moment, kill it, and check what it did meanwhile."""
        chance = Random(f"{self._seed} {self.tally.kills}")
        heard, told = os.pipe()
        victim = os.fork()
        if victim == 0:
            self._live(chance, told)
        os.close(told)
        acts = chance.randint(0, MOST_ACTS)  # however slow this machine is at the moment
        while acts and (done := os.read(heard, acts)):
            acts -= len(done)
        time.sleep(chance.uniform(0.0, LONGEST_WAIT_S))
        os.close(heard)
        os.kill(victim, signal.SIGKILL)
        _, status = os.waitpid(victim, 0)
        assert os.WIFSIGNALED(status), "the program ended before it was killed"
        self.tally.kills += 1
        self._check(most_unshown=MOST_IN_A_SCREEN)

    def check_all(self) -> None:
        """Look at the whole store and the whole ledger once more."""
        ledger = Ledger(self._ledger)
        with _opened(self._folder) as session:
            check_at_rest(session, Shown(ledger.facts()))
        ledger.close()

    def _live(self, chance: Random, told: int) -> None:
        try:
            folder = DataFolder(self._folder)
            folder.lock()
            core = CoreWorker(open_folder(folder), str(folder.path))
            door = Door(core, Ledger(self._ledger), chance, datetime.fromisoformat(self.tally.now))
            while True:
                door.act()
                os.write(told, b".")
        except BaseException:  # noqa: BLE001 - a victim must not unwind into its parent's work
            traceback.print_exc()
        finally:
            os._exit(1)

    def _check(self, *, most_unshown: int | None) -> None:
        ledger = Ledger(self._ledger)
        shown, size = ledger.facts(self.tally.read), ledger.size
        ledger.close()
        with _opened(self._folder) as session:
            behind = Shown(shown, self.tally.facts)
            last = check_numbers(session, behind, most_unshown=most_unshown)
            check_visits(session, _days(shown))
        self.tally.unshown += last - self.tally.facts - len(shown)
        self.tally.facts, self.tally.read = last, size
        if shown:
            self.tally.now = (shown[-1].at + timedelta(hours=1)).isoformat()


def _days(facts: Iterable[Fact]) -> set[date]:
    """Return the local days these facts may belong to: the night is the day before's."""
    days = {fact.happened_at.date() for fact in facts}
    return days | {day - timedelta(days=1) for day in days}


@contextmanager
def _opened(folder: Path) -> Iterator[Session]:
    """Open the store as the next start of the program does; no handle outlives this."""
    engine = open_folder(DataFolder(folder))
    with Session(engine) as session:
        yield session
    engine.dispose()


def main(place: str, kills: str, seed: str) -> None:
    """Kill that often, and look at everything at the end."""
    loop = KillLoop(Path(place), int(seed))
    for _ in range(int(kills)):
        loop.kill()
    loop.check_all()
    sys.stdout.write(json.dumps(asdict(loop.tally)))


if __name__ == "__main__":
    main(*sys.argv[1:])
