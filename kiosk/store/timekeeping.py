"""What a store keeps of the house's time, for facts, for readers and for the next run."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from kiosk.clock import HouseClock, Reading, reckoned
from kiosk.store.tables import StationRow

_WORTH_KEEPING = timedelta(minutes=1)  # how far the floor moves on before it is written again
_OFF_MS = 1000  # how far the kept offset may be off before facts would tell of a wrong clock


def house_time(session: Session, wall: datetime) -> datetime:
    """Return the house's time for whoever only reads, when this machine's clock shows `wall`."""
    known = session.execute(_known()).one_or_none()
    return reckoned(wall, known.offset_ms, known.floor_at) if known else wall


def restore_clock(session: Session, clock: HouseClock) -> None:
    """Tell the clock of a program that starts what was known before."""
    known = session.execute(_known()).one_or_none()
    if known is not None:
        clock.restore(known.offset_ms, known.floor_at)


def keep_time(session: Session, clock: HouseClock) -> datetime:
    """Return the house's time, and keep what others have to know of it.

    That is written once a minute, and at once after a hand on this machine's clock: a fact that is
    made now tells by what is kept what this clock shows.
    """
    reading = clock.read()
    known = session.execute(_known()).one_or_none()
    if known is not None and _is_news(reading, known.offset_ms, known.floor_at):
        kept = {"offset_ms": reading.offset_ms, "floor_at": reading.floor}
        session.execute(update(StationRow).values(kept))
    return reading.now


def _known() -> Select[int | None, datetime | None]:
    return select(StationRow.offset_ms, StationRow.floor_at)


def _is_news(reading: Reading, offset_ms: int | None, floor: datetime | None) -> bool:
    if reading.offset_ms is None:
        return False
    if offset_ms is None or abs(reading.offset_ms - offset_ms) >= _OFF_MS:
        return True
    return reading.floor is not None and (
        floor is None or abs(reading.floor - floor) >= _WORTH_KEEPING
    )
