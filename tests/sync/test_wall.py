"""The wall elsewhere: it hears from its server also while nothing changes."""

import queue
import threading
from urllib.parse import parse_qs, urlsplit

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.reports.wall import wall_view_from_json
from kiosk.store.devices import revoke_device
from kiosk.sync.link import ServerAddress
from kiosk.sync.pairing import pair
from kiosk.sync.wall import WallFollower
from tests.server.central import SOON_S, Central, address_of
from tests.sync.between import Between, standing_between


def test_a_quiet_house_is_told_again_and_again_with_its_time(central: Central) -> None:
    tags: list[str] = []

    def impatient(asked: Between) -> None:
        """Pass on what is asked, without the wait for news."""
        tags.append(parse_qs(urlsplit(asked.path).query).get("after", [""])[0])
        asked.path = asked.path.replace("wait=25", "wait=0")
        answer = asked.pass_on(central.url)
        asked.say_as_lobby(answer.status_code, answer.content, ETag=answer.headers["ETag"])

    paired = pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "far wall")
    heard: queue.Queue[bytes] = queue.Queue()
    with standing_between(impatient) as url:
        follower = WallFollower(ServerAddress(url, paired.token), heard.put, lambda: None)
        follower.start()
        views = [wall_view_from_json(heard.get(timeout=SOON_S)) for _ in range(2)]
        follower.stop(SOON_S)
    assert tags[1] != ""
    assert views[0].as_of < views[1].as_of


def test_a_wall_whose_access_was_ended_hears_of_it_and_gets_no_view(central: Central) -> None:
    paired = pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "far wall")
    heard: queue.Queue[bytes] = queue.Queue()
    is_revoked = threading.Event()
    follower = WallFollower(address_of(paired), heard.put, is_revoked.set)
    follower.start()
    heard.get(timeout=SOON_S)
    with central.session() as session:
        revoke_device(session, paired.device, utc_now())
    assert is_revoked.wait(SOON_S)  # also while it waits for news
    follower.stop(SOON_S)
    assert heard.empty()
