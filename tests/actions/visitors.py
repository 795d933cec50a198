"""Guests at the door of a house that is played."""

from datetime import datetime

from kiosk.actions.guests import GuestForm
from kiosk.domain.facts import Purpose
from kiosk.domain.views import GuestPass, ScanOutcome, WallView
from kiosk.reports.wall import wall_view
from tests.house import House


def register(house: House, name: str = "Nora Blum", host: str = "") -> ScanOutcome:
    """Have a guest type their name and choose a purpose and a host."""
    with house.session() as session, session.begin():
        return house.desk.register_guest(session, GuestForm(name, Purpose.MEETING, host))


def pass_of(outcome: ScanOutcome) -> GuestPass:
    """Return what a guest's page says beside the name."""
    assert outcome.view is not None
    assert outcome.view.guest is not None
    return outcome.view.guest


def guests_named_to(outcome: ScanOutcome) -> tuple[str, ...]:
    """Return which guests a host's page names."""
    assert outcome.view is not None
    return outcome.view.guests


def wall(house: House, at: datetime | None = None) -> WallView:
    """Return what the wall shows."""
    with house.session() as session:
        return wall_view(session, house.space, at or house.now)


def awaited(house: House) -> list[str]:
    """Return whose guest the wall says is here."""
    return [face.name for face in wall(house).awaited]
