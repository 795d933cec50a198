"""What walls hear of people: what each of them agreed to, from whichever kiosk they said it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.app import open_folder
from kiosk.clock import HouseClock
from kiosk.commands.central import central
from kiosk.domain.people import Member, Mode, Visibility
from kiosk.settings import DataFolder
from kiosk.store.directory import all_members
from tests.end_to_end.conftest import SampleHouse, film, wait_for

HIDDEN, FIRST_NAME, SHOWN, INVISIBLE = (
    *("Viktor Petrenko", "Priya Raman", "Álvaro Núñez", "Ana Beltrán Soto"),
)


@pytest.fixture
def cast(sample: SampleHouse) -> dict[str, Member]:
    """The four who come in, by name."""
    with central(sample.database) as session:
        members = {member.profile.display_name: member for member in all_members(session)}
    assert members[HIDDEN].visibility is Visibility.HIDDEN
    assert members[FIRST_NAME].visibility is Visibility.FIRST_NAME
    assert members[SHOWN].visibility is members[INVISIBLE].visibility is Visibility.PROFILE
    return {name: members[name] for name in (HIDDEN, FIRST_NAME, SHOWN, INVISIBLE)}


def choose_invisible(data: Path, person: str) -> None:
    """Touch `invisible today` on the kiosk of this folder."""
    folder = DataFolder(data)
    with folder.lock():
        engine = open_folder(folder)
        with Session(engine) as session, session.begin():
            Desk(HouseClock()).set_mode(session, person, Mode.INVISIBLE)
        engine.dispose()


def secrets_of(member: Member) -> Iterator[str]:
    """Yield what only a profile may tell."""
    profile = member.profile
    yield member.handle
    yield profile.display_name.split()[-1]
    yield profile.headline
    yield from (phrase.text for phrase in (*profile.offers, *profile.asks))


def test_walls_show_what_was_agreed_to_and_hear_of_a_change_at_another_kiosk(
    sample: SampleHouse, cast: dict[str, Member], tmp_path: Path
) -> None:
    run, data = sample.programs.run, sample.data
    sample.pair(tmp_path / "far-wall", "wall")
    sample.pair(tmp_path / "other-kiosk")
    clip = film(tmp_path / "lobby.avi", *(sample.code(name) for name in cast))
    wall = sample.programs.start("wall", "--data", data, "--pictures", tmp_path / "wall")
    kiosk = sample.programs.start("kiosk", "--data", data, "--camera", clip)
    names, file = tmp_path / "wall" / "latest.txt", data / "wall.json"
    wait_for(lambda: names.exists() and "Ana" in names.read_text(), "Ana on the wall")
    wait_for(lambda: sample.status()["pending"] == 0, "the facts to reach the server")

    assert run("sync", "--once", "--data", tmp_path / "other-kiosk").code == 0
    choose_invisible(tmp_path / "other-kiosk", cast[INVISIBLE].handle)
    assert run("sync", "--once", "--data", tmp_path / "other-kiosk").code == 0
    wait_for(lambda: '"Ana"' not in file.read_text(), "the kiosk to hear that Ana is invisible")
    wait_for(lambda: not re.search(r"\bAna\b", names.read_text()), "Ana to leave the wall")

    far = DataFolder(tmp_path / "far-wall").pairing()
    assert far is not None
    headers = {"Authorization": f"Bearer {far.token}"}
    from_server = requests.get(f"{sample.url}/v1/wall", headers=headers, timeout=10).text
    for view in (json.loads(file.read_text()), json.loads(from_server)):
        assert view["present"] == len(cast)
        assert {person["face"]["name"] for person in view["people"]} == {"Priya", "Álvaro"}
    spoken = names.read_text()
    assert f"{len(cast)} people here now" in spoken
    for told in (file.read_text(), from_server, spoken):
        assert re.search(r"\bPriya\b", told)
        assert re.search(r"\bÁlvaro\b", told)
        # What must be missing is no word that nobody would ever find.
        assert any(secret in told for secret in secrets_of(cast[SHOWN]))
        assert not re.search(r"\b(Viktor|Ana)\b", told)
        for name in (HIDDEN, FIRST_NAME, INVISIBLE):
            assert [secret for secret in secrets_of(cast[name]) if secret in told] == []
    for window in (kiosk, wall):
        assert sample.programs.stop(window).code == 0
