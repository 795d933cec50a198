"""Visits: what a day's facts about one person in one space add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from operator import itemgetter
from uuid import UUID

from kiosk.domain.facts import CheckedIn, CheckedOut, Fact, ModeSet, MovedAway, Undone, Via
from kiosk.domain.people import Mode
from kiosk.domain.spaces import Space

FRESH_FOR = timedelta(hours=8)


class Ending(StrEnum):
    """How a visit ended, where a fact says so."""

    CHECKED_OUT = "checked_out"
    MOVED_AWAY = "moved_away"


@dataclass(frozen=True, slots=True)
class Visit:
    """The interval a person is in a space; its id is that of the fact that opened it.

    Nothing here depends on the present moment: whether a visit is open, or assumed to have
    ended, follows from `day_ends_at` and `assumed_left_at` when somebody asks.
    """

    id: UUID
    space: str
    person: str
    day: date
    arrived_at: datetime
    last_sign_at: datetime
    assumed_left_at: datetime
    day_ends_at: datetime
    via: Via
    left_at: datetime | None = None
    ending: Ending | None = None
    mode: Mode = Mode.HELLO
    here_till: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Say whether the person counts as present."""
        return self.left_at is None and now < self.day_ends_at

    def is_assumed(self, now: datetime) -> bool:
        """Say whether the day ended without a sign of leaving."""
        return self.left_at is None and now >= self.day_ends_at

    def ended_at(self, now: datetime) -> datetime | None:
        """Return when the visit ended, known or assumed; None while it is open."""
        return self.assumed_left_at if self.is_assumed(now) else self.left_at

    def is_earlier(self, now: datetime) -> bool:
        """Say whether the person reads *here earlier today* and is no longer suggested."""
        return now >= min(self.last_sign_at + FRESH_FOR, self.assumed_left_at)


@dataclass(slots=True)
class _Stay:
    """A visit in the making."""

    opened_by: Fact
    arrived_at: datetime
    via: Via
    mode: Mode
    last_sign_at: datetime
    here_till: datetime | None = None
    left_at: datetime | None = None
    ending: Ending | None = None

    def leave(self, at: datetime, ending: Ending) -> None:
        self.left_at = self.last_sign_at = at
        self.ending = ending


def fold(facts: Iterable[Fact], space: Space) -> tuple[Visit, ...]:
    """Derive the visits of one person on one local day of one space, oldest first.

    The result depends on the set of facts alone, never on the order they arrived in.
    """
    stays: list[_Stay] = []
    for at, fact in standing(facts):
        _apply(stays, fact, at)
    return tuple([_visit(stay, space) for stay in stays])


def _apply(stays: list[_Stay], fact: Fact, at: datetime) -> None:
    stay = stays[-1] if stays and stays[-1].left_at is None else None
    match fact.body:
        case CheckedIn(via=via) if stay is None:
            mode = stays[-1].mode if stays else Mode.HELLO  # it is chosen for today
            stays.append(_Stay(fact, at, via, mode, last_sign_at=at))
        case CheckedIn() if stay:
            stay.last_sign_at = at
        case CheckedOut() if stay:
            stay.leave(at, Ending.CHECKED_OUT)
        case MovedAway() if stay:
            stay.leave(at, Ending.MOVED_AWAY)
        case ModeSet(mode=mode, until=until) if stay:
            stay.mode, stay.here_till, stay.last_sign_at = mode, until, at
        case _:  # out without in, or a fact that says nothing about presence
            pass


def _visit(stay: _Stay, space: Space) -> Visit:
    fact = stay.opened_by
    assert fact.person is not None
    day = space.day_of(stay.arrived_at)
    day_ends_at = space.day_ends_at(day)
    closes_at = space.closes_at(day)
    return Visit(
        id=fact.id,
        space=fact.space,
        person=fact.person,
        day=day,
        arrived_at=stay.arrived_at,
        last_sign_at=stay.last_sign_at,
        assumed_left_at=closes_at if stay.arrived_at < closes_at else day_ends_at,
        day_ends_at=day_ends_at,
        via=stay.via,
        left_at=stay.left_at,
        ending=stay.ending,
        mode=stay.mode,
        here_till=stay.here_till,
    )


def standing(facts: Iterable[Fact]) -> list[tuple[datetime, Fact]]:
    """Return what counts, in order, each fact with the time it counts for.

    What was undone is left out, and so are the undos: their time says nothing about presence. An
    undo that was itself undone counts for nothing.
    """
    facts = list(facts)
    undos = [fact for fact in facts if isinstance(fact.body, Undone)]
    if not undos:
        return _in_order(facts)
    gone: set[UUID] = set()
    for _, undo in reversed(_in_order(undos)):
        if undo.id not in gone and isinstance(undo.body, Undone):
            gone.add(undo.body.fact)
    undoing = {undo.id for undo in undos}
    return _in_order(fact for fact in facts if fact.id not in gone | undoing)


def _in_order(facts: Iterable[Fact]) -> list[tuple[datetime, Fact]]:
    """Order facts by corrected time, but those of one device strictly as the device made them."""
    once = {fact.id: fact for fact in facts}.values()
    if len(once) == 1:
        return [(fact.happened_at, fact) for fact in once]
    latest: dict[tuple[UUID, int], datetime] = {}
    timed = []
    for fact in sorted(once, key=_number):
        source, at = (fact.device, fact.epoch), fact.happened_at
        # A clock that was set back must not reorder what one device saw happen in sequence.
        latest[source] = at = max(latest.get(source, at), at)
        timed.append((at, fact))
    return sorted(timed, key=itemgetter(0))  # at one instant they stay in the order of numbers


def _number(fact: Fact) -> tuple[int, int, int]:
    return fact.device.int, fact.epoch, fact.seq
