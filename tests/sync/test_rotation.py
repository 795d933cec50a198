"""A device's token is renewed, and no lost answer, crash or old server shuts the device out."""

import json
import queue
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app import Core
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.errors import ServerError, ServerRefusedError
from kiosk.settings import DataFolder, Pairing
from kiosk.store.devices import revoke_device
from kiosk.store.directory import save_space
from kiosk.store.tables import DeviceRow
from kiosk.sync.link import ServerAddress, ServerLink, address_in
from kiosk.sync.pairing import pair
from kiosk.sync.tokens import TOKEN_LIFE
from kiosk.sync.wall import WallFollower
from kiosk.wire.changes import ChangesRequest
from tests.server.central import NORTE, SOON_S, Central
from tests.sync.between import Answer, Between, standing_between
from tests.sync.test_pairing_again import lobby

ASKED = ChangesRequest(epoch=1, wait=0)
ROTATION = "/v1/devices/token"


class Tablet:
    """A paired folder, opened anew for each program that runs on it."""

    def __init__(self, path: Path, central: Central) -> None:
        self.folder, self.central = DataFolder(path), central
        self.folder.keep_pairing(pair(central.url, central.code(), DeviceRole.KIOSK, "door"))
        self.first = self.pairing.token

    @property
    def path_of_pairing(self) -> Path:
        return self.folder.path / "device.json"

    @property
    def pairing(self) -> Pairing:
        pairing = self.folder.pairing()
        assert pairing is not None
        return pairing

    def link(self, url: str = "") -> ServerLink:
        """Start a program: its tokens are those on disk; its server is at `url` if not its own."""
        here = address_in(self.folder)
        return ServerLink(ServerAddress(url or here.url, here.token))

    def renews(self, url: str = "", at: datetime | None = None) -> None:
        link = self.link(url)
        link.renew_token(at or utc_now() + TOKEN_LIFE)
        link.close()

    def speaks(self, url: str = "") -> None:
        link = self.link(url)
        link.changes(ASKED)
        link.close()

    def is_known_by(self, token: str) -> bool:
        link = ServerLink(ServerAddress(self.central.url, token))
        try:
            link.changes(ASKED)
        except ServerRefusedError:
            return False
        finally:
            link.close()
        return True


@pytest.fixture
def tablet(central: Central, tmp_path: Path) -> Tablet:
    return Tablet(tmp_path / "tablet", central)


def losing(central: Central, path: str) -> Answer:
    """Pass everything on, and lose the answers to requests for this path."""

    def answer(asked: Between) -> None:
        answered = asked.pass_on(central.url)
        if asked.path.startswith(path):
            asked.hang_up()
        else:
            asked.say_as_lobby(answered.status_code, answered.content)

    return answer


@pytest.mark.parametrize(("days", "is_due"), [(0, False), (29.9, False), (30, True), (-31, True)])
def test_a_token_is_renewed_after_thirty_days(tablet: Tablet, days: float, is_due: bool) -> None:
    since = tablet.pairing.token_since
    assert since is not None
    tablet.renews(at=since + timedelta(days=days))
    assert (tablet.pairing.token != tablet.first) is is_due


def test_the_new_token_ends_the_old_one_by_its_first_use(tablet: Tablet) -> None:
    tablet.renews()
    assert tablet.pairing.other_token == tablet.first
    assert tablet.is_known_by(tablet.first)
    tablet.speaks()
    assert not tablet.is_known_by(tablet.first)
    tablet.speaks()


def test_it_can_be_renewed_again_and_again(tablet: Tablet) -> None:
    seen = {tablet.first}
    for turn in range(1, 4):
        tablet.renews(at=utc_now() + turn * TOKEN_LIFE)
        tablet.speaks()
        seen.add(tablet.pairing.token)
    assert len(seen) == 4


def test_the_answer_with_the_new_token_may_be_lost(tablet: Tablet, central: Central) -> None:
    with standing_between(losing(central, ROTATION)) as url:
        tablet.renews(url)
    assert tablet.pairing.token == tablet.first
    tablet.speaks()
    tablet.renews()
    tablet.speaks()
    assert tablet.pairing.token != tablet.first


def test_the_answer_to_its_first_use_may_be_lost(tablet: Tablet, central: Central) -> None:
    tablet.renews()
    with standing_between(losing(central, "/v1/sync")) as url, pytest.raises(ServerError):
        tablet.speaks(url)
    assert not tablet.is_known_by(tablet.first)
    tablet.speaks()


