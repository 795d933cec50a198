"""Up to where a device's facts are settled, without a gap."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from kiosk.store.dialect import table_of, upsert
from kiosk.store.tables import DeviceEpochRow, FactRow

Source = tuple[UUID, int]  # device and epoch

_EPOCH, _FACT = table_of(DeviceEpochRow), table_of(FactRow)
_AT_A_TIME = 500
_MOST_REFUSED = 1000


def settle(session: Session, space: str, source: Source, refused: Collection[int]) -> int:
    """Raise a source's mark over what is stored or was refused, and return it.

    A refused fact has its verdict and will not come again by itself; it must not hold the mark.
    """
    device, epoch = source
    before = session.execute(
        select(_EPOCH.c.acked_seq, _EPOCH.c.refused).where(
            _EPOCH.c.device_id == device, _EPOCH.c.epoch == epoch
        )
    ).one_or_none()
    acked_seq, refused_before = before or (0, [])
    gone = {seq for seq in (*refused_before, *refused) if seq > acked_seq}
    mark = _mark_over(session, space, source, acked_seq, gone)
    row = {
        "device_id": device,
        "epoch": epoch,
        "acked_seq": mark,
        "refused": sorted(seq for seq in gone if seq > mark)[:_MOST_REFUSED],
    }
    upsert(session, DeviceEpochRow, [row])
    return mark


def _mark_over(session: Session, space: str, source: Source, mark: int, gone: set[int]) -> int:
    above = _above(space, source, mark)
    count, last = session.execute(
        select(func.count(), func.coalesce(func.max(_FACT.c.seq), mark)).where(above)
    ).one()
    if not gone and count == last - mark:
        return int(last)  # no gap, as nearly always
    while True:
        some = select(_FACT.c.seq).where(_above(space, source, mark)).order_by(_FACT.c.seq)
        stored = list(session.scalars(some.limit(_AT_A_TIME)))
        settled = gone.union(stored)
        while mark + 1 in settled:
            mark += 1
        if len(stored) < _AT_A_TIME or mark < stored[-1]:
            return mark


def _above(space: str, source: Source, mark: int) -> ColumnElement[bool]:
    device, epoch = source
    return and_(
        _FACT.c.space_id == space,
        _FACT.c.device_id == device,
        _FACT.c.epoch == epoch,
        _FACT.c.seq > mark,
    )
