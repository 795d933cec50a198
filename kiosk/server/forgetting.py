"""Forgetting, at the server: where facts go, their devices' marks stay whole."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.actions.forgetting import forget_guests
from kiosk.server.watermark import settle


def forget(session: Session, now: datetime) -> None:
    """Forget what the house keeps for a while only."""
    for (space, device, epoch), numbers in forget_guests(session, now).items():
        # Their numbers are settled, as before: a gap would hold the device's mark down for good.
        settle(session, space, (device, epoch), numbers)
