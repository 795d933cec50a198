"""What the doctor found, and how it is told: one line each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import typer

from kiosk.settings import DataFolder


class Health(StrEnum):
    """How something is."""

    GOOD = "good"
    NOTE = "note"  # works, but worth knowing
    BAD = "bad"  # does not work; the words say what to do


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    what: str
    health: Health
    words: str


Check = Callable[[DataFolder], Finding]
_LOOKS = {
    Health.GOOD: ("ok  ", typer.colors.GREEN),
    Health.NOTE: ("note", typer.colors.YELLOW),
    Health.BAD: ("BAD ", typer.colors.RED),
}


def tell(findings: Iterable[Finding]) -> bool:
    """Print what was found; True when nothing is bad."""
    is_well = True
    for finding in findings:
        word, colour = _LOOKS[finding.health]
        typer.echo(f"{typer.style(word, fg=colour)}  {finding.what}: {finding.words}")
        is_well = is_well and finding.health is not Health.BAD
    return is_well
