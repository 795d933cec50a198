"""Up to where a device's facts are settled, without a gap."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
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
    gone = set(row.refused) | set(refused)
    mark, more = row.acked_seq, True
    while more:
        stored = _stored_after(session, space, source, mark)
        settled = gone.union(stored)
        while mark + 1 in settled:
            mark += 1
        more = len(stored) == _AT_A_TIME and mark >= stored[-1]
    row.acked_seq = mark
    row.refused = sorted(seq for seq in gone if seq > mark)[:_MOST_REFUSED]
    session.flush()
    return mark


def _stored_after(session: Session, space: str, source: Source, mark: int) -> list[int]:
    device, epoch = source
    seqs = select(FactRow.seq).where(
        FactRow.space_id == space,
        FactRow.device_id == device,
        FactRow.epoch == epoch,
        FactRow.seq > mark,
    )
    return list(session.scalars(seqs.order_by(FactRow.seq).limit(_AT_A_TIME)))
