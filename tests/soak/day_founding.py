"""The folder of a kiosk whose days are played: members with photos, of whom some are in."""

import random
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn
from kiosk.domain.people import Member
from kiosk.domain.photos import digest_of
from kiosk.photos import SIDE
from kiosk.pins import hash_pin
from kiosk.scanning.simulated import write_queue
from kiosk.settings import DataFolder, Pairing
from kiosk.store.directory import save_members, save_public_key, save_space
from kiosk.store.station import Said, say
from tests.bench.crowd import DEVICE, KEY, NOBODY_LISTENS, OPERATOR, SPACE, found_folder
from tests.soak.day_house import MEMBERS, PIN, PRESENT, FastClock, members

CAME_BEFORE = timedelta(hours=1)


def found_house(place: Path, *, photos: int = MEMBERS // 2, present: int = PRESENT) -> None:
    """Make the folder; so many members have a photo, and so many came in before the day begins."""
    alone = Pairing(NOBODY_LISTENS, "-", DEVICE, SPACE.id, OPERATOR, DeviceRole.KIOSK)
    folder = found_folder(place, alone)
    write_queue(place, [])  # the camera sees an empty lobby
    everybody = _with_photos(folder, photos)
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        save_space(session, SPACE)
        save_public_key(session, 1, KEY.public_key().public_bytes_raw(), retired=False)
        save_members(session, everybody)
        latest = FastClock().now() - CAME_BEFORE
        for early_s, member in enumerate(reversed(everybody[:present])):
            came_at = latest - timedelta(seconds=early_s)
            say(session, Said(CheckedIn(), SPACE.id, member.handle), came_at)
    engine.dispose()


def _with_photos(folder: DataFolder, photos: int) -> list[Member]:
    """Return the members with a PIN each, and put the photos of some into the folder."""
    folder.photos.mkdir()
    pin, everybody = hash_pin(PIN), []
    for number, member in enumerate(members()):
        profile = member.profile
        if number * photos // MEMBERS < (number + 1) * photos // MEMBERS:
            jpeg = _photo(number)
            profile = replace(profile, photo=digest_of(jpeg))
            (folder.photos / f"{profile.photo}.jpg").write_bytes(jpeg)
        everybody.append(replace(member, profile=profile, pin=pin))
    return everybody


def _photo(number: int) -> bytes:
    """Return a JPEG about as large as a face's."""
    rough = random.Random(number).randbytes(32 * 32 * 3)
    file = BytesIO()
    Image.frombytes("RGB", (32, 32), rough).resize((SIDE, SIDE)).save(file, "JPEG")
    return file.getvalue()