def test_a_crash_before_it_is_written_leaves_the_old_one_good(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(_folder: DataFolder, _pairing: Pairing) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(DataFolder, "keep_tokens", power_cut)
        with pytest.raises(SystemExit):
            tablet.renews()
    assert tablet.pairing.token == tablet.first
    tablet.speaks()


def test_the_new_one_is_on_disk_before_the_server_sees_it(tablet: Tablet, central: Central) -> None:
    on_disk_when_shown: list[tuple[str, str]] = []

    def look(asked: Between) -> None:
        on_disk_when_shown.append((asked.headers["Authorization"][7:], tablet.pairing.token))
        answered = asked.pass_on(central.url)
        asked.say_as_lobby(answered.status_code, answered.content)

    link_folder = address_in(tablet.folder)
    with standing_between(look) as url:
        link = ServerLink(ServerAddress(url, link_folder.token))
        link.renew_token(utc_now() + TOKEN_LIFE)
        link.changes(ASKED)
        link.close()
    (asking, _), (shown, written) = on_disk_when_shown
    assert asking == tablet.first != shown
    assert shown == written


def test_a_full_disk_keeps_the_old_token_in_use(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: DataFolder, _pairing: Pairing) -> None:
        raise OSError(28, "No space left on device")

    link = tablet.link()
    with monkeypatch.context() as filling:
        filling.setattr(DataFolder, "keep_tokens", full)
        link.renew_token(utc_now() + TOKEN_LIFE)
    link.changes(ASKED)
    link.close()
    assert tablet.pairing.token == tablet.first
    tablet.speaks()


def put_back(central: Central, device: Pairing) -> Callable[[], None]:
    """Note what the server knows of a device; return what puts it back to that."""
    with central.session() as session:
        row = session.get_one(DeviceRow, device.device)
        known = row.token_hash, row.next_token_hash

    def again() -> None:
        with central.session() as session:
            row = session.get_one(DeviceRow, device.device)
            row.token_hash, row.next_token_hash = known

    return again


def test_a_server_put_back_to_before_the_renewal_finds_the_device_again(
    tablet: Tablet, central: Central
) -> None:
    restore = put_back(central, tablet.pairing)
    tablet.renews()
    tablet.speaks()
    renewed = tablet.pairing.token
    restore()
    tablet.speaks()
    assert (tablet.pairing.token, tablet.pairing.other_token) == (tablet.first, renewed)
    tablet.renews(at=utc_now() + 2 * TOKEN_LIFE)
    tablet.speaks()
    assert tablet.pairing.token not in (tablet.first, renewed)


def test_a_server_put_back_to_between_renewal_and_use_finds_it_too(
    tablet: Tablet, central: Central
) -> None:
    tablet.renews()
    restore = put_back(central, tablet.pairing)
    tablet.speaks()
    restore()
    tablet.speaks()
    assert not tablet.is_known_by(tablet.first)


def test_two_threads_that_renew_at_once_get_one_token(tablet: Tablet, central: Central) -> None:
    asked = []

    def count(between: Between) -> None:
        asked.append(between.path)
        answered = between.pass_on(central.url)
        between.say_as_lobby(answered.status_code, answered.content)

    shared, later = address_in(tablet.folder), utc_now() + TOKEN_LIFE
    with standing_between(count) as url:
        links = [ServerLink(ServerAddress(url, shared.token)) for _ in range(4)]
        threads = [threading.Thread(target=link.renew_token, args=(later,)) for link in links]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SOON_S)
        for link in links:
            link.changes(ASKED)
            link.close()
    assert asked.count(ROTATION) == 1


def test_two_programs_on_one_folder_end_with_a_good_token(tablet: Tablet) -> None:
    one, other = tablet.link(), tablet.link()
    for link in (one, other, one, other):
        link.renew_token(utc_now() + TOKEN_LIFE)
        link.changes(ASKED)
    one.changes(ASKED)
    one.close()
    other.close()
    tablet.speaks()


def test_a_program_takes_over_what_pairing_anew_wrote(tablet: Tablet, central: Central) -> None:
    link = tablet.link()
    with central.session() as session:
        session.get_one(DeviceRow, tablet.pairing.device).token_hash = b"x" * 32
    with pytest.raises(ServerRefusedError):
        link.changes(ASKED)
    tablet.folder.keep_pairing(pair(central.url, central.code(), DeviceRole.KIOSK, "again"))
    link.changes(ASKED)
    link.close()


def test_a_revoked_device_gets_no_new_token(tablet: Tablet, central: Central) -> None:
    tablet.renews()
    with central.session() as session:
        assert revoke_device(session, tablet.pairing.device, utc_now())
    before = tablet.pairing
    tablet.renews(at=utc_now() + 2 * TOKEN_LIFE)
    assert tablet.pairing == before
    for token in (tablet.first, before.token):
        assert not tablet.is_known_by(token)


def test_a_server_that_gives_none_is_not_asked_at_every_turn(tablet: Tablet) -> None:
    asked = []

    def refuse(between: Between) -> None:
        asked.append(between.path)
        between.body()
        between.say_as_lobby(404, b"{}")

    with standing_between(refuse) as url:
        link = tablet.link(url)
        for _ in range(3):
            link.renew_token(utc_now() + TOKEN_LIFE)
        link.close()
    assert asked == [ROTATION]


def test_a_pairing_of_an_earlier_release_is_read_and_its_token_renewed(tablet: Tablet) -> None:
    file = tablet.path_of_pairing
    plain = json.loads(file.read_text())
    for new in ("other_token", "token_since"):
        del plain[new]
    file.write_text(json.dumps(plain))
    assert (tablet.pairing.token, tablet.pairing.token_since) == (tablet.first, None)
    tablet.renews(at=utc_now())
    assert tablet.pairing.token != tablet.first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_syncing_once_renews_an_old_token(tablet: Tablet, central: Central) -> None:
    code = ("--code", central.code(), "--data", tablet.folder.path)
    assert lobby("pair", "--server", central.url, *code).returncode == 0
    before = tablet.pairing
    tablet.folder.keep_tokens(replace(before, token_since=utc_now() - TOKEN_LIFE))
    core = Core.open(tablet.folder)
    core.sync_once()
    core.stop()
    assert tablet.pairing.token != tablet.pairing.other_token == before.token
    tablet.speaks()


def test_a_wall_renews_its_token_too(central: Central, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "wall")
    paired = pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "wall")
    folder.keep_pairing(replace(paired, token_since=utc_now() - TOKEN_LIFE))
    views: queue.Queue[bytes] = queue.Queue()
    follower = WallFollower(address_in(folder), views.put, lambda: None)
    follower.start()
    views.get(timeout=SOON_S)
    with central.session() as session:  # whoever waits for news is answered, and asks again
        save_space(session, replace(NORTE, name="Casa del Norte"))
    views.get(timeout=SOON_S)
    follower.stop(0)
    renewed = folder.pairing()
    assert renewed is not None
    assert renewed.token != renewed.other_token == paired.token
