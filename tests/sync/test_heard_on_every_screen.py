"""What is chosen at one door is heard at once on every screen of the house."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.app import Core, News
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.views import WallView
from kiosk.reports.wall import wall_view_from_json
from kiosk.store.station import Said, say
from kiosk.sync.pairing import pair
from kiosk.sync.wall import WallFollower
from tests.server.central import BEA, NORTE, SOON_S, Central, address_of
from tests.sync.tablet import Tablet, do

NAME = "Bea"


class House:
    """Two doors, a wall beside each of them, and one that hears from the server alone."""

    def __init__(self, central: Central, place: Path, until_the_end: ExitStack) -> None:
        self._newest: dict[str, list[WallView]] = {}
        self.front, front = self._door(central, place / "front", until_the_end)
        _, back = self._door(central, place / "back", until_the_end)
        paired = pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "far")
        heard = self._newest["far wall"] = []
        follower = WallFollower(
            address_of(paired), lambda plain: heard.append(wall_view_from_json(plain)), lambda: None
        )
        follower.start()
        until_the_end.callback(follower.stop, 0.1)  # its long-poll may end when it likes
        self.files = {"wall at the front": front, "wall at the back": back}

    def _door(self, central: Central, place: Path, until_the_end: ExitStack) -> tuple[Core, Path]:
        tablet = Tablet(place, central)
        tablet.pair()
        core = until_the_end.enter_context(tablet.open())
        core.sync_once()
        shown = self._newest[place.name] = []
        core.start(News(shown.append, lambda state, waiting: None))
        return core, tablet.folder.wall_file

    def views(self) -> Iterator[tuple[str, WallView | None]]:
        """Yield what each screen shows at this moment."""
        for name, heard in self._newest.items():
            yield name, heard[-1] if heard else None
        for name, file in self.files.items():
            yield name, wall_view_from_json(file.read_bytes()) if file.exists() else None

    def all_show(self, names: list[str], present: int) -> None:
        """Wait until every screen shows these people; a long-poll that nobody woke takes longer."""
        until = time.monotonic() + SOON_S
        while others := [
            name
            for name, view in self.views()
            if view is None
            or ([person.face.name for person in view.people], view.present) != (names, present)
        ]:
            assert time.monotonic() < until, f"{others} never showed {names}"
            time.sleep(0.01)

    def touch(self, what: str, *words: object) -> None:
        """Touch something on Bea's page at the front door."""
        do(self.front, lambda session: getattr(self.front.desk, what)(session, BEA, *words))
        self.front.recorded()


@pytest.fixture
def house(central: Central, tmp_path: Path) -> Iterator[House]:
    with ExitStack() as until_the_end:
        yield House(central, tmp_path, until_the_end)


def test_mode_and_visibility_are_in_force_on_every_screen_of_the_house(house: House) -> None:
    now = house.front.clock.now()
    do(house.front, lambda session: say(session, Said(CheckedIn(), NORTE.id, BEA), now))
    house.touch("set_visibility", (Visibility.PROFILE, "en"))
    house.all_show([NAME], present=1)
    house.touch("set_mode", Mode.INVISIBLE)
    house.all_show([], present=1)
    house.touch("set_mode", Mode.HELLO)
    house.all_show([NAME], present=1)
    house.touch("set_visibility", (Visibility.HIDDEN, "en"))
    house.all_show([], present=1)
    house.touch("set_visibility", (Visibility.FIRST_NAME, "en"))
    house.all_show([NAME], present=1)
    house.touch("leave")
    house.all_show([], present=0)
