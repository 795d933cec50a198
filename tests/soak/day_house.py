"""A house whose days are played: its three hundred members, and the clock of its kiosk."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.clock import utc_now
from kiosk.domain.people import Member
from tests.bench.crowd import crowd

MEMBERS, PRESENT = 300, 150
PIN = "4711"
OPENS = 8  # o'clock, at which the day begins whose hours are played


class FastClock:
    """A clock for a kiosk's core that stands still until somebody moves it on."""

    def __init__(self) -> None:
        self._began = utc_now().replace(hour=OPENS, minute=0, second=0, microsecond=0)
        self.gone_s = 0.0

    def now(self) -> datetime:
        return self._began + timedelta(seconds=self.gone_s)

    def elapsed_s(self) -> float:
        return self.gone_s

    def pass_by(self, seconds: float) -> None:
        """Let time go by."""
        self.gone_s += seconds


def members() -> list[Member]:
    """Return the house's members, of two languages."""
    return [
        replace(member, language="es" if number % 2 else "en")
        for number, member in enumerate(crowd(MEMBERS))
    ]
