"""A ledger outside every database: what turned green on a screen, and whether it is all there."""

import json
import os
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from uuid import UUID

from kiosk.domain.facts import Fact
from kiosk.wire.facts import fact_from_plain, fact_to_plain

_NOBODY = UUID(int=0)


class Notes(Protocol):
    """Whoever writes down what turned green."""

    def note(self, *facts: Fact) -> None:
        """Write down facts that somebody was just told of."""


class Ledger:
    """One kiosk's green screens, a line for each fact behind them.

    A line is written after the answer came back and never before. It is not synced: what is being
    killed or cut off is the store, and this file lives on beside it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, *facts: Fact) -> None:
        """Write down facts that somebody was just told of."""
        lines = "".join(json.dumps(fact_to_plain(fact)) + "\n" for fact in facts)
        os.write(self._file, lines.encode())

    def facts(self, after: int = 0) -> list[Fact]:
        """Return what was written down behind a place in the file, oldest first."""
        with self._path.open("rb") as file:
            file.seek(after)
            return [fact_from_plain(json.loads(line)) for line in file]

    @property
    def size(self) -> int:
        """Return the place behind the last line."""
        return self._path.stat().st_size

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def check(
    stored: Iterable[Fact], ledgers: Iterable[Ledger], *, without: Container[UUID] = ()
) -> None:
    """Assert that every green screen is stored as it was shown, and nothing twice.

    A fact may stand under other numbers than it was given first: a kiosk that was put back to an
    older state gives its facts new ones. Nothing else of it may change.

    Args:
        without: facts that were on broken disks alone.
    """
    facts = list(stored)
    by_id = {fact.id: fact for fact in facts}
    shown = [fact for ledger in ledgers for fact in ledger.facts()]
    lost = [fact for fact in shown if fact.id not in by_id and fact.id not in without]
    altered = [fact for fact in shown if fact.id in by_id and _said(by_id[fact.id]) != _said(fact)]
    ids = Counter(fact.id for fact in facts)
    numbers = Counter((fact.space, fact.device, fact.epoch, fact.seq) for fact in facts)
    assert not lost, f"{len(lost)} of {len(shown)} green screens are lost, such as {lost[0]}"
    assert not altered, f"{len(altered)} facts are not what was shown, such as {altered[0]}"
    assert max(ids.values(), default=0) <= 1, "a fact is stored twice"
    assert max(numbers.values(), default=0) <= 1, "two facts have the same number"


def _said(fact: Fact) -> Fact:
    return replace(fact, device=_NOBODY, epoch=0, seq=0)
