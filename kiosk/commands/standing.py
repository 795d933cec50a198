"""lobby status: how a device is, for a person or for a script."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.clock import utc_now
from kiosk.commands.backups import complaints
from kiosk.commands.folder import reading
from kiosk.commands.options import AsJson, Data
from kiosk.domain.spaces import Space
from kiosk.domain.views import StaffView
from kiosk.reports.staff import staff_view
from kiosk.settings import DataFolder
from kiosk.store import outbox
from kiosk.store.directory import public_keys, spaces_by_id
from kiosk.store.engines import sqlite_url
from kiosk.store.tables import StationRow
from kiosk.store.timekeeping import house_time

CLOCK_IS_RIGHT = timedelta(seconds=2)
NOBODY_KNOWN = (
    "Nobody of the house is known here, so no code can be judged; lobby sync --once mends that or "
    "says why."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a device is; without `space` and `today` it never met its server."""

    space: Space | None
    today: StaffView | None
    knows_members: bool
    waiting: outbox.Waiting
    station: StationRow | None
    now: datetime


def status(data: Data, as_json: AsJson = False) -> None:
    """Show how a kiosk is: people present, what waits for the server, last contact."""
    with reading(sqlite_url(DataFolder(data).database)) as session:
        standing = _standing(session, house_time(session, utc_now()))
    if as_json:
        typer.echo(json.dumps(_plain(standing)))
        return
    for line in (*_words(standing), *complaints(data, utc_now())):
        typer.echo(line)


def knows_members(session: Session) -> bool:
    """Say whether codes can be judged here: from the first contact until staff end the access."""
    return bool(public_keys(session))


def _standing(session: Session, now: datetime) -> Standing:
    here = session.scalars(select(StationRow)).one_or_none()
    space = spaces_by_id(session, [here.space_id]).get(here.space_id) if here else None
    today = staff_view(session, space, now) if space else None
    waiting = outbox.waiting(session)
    return Standing(space, today, knows_members(session), waiting, here, now)


def _plain(standing: Standing) -> dict[str, Any]:
    today, waiting, here = standing.today, standing.waiting, standing.station
    contact = here.last_contact_at if here else None
    return {
        "space": standing.space.id if standing.space else None,
        "present": today.present if today else 0,
        "visits_today": today.visits_today if today else 0,
        "pending": waiting.pending,
        "stuck": waiting.stuck,
        "quarantined": waiting.quarantined,
        "set_aside": waiting.set_aside,
        "oldest_pending_s": _seconds_since(waiting.oldest, standing.now),
        "cursor": here.cursor if here else None,
        "clock_offset_ms": here.offset_ms if here else None,
        "last_contact_at": contact.isoformat(timespec="seconds") if contact else None,
    }


def _words(standing: Standing) -> Iterator[str]:
    today, here = standing.today, standing.station
    if today is None:
        yield "Nothing of the house is here yet; a kiosk or desk fetches it by lobby sync --once."
    else:
        yield (
            f"{today.space_name}: {_count(today.present, 'person', 'people')} present, "
            f"{_count(today.visits_today, 'visit', 'visits')} today."
        )
        if not standing.knows_members:
            yield NOBODY_KNOWN
    yield from _waiting_words(standing)
    if here is None or here.last_contact_at is None:
        yield "Last contact with the server: never."
        return
    yield f"Last contact with the server: {_local(here.last_contact_at, standing)}."
    offset = timedelta(milliseconds=here.offset_ms or 0)
    if abs(offset) > CLOCK_IS_RIGHT:
        side = "behind" if offset > timedelta() else "ahead of"
        yield f"This clock is {abs(offset).total_seconds():.0f} s {side} the server's."


def _waiting_words(standing: Standing) -> Iterator[str]:
    waiting = standing.waiting
    if waiting.oldest is None:
        yield "Nothing waits for the server."
    else:
        since = _local(waiting.oldest, standing)
        yield f"{_count(waiting.unsent, 'fact waits', 'facts wait')} for the server since {since}."
    if waiting.stuck:
        yield (
            f"{waiting.stuck} of them failed again and again and {_are(waiting.stuck)} tried once "
            "an hour; lobby quarantine list tells why."
        )
    if waiting.quarantined:
        yield (
            f"The server refused {_count(waiting.quarantined, 'fact', 'facts')}; "
            "lobby quarantine list tells why."
        )
    if waiting.set_aside:
        yield f"{_count(waiting.set_aside, 'refused fact was', 'refused facts were')} set aside."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _local(instant: datetime, standing: Standing) -> str:
    """Return the house's time of day, and the day as well unless it is today's."""
    zone = ZoneInfo(standing.space.timezone) if standing.space else None
    at, now = instant.astimezone(zone), standing.now.astimezone(zone)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"


def _seconds_since(instant: datetime | None, now: datetime) -> int | None:
    return int((now - instant).total_seconds()) if instant else None
