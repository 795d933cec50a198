"""A small house to test in: a space, a few members, a signing key, and a clock to turn."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.clock import HouseClock
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.people import Member, Phrase, Profile, Visibility
from kiosk.domain.spaces import Space
from kiosk.domain.views import ScanOutcome
from kiosk.store.directory import save_members, save_public_key, save_space
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.presence import open_visits
from kiosk.store.schema import bring_up_to_date
from kiosk.store.station import found_station
from kiosk.store.tables import FactRow

MONDAY_NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # nine o'clock in Madrid
OPERATOR = UUID("6e0d5f4e-2f3c-4f0e-9d4c-000000000001")
KIOSK = UUID("6e0d5f4e-2f3c-4f0e-9d4c-000000000002")
ANA, BEA, CARL = "a" * 16, "b" * 16, "c" * 16
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def member(handle: str, name: str, *, offers: str = "", asks: str = "", **more: object) -> Member:
    """Return an active member of Casa Norte; offers and asks are separated by semicolons."""
    profile = Profile(name, name.split()[0], offers=phrases(offers), asks=phrases(asks))
    values: dict[str, object] = {"visibility": Visibility.PROFILE} | more
    return Member(handle, profile, "casa-norte", ("casa-norte",), **values)  # type: ignore[arg-type]


def phrases(text: str) -> tuple[Phrase, ...]:
    """Return phrases for texts separated by semicolons."""
    return tuple(Phrase(str(n), part.strip()) for n, part in enumerate(text.split(";")) if part)


class House:
    """Casa Norte with one kiosk, as its core sees it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.now = MONDAY_NINE
        self.space = Space("casa-norte", "Casa Norte", "Europe/Madrid", capacity=40)
        self.clock = HouseClock(lambda: self.now, lambda: (self.now - MONDAY_NINE).total_seconds())
        self.desk = Desk(self.clock)
        with self.session() as session:
            save_space(session, self.space)
            raw = KEY.public_key().public_bytes_raw()
            save_public_key(session, 1, raw, retired=False)
            found_station(session, KIOSK, self.space.id, OPERATOR)
            session.commit()

    def session(self) -> Session:
        """Open a session; its owner commits."""
        return Session(self.engine, expire_on_commit=False)

    def join(self, *members: Member) -> None:
        """Make people members, or change them."""
        with self.session() as session:
            save_members(session, members)
            session.commit()

    def wait(self, **how_long: float) -> None:
        """Let time pass."""
        self.now += timedelta(**how_long)

    def code(self, person: str, **changes: object) -> str:
        """Return the text of a member's pass."""
        expires_at = self.now + timedelta(days=1000)
        values: dict[str, object] = {"key_id": 1, "generation": 0, "expires_at": expires_at}
        claims = PassClaims(handle=person, **(values | changes))  # type: ignore[arg-type]
        return sign_pass(claims, key=KEY, operator=OPERATOR)

    def scan(self, text: str) -> ScanOutcome:
        """Hold a code up: recorded first, then answered, as the kiosk does it."""
        with self.session() as session:
            scan = self.desk.scan(session, text)
            session.commit()
            outcome = self.desk.outcome(session, scan)
            session.commit()
            return outcome

    def kinds(self) -> list[str]:
        """Return the kinds of all facts, in the order they were made."""
        with self.session() as session:
            return [row.kind for row in session.scalars(select(FactRow).order_by(FactRow.seq))]

    def present(self) -> list[str]:
        """Return who is in, longest first."""
        with self.session() as session:
            return [visit.person for visit in open_visits(session, self.space.id, self.now)]

    def touch(self, what: str, person: str, *more: object) -> ScanOutcome:
        """Touch something on one's page: leave, stay, still_here, undo, set_mode, …"""
        with self.session() as session:
            outcome: ScanOutcome = getattr(self.desk, what)(session, person, *more)
            session.commit()
            return outcome


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Casa Norte at nine on a Monday, with Ana who can be seen by everybody."""
    engine = open_writer(sqlite_url(tmp_path / "lobby.db"))
    bring_up_to_date(engine)
    house = House(engine)
    house.join(member(ANA, "Ana Torres", offers="Drawing a logo", asks="Reading a contract"))
    yield house
    engine.dispose()
