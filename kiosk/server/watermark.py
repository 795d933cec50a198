"""Up to where a device's facts are settled, without a gap."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from kiosk.store.tables import DeviceEpochRow, FactRow

Source = tuple[UUID, int]  # device and epoch

_AT_A_TIME = 500
_MOST_REFUSED = 1000


def settle(session: Session, space: str, source: Source, refused: Collection[int]) -> int:
    """Raise a source's mark over what is stored or was refused, and return it.

    A refused fact has its verdict and will not come again by itself; it must not hold the mark.
    """
    device, epoch = source
    row = session.get(DeviceEpochRow, source)
    if row is None:
        row = DeviceEpochRow(device_id=device, epoch=epoch, acked_seq=0, refused=[])
        session.add(row)
    gone = {seq for seq in (*row.refused, *refused) if seq > row.acked_seq}
    mark = _mark_over(session, space, source, row.acked_seq, gone)
    row.acked_seq = mark
    row.refused = sorted(seq for seq in gone if seq > mark)[:_MOST_REFUSED]
    session.flush()
    return mark


def _mark_over(session: Session, space: str, source: Source, mark: int, gone: set[int]) -> int:
    above = _above(space, source, mark)
    count, last = session.execute(
        select(func.count(), func.coalesce(func.max(FactRow.seq), mark)).where(above)
    ).one()
    if not gone and count == last - mark:
        return int(last)  # no gap, as nearly always
    while True:
        some = select(FactRow.seq).where(_above(space, source, mark)).order_by(FactRow.seq)
        stored = list(session.scalars(some.limit(_AT_A_TIME)))
        settled = gone.union(stored)
        while mark + 1 in settled:
            mark += 1
        if len(stored) < _AT_A_TIME or mark < stored[-1]:
            return mark


def _above(space: str, source: Source, mark: int) -> ColumnElement[bool]:
    device, epoch = source
    return and_(
        FactRow.space_id == space,
        FactRow.device_id == device,
        FactRow.epoch == epoch,
        FactRow.seq > mark,
    )
