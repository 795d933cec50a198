"""Which guests wait for a host who does not know yet that they came."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.domain.facts import Via
from kiosk.domain.fold import Visit
from kiosk.domain.guests import Guest
from kiosk.domain.spaces import Space
from kiosk.store.guests import guests_among, told_hosts


def guests_to_tell(
    session: Session,
    space: Space,
    present: Sequence[Visit],
    now: datetime,
    still: timedelta = timedelta(),
) -> list[Guest]:
    """Return the guests who are in and of whom their hosts have not been told.

    Args:
        present: the visits of everybody who is in.
        still: for how long somebody who was told is told again.
    """
    people = {visit.person for visit in present if visit.via is Via.GUEST}
    if not people:
        return []  # as nearly always
    day = space.day_of(now)
    here = [g for g in guests_among(session, space.id, day, people).values() if g.host]
    told = told_hosts(session, space.id, day, {guest.host for guest in here})
    return [
        guest
        for guest in here
        if (at := told.get((guest.host, guest.handle))) is None or now - at < still
    ]
