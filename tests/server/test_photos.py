"""A picture goes to devices that may show it, and to nobody else."""

import pytest
import requests

from kiosk.actions.photo import choose_photo
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, CheckedOut, ModeSet, VisibilitySet
from kiosk.domain.people import Mode, Visibility
from kiosk.sync.pairing import pair
from tests.pictures import BLUE, RED, photo
from tests.server.central import ANA, BEA, NORTE, SUR, Central, Kiosk

DIGEST, JPEG = photo(RED)


class Asker:
    """A device that asks for pictures."""

    def __init__(self, central: Central, role: DeviceRole, space: str) -> None:
        self.url = central.url
        home = NORTE if space == NORTE.id else SUR
        self.token = pair(central.url, central.code(home, role), role, role).token

    def ask(self, digest: str = DIGEST) -> requests.Response:
        return requests.get(
            f"{self.url}/v1/photos/{digest}",
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=10,
        )


@pytest.fixture
def with_photo(central: Central) -> Central:
    """The house in which Ana and Bea have a photo each."""
    with central.session() as session:
        choose_photo(session, ANA, JPEG, utc_now())
        choose_photo(session, BEA, photo(BLUE)[1], utc_now())
    return central


def test_a_kiosk_gets_the_photos_of_those_it_holds(with_photo: Central) -> None:
    answer = Asker(with_photo, DeviceRole.KIOSK, NORTE.id).ask()
    assert (answer.status_code, answer.content) == (200, JPEG)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("role", [DeviceRole.KIOSK, DeviceRole.DESK])
def test_another_houses_device_does_not_get_a_photo_of_ours(
    with_photo: Central, role: DeviceRole
) -> None:
    device = Asker(with_photo, role, SUR.id)
    assert device.ask(photo(BLUE)[0]).status_code == 404  # Bea is at Casa Norte only
    assert device.ask(DIGEST).status_code == 200


@pytest.mark.parametrize("digest", ["0" * 32, DIGEST[:-1], "../facts"])
def test_what_is_no_photo_is_a_problem_like_every_other(with_photo: Central, digest: str) -> None:
    answer = Asker(with_photo, DeviceRole.KIOSK, NORTE.id).ask(digest)
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"


def test_without_a_token_nobody_gets_a_photo(with_photo: Central) -> None:
    assert requests.get(f"{with_photo.url}/v1/photos/{DIGEST}", timeout=10).status_code == 401


def test_a_photo_that_was_replaced_or_removed_is_gone(with_photo: Central) -> None:
    kiosk = Asker(with_photo, DeviceRole.KIOSK, NORTE.id)
    with with_photo.session() as session:
        choose_photo(session, ANA, b"", utc_now())
        choose_photo(session, BEA, JPEG, utc_now())
    assert kiosk.ask(photo(BLUE)[0]).status_code == 404
    assert kiosk.ask(DIGEST).content == JPEG  # Bea's now


def test_a_wall_gets_a_photo_only_while_its_view_shows_it(
    with_photo: Central, tmp_path_factory: pytest.TempPathFactory
) -> None:
    door = Kiosk(tmp_path_factory.mktemp("door"), with_photo)
    door.sync()
    wall = Asker(with_photo, DeviceRole.WALL, NORTE.id)
    far_wall = Asker(with_photo, DeviceRole.WALL, SUR.id)
    seen = [wall.ask().status_code]
    for said in (
        CheckedIn(),
        ModeSet(Mode.INVISIBLE),
        ModeSet(Mode.HEADS_DOWN),
        VisibilitySet(Visibility.FIRST_NAME, wording=1, language="en"),
        VisibilitySet(Visibility.PROFILE, wording=1, language="en"),
        VisibilitySet(Visibility.HIDDEN, wording=1, language="en"),
        VisibilitySet(Visibility.PROFILE, wording=1, language="en"),
        CheckedOut(),
    ):
        door.says(said)
        door.sync()
        seen.append(wall.ask().status_code)
        assert far_wall.ask().status_code == 404
    door.close()
    assert seen == [404, 200, 404, 200, 404, 200, 404, 200, 404]
