"""A large space to measure in: thousands of members whose phrases differ, some of them present."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.people import Member, Phrase, Profile, Visibility
from kiosk.domain.spaces import Space
from kiosk.settings import DataFolder, Pairing
from kiosk.store.directory import save_members, save_public_key, save_space
from kiosk.store.station import Said, found_station, say
from ui.pictures.sample_views import members as sample_members

SPACE = Space("casa-norte", "Casa Norte", "UTC", capacity=2_000)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OPERATOR, DEVICE = UUID(int=1), UUID(int=2)
NOBODY_LISTENS = "http://127.0.0.1:1"
PASS_LIFE = timedelta(days=365)


def crowd(count: int, seed: int = 7) -> list[Member]:
    """Make members who offer and ask in the sample members' words, each in another order.

    Every phrase is new, so that nothing is quick only because it was seen before; common words
    stay common and rare ones rare.
    """
    rng = random.Random(seed)
    samples = [member.profile for member in sample_members()]
    words = [w for p in samples for phrase in (*p.offers, *p.asks) for w in phrase.text.split()]

    def phrases() -> tuple[Phrase, ...]:
        texts = (" ".join(rng.choices(words, k=rng.randint(3, 7))) for _ in range(2))
        return tuple(Phrase(str(place), text) for place, text in enumerate(texts))

    made = []
    for number in range(count):
        name, headline = rng.choice(samples).display_name, rng.choice(samples).headline
        profile = Profile(name, name.split()[0], headline, offers=phrases(), asks=phrases())
        handle = f"{number + 1:016x}"
        made.append(Member(handle, profile, SPACE.id, (SPACE.id,), visibility=Visibility.PROFILE))
    return made


def paired_folder(path: Path, members: list[Member], present: int) -> DataFolder:
    """Make a kiosk's folder, whose server is absent, with so many of the members in the house."""
    alone = Pairing(NOBODY_LISTENS, "-", DEVICE, SPACE.id, OPERATOR, DeviceRole.KIOSK)
    folder = found_folder(path, alone)
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        save_space(session, SPACE)
        save_public_key(session, 1, KEY.public_key().public_bytes_raw(), retired=False)
        save_members(session, members)
    let_in(engine, members[:present])
    engine.dispose()
    return folder


def found_folder(path: Path, pairing: Pairing) -> DataFolder:
    """Make a paired kiosk's folder, as `lobby pair` does."""
    folder = DataFolder(path)
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        found_station(session, pairing.device, pairing.space, pairing.operator)
    engine.dispose()
    folder.keep_pairing(pairing)
    return folder


def let_in(engine: Engine, members: list[Member]) -> None:
    """Check members in, one second after the other until now."""
    now = utc_now()
    with Session(engine) as session, session.begin():
        for place, member in enumerate(reversed(members)):
            said = Said(CheckedIn(), SPACE.id, member.handle)
            say(session, said, max(now - timedelta(seconds=place), _midnight(now)))


def pass_of(member: Member) -> str:
    """Sign the text of a member's pass."""
    claims = PassClaims(
        handle=member.handle, key_id=1, generation=0, expires_at=utc_now() + PASS_LIFE
    )
    return sign_pass(claims, key=KEY, operator=OPERATOR)


def _midnight(now: datetime) -> datetime:
    return datetime(now.year, now.month, now.day, tzinfo=UTC)
