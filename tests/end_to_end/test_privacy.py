"""What walls hear of people: what each of them agreed to, from whichever kiosk they said it."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.actions.door import space_at
from kiosk.app import open_folder
from kiosk.clock import HouseClock, utc_now
from kiosk.commands.central import central
from kiosk.domain.people import Member, Mode, Visibility
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.settings import DataFolder, replace_file
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


class Door:
    """A kiosk's folder without a kiosk: who comes in here, and what the wall beside it hears."""

    def __init__(self, data: Path) -> None:
        self._folder, self._desk = DataFolder(data), Desk(HouseClock())

    def touch(self, *touches: Callable[[Session, Desk], object]) -> None:
        """Do what people do at the door, and put the view where the wall looks for it."""
        with self._folder.lock():
            engine = open_folder(self._folder)
            for touch in touches:
                with Session(engine) as session, session.begin():
                    touch(session, self._desk)
            with Session(engine) as session:
                view = wall_view(session, space_at(session), utc_now())
            engine.dispose()
        replace_file(self._folder.wall_file, wall_view_to_json(view))


def memory_of(program: subprocess.Popen[str]) -> Iterator[bytes]:
    """Yield what a process has in memory and may be read, region by region."""
    process = Path("/proc") / str(program.pid)
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text().splitlines():
            place, rights, *rest = line.split()
            if not rights.startswith("r") or rest[-1] in ("[vvar]", "[vvar_vclock]", "[vsyscall]"):
                continue
            start, end = (int(address, 16) for address in place.split("-"))
            memory.seek(start)
            with suppress(OSError):  # pages of a device or of a file that became shorter
                yield memory.read(end - start)


def found_in(program: subprocess.Popen[str], *words: str) -> set[str]:
    """Return which of these words a process has in memory, in any way it may write text."""
    ways = [(word, word.encode(way)) for word in words for way in ("utf-8", "utf-16-le", "latin-1")]
    return {word for region in memory_of(program) for word, written in ways if written in region}


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


def test_the_wall_s_process_never_holds_what_was_in_no_view(
    sample: SampleHouse, cast: dict[str, Member], tmp_path: Path
) -> None:
    """The wall runs on a kiosk's folder, whose database knows everybody.

    Who was shown and then chose to be hidden or invisible is gone from all that the wall draws
    and tells; the memory that their names once took is Python's and Qt's to use again, and nothing
    is claimed of it.
    """
    assert sample.programs.run("sync", "--once", "--data", sample.data).code == 0
    door, handle = Door(sample.data), {name: member.handle for name, member in cast.items()}
    door.touch(
        lambda session, desk: desk.set_visibility(
            session, handle[FIRST_NAME], (Visibility.HIDDEN, "en")
        ),
        *(
            lambda session, desk, name=name: desk.scan(session, sample.code(name))
            for name in (HIDDEN, FIRST_NAME, SHOWN, INVISIBLE)
        ),
    )
    names = tmp_path / "wall" / "latest.txt"
    wall = sample.programs.start("wall", "--data", sample.data, "--pictures", names.parent)
    wait_for(lambda: names.exists() and "Ana" in names.read_text(), "Ana on the wall")
    door.touch(lambda session, desk: desk.set_mode(session, handle[INVISIBLE], Mode.INVISIBLE))
    wait_for(lambda: not re.search(r"\bAna\b", names.read_text()), "Ana to leave the wall")
    assert re.search(r"\bÁlvaro\b", names.read_text())

    unseen = [cast[HIDDEN], cast[FIRST_NAME]]
    never = [secret for member in unseen for secret in secrets_of(member)]
    never += [member.profile.first_name for member in unseen]
    shown = next(phrase.text for phrase in cast[SHOWN].profile.offers)
    assert found_in(wall, shown, *never) == {shown}
    assert sample.programs.stop(wall).code == 0
