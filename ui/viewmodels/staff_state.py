"""The staff's page as values: who is in, who came and went, and what needs a hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.people import Visibility
from ui.viewmodels.clock import clock_time

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.views import Movement, PresentPerson, StaffView

# Facts on their way for less than this need nobody.
SENDING_TAKES = timedelta(minutes=2)
# A clock that is off by less is corrected and nobody's concern.
CLOCK_IS_OFF = timedelta(minutes=1)


class HandKind(StrEnum):
    """What staff should look at."""

    DENIED = "denied"
    FULL = "full"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    STUCK = "stuck"
    QUARANTINED = "quarantined"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class PresentRow:
    """Somebody who is in. An unknown person has no name yet."""

    key: str
    name: str
    initials: str
    hue: int
    since: str
    mode: str
    visibility: str
    is_unknown: bool
    via: str
    host: str  # whom a guest visits


@dataclass(frozen=True, slots=True)
class MovementRow:
    """Somebody came or went."""

    key: str
    name: str
    initials: str
    hue: int
    at: str
    came: bool


@dataclass(frozen=True, slots=True)
class HandRow:
    """One thing that needs a hand; only the fields of its kind are filled."""

    key: str
    kind: str
    at: str = ""
    reason: str = ""
    name: str = ""
    count: int = 0


def to_the_minute(view: StaffView) -> StaffView:
    """Return a view whose running times have whole minutes, as the page shows them."""
    return replace(
        view,
        as_of=_minute(view.as_of),
        complete_until=view.complete_until and _minute(view.complete_until),
        curve=(*view.curve[:-1], *(replace(now, at=_minute(now.at)) for now in view.curve[-1:])),
    )


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def present_rows(view: StaffView) -> list[PresentRow]:
    """Return who is in by name, those without one last."""
    people = sorted(view.people, key=lambda person: (not person.name, plain(person.name)))
    return [_present_row(person, view.timezone) for person in people]


def plain(name: str) -> str:
    """Return a name without capitals and accents, to be sorted by."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _present_row(person: PresentPerson, timezone: str) -> PresentRow:
    return PresentRow(
        key=person.face.key,
        name=person.name,
        initials=person.face.initials,
        hue=person.face.hue,
        since=clock_time(person.arrived_at, timezone),
        mode=person.mode.value,
        visibility=(person.visibility or Visibility.HIDDEN).value,
        is_unknown=person.is_unknown,
        via=person.via.value,
        host=person.host,
    )


def movement_rows(view: StaffView) -> list[MovementRow]:
    """Return who came and went, newest first."""
    newest_first = sorted(view.movements, key=lambda movement: movement.at, reverse=True)
    return [_movement_row(movement, view.timezone) for movement in newest_first]


def _movement_row(movement: Movement, timezone: str) -> MovementRow:
    face = movement.face
    return MovementRow(
        key=f"{face.key} {movement.at.isoformat()} {movement.came}",
        name=movement.name,
        initials=face.initials,
        hue=face.hue,
        at=clock_time(movement.at, timezone),
        came=movement.came,
    )


def hand_rows(view: StaffView) -> list[HandRow]:
    """Return what needs a hand, the most pressing first."""
    return [*_crowd(view), *_refusals(view), *_records(view)]


def _crowd(view: StaffView) -> Iterator[HandRow]:
    if view.capacity and view.present > view.capacity:
        yield HandRow("full", HandKind.FULL.value, count=view.present - view.capacity)


def _records(view: StaffView) -> Iterator[HandRow]:
    if view.quarantined_facts:
        yield HandRow("quarantined", HandKind.QUARANTINED.value, count=view.quarantined_facts)
    if view.stuck_facts:
        yield HandRow("stuck", HandKind.STUCK.value, count=view.stuck_facts)
    if view.waiting_facts and not is_in_touch(view):
        since = clock_time(view.waiting_since, view.timezone)
        yield HandRow("waiting", HandKind.WAITING.value, since, count=view.waiting_facts)
    if (offset := abs(timedelta(milliseconds=view.clock_offset_ms))) >= CLOCK_IS_OFF:
        yield HandRow("clock", HandKind.CLOCK.value, count=offset // timedelta(minutes=1))
    if unknown := sum(person.is_unknown for person in view.people):
        yield HandRow("unknown", HandKind.UNKNOWN.value, count=unknown)


def is_in_touch(view: StaffView) -> bool:
    """Say whether the server was heard of just now."""
    complete_until = view.complete_until
    return complete_until is not None and view.as_of - complete_until < SENDING_TAKES


def _refusals(view: StaffView) -> Iterator[HandRow]:
    newest_first = sorted(view.denied, key=lambda denied: denied.at, reverse=True)
    for number, denied in enumerate(newest_first):
        # Two refusals may bear the same second; counted from the oldest, a key stays a row's own.
        key = f"denied {len(newest_first) - number}"
        at = clock_time(denied.at, view.timezone)
        kind = HandKind.DENIED.value
        yield HandRow(key, kind, at, denied.reason, denied.name, denied.tries)
