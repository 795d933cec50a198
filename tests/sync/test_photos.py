"""Photos come to a device's folder behind everything else, and leave it with their members."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.actions.photo import choose_photo
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, PersonErased
from kiosk.domain.people import Visibility
from kiosk.domain.photos import LARGEST_PHOTO
from kiosk.errors import ServerRefusedError
from kiosk.store.member_tables import MemberRow
from kiosk.store.station import Said, say
from kiosk.sync import photos
from kiosk.sync.link import ServerAddress
from kiosk.sync.pairing import pair
from kiosk.sync.photos import PhotoFetcher
from kiosk.sync.states import SyncStatus
from kiosk.wire.problems import Problem, ProblemKind, type_of
from tests.pictures import BLUE, GREEN, RED, photo
from tests.server.central import ANA, BEA, NORTE, SOON_S, Central, Kiosk, address_of, wait_until
from tests.sync.between import Between, standing_between
from tests.sync.tablet import Tablet, do

RED_PHOTO, BLUE_PHOTO, GREEN_PHOTO = photo(RED), photo(BLUE), photo(GREEN)
PASSED_OVER = "WARNING kiosk.sync.photos: a photo is passed over, and tried again later"


def gives(central: Central, person: str, chosen: bytes) -> None:
    with central.session() as session:
        choose_photo(session, person, chosen, utc_now())


@pytest.fixture
def tablet(central: Central, tmp_path: Path) -> Tablet:
    """A kiosk that has met its server, where Ana and Bea have a photo each."""
    gives(central, ANA, RED_PHOTO[1])
    gives(central, BEA, BLUE_PHOTO[1])
    tablet = Tablet(tmp_path / "tablet", central)
    tablet.pair()
    with tablet.open() as core:
        core.sync_once()
    return tablet


def kept(tablet: Tablet) -> dict[str, bytes]:
    folder = tablet.folder.photos
    files, found = folder.glob("*.jpg") if folder.exists() else (), {}
    for file in files:
        with suppress(FileNotFoundError):  # it leaves at this moment
            found[file.stem] = file.read_bytes()
    return found


def test_the_photos_of_all_who_belong_here_are_kept(tablet: Tablet) -> None:
    with tablet.running():
        wait_until(lambda: kept(tablet) == dict([RED_PHOTO, BLUE_PHOTO]))
    assert tablet.folder.photos.stat().st_mode & 0o077 == 0


def test_another_photo_takes_the_place_of_the_first(tablet: Tablet, central: Central) -> None:
    with tablet.running():
        wait_until(lambda: len(kept(tablet)) == 2)
        gives(central, ANA, GREEN_PHOTO[1])
        wait_until(lambda: kept(tablet) == dict([GREEN_PHOTO, BLUE_PHOTO]))


def test_a_photo_leaves_when_it_is_removed_or_its_member_erased(
    tablet: Tablet, central: Central
) -> None:
    with tablet.running() as core:
        wait_until(lambda: len(kept(tablet)) == 2)
        gives(central, ANA, b"")
        wait_until(lambda: kept(tablet) == dict([BLUE_PHOTO]))
        do(core, lambda session: say(session, Said(PersonErased(), NORTE.id, BEA), utc_now()))
        core.recorded()
        wait_until(lambda: kept(tablet) == {})


@pytest.mark.parametrize(("person", "left"), [(ANA, BLUE_PHOTO), (BEA, RED_PHOTO)])
def test_a_photo_leaves_with_its_member_though_no_server_answers(
    tablet: Tablet, central: Central, person: str, left: tuple[str, bytes]
) -> None:
    with tablet.running():
        wait_until(lambda: len(kept(tablet)) == 2)
    central.stop()
    with tablet.running() as core:
        do(core, lambda session: say(session, Said(PersonErased(), NORTE.id, person), utc_now()))
        core.recorded()
        wait_until(lambda: kept(tablet) == dict([left]))


def test_photos_that_are_there_are_not_fetched_again(tablet: Tablet, central: Central) -> None:
    with tablet.running():
        wait_until(lambda: len(kept(tablet)) == 2)
    asked: list[str] = []

    def passing(between: Between) -> None:
        asked.append(between.path)
        answer = between.pass_on(central.url)
        between.say_as_lobby(answer.status_code, answer.content)

    gives(central, ANA, GREEN_PHOTO[1])
    with standing_between(passing) as url:
        tablet.goes_through(url)
        with tablet.running():
            wait_until(lambda: kept(tablet) == dict([GREEN_PHOTO, BLUE_PHOTO]))
    assert [path for path in asked if "photos" in path] == [f"/v1/photos/{GREEN_PHOTO[0]}"]


def test_no_photo_is_fetched_while_facts_wait(tablet: Tablet, central: Central) -> None:
    asked: queue.Queue[str] = queue.Queue()
    takes_facts = threading.Event()

    def between_them(between: Between) -> None:
        asked.put(between.path)
        if "push" in between.path and not takes_facts.is_set():
            between.hang_up()
            return
        answer = between.pass_on(central.url)
        between.say_as_lobby(answer.status_code, answer.content)

    with tablet.open() as core:
        do(core, lambda session: say(session, Said(CheckedIn(), NORTE.id, ANA), utc_now()))
    with standing_between(between_them) as url:
        tablet.goes_through(url)
        with tablet.running() as core:
            tablet.until(SyncStatus.OFFLINE)
            core.recorded()
            tablet.until(SyncStatus.OFFLINE)
            assert kept(tablet) == {}
            assert not [path for path in asked.queue if "photos" in path]
            takes_facts.set()
            core.recorded()
            wait_until(lambda: len(kept(tablet)) == 2)


def fault() -> bytes:
    kind = ProblemKind.FAULT
    return Problem(type=type_of(kind), title="No", status=500, server_time=utc_now()).to_bytes()


BAD_ANSWERS: dict[str, Callable[[Between], None]] = {
    "another photo": lambda between: between.say_as_lobby(200, GREEN_PHOTO[1]),
    "a fault": lambda between: between.say_as_lobby(500, fault()),
    "too much": lambda between: between.say_as_lobby(200, bytes(LARGEST_PHOTO + 1)),
}


class Lies:
    """Stands between: answers badly to a question for one photo, until told the truth."""

    def __init__(self, central: Central, digest: str, answer: str) -> None:
        self._central, self._path = central, f"/v1/photos/{digest}"
        self._answer = BAD_ANSWERS[answer]
        self.told, self.is_over = threading.Semaphore(0), threading.Event()

    def __call__(self, between: Between) -> None:
        if between.path == self._path and not self.is_over.is_set():
            self._answer(between)
            self.told.release()
            return
        answer = between.pass_on(self._central.url)
        between.say_as_lobby(answer.status_code, answer.content)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "_LOOK_AGAIN_S", 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("bad", [RED_PHOTO, BLUE_PHOTO])
@pytest.mark.parametrize("answer", BAD_ANSWERS)
def test_a_photo_that_cannot_be_had_holds_up_no_other_and_is_not_kept(
    tablet: Tablet,
    bad: tuple[str, bytes],
    answer: str,
    caplog: pytest.LogCaptureFixture,
    expected_log: Callable[[str], None],
) -> None:
    times = 0 if answer == "too much" else 1  # then nobody can tell whose fault it is
    for _ in range(times):
        expected_log(PASSED_OVER)
    lies = Lies(tablet.central, bad[0], answer)
    other = RED_PHOTO if bad is BLUE_PHOTO else BLUE_PHOTO
    with standing_between(lies) as url:
        tablet.goes_through(url)
        with tablet.running():
            for _ in range(3):  # it is tried again, after a while
                assert lies.told.acquire(timeout=SOON_S)
            wait_until(lambda: kept(tablet) == dict([other]))
            lies.is_over.set()
            wait_until(lambda: kept(tablet) == dict([RED_PHOTO, BLUE_PHOTO]))
    said = [text for text in caplog.messages if "passed over" in text]
    assert len(said) == times
    assert bad[0] not in "".join(said)


def test_a_photo_that_cannot_be_had_is_left_in_peace_for_a_while(
    tablet: Tablet, central: Central, expected_log: Callable[[str], None]
) -> None:
    expected_log(PASSED_OVER)
    lies = Lies(central, RED_PHOTO[0], "another photo")
    with standing_between(lies) as url:
        tablet.goes_through(url)
        with tablet.running():
            assert lies.told.acquire(timeout=SOON_S)
            gives(central, BEA, GREEN_PHOTO[1])  # there is something new about members
            wait_until(lambda: kept(tablet) == dict([GREEN_PHOTO]))
            assert not lies.told.acquire(blocking=False)


def test_of_more_than_there_is_room_for_those_who_are_in_come_first(
    tablet: Tablet, central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "MOST_KEPT", 1)
    with tablet.open() as core:
        do(core, lambda session: say(session, Said(CheckedIn(), NORTE.id, ANA), utc_now()))
        core.sync_once()
    with tablet.running():
        wait_until(lambda: kept(tablet) == dict([RED_PHOTO]))


def test_a_device_whose_access_was_ended_keeps_no_photo(
    tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING kiosk.app: staff ended this device's access")
    with tablet.running():
        wait_until(lambda: len(kept(tablet)) == 2)
        tablet.is_revoked()
        tablet.until(SyncStatus.REVOKED)
        wait_until(lambda: not kept(tablet))


def test_a_device_that_hears_of_it_from_a_command_keeps_no_photo_either(
    tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING kiosk.app: staff ended this device's access")
    with tablet.running():
        wait_until(lambda: len(kept(tablet)) == 2)
    tablet.is_revoked()
    with tablet.open() as core, pytest.raises(ServerRefusedError):
        core.sync_once()
    assert not kept(tablet)


def test_a_far_wall_fetches_what_it_shows_and_nothing_else(
    central: Central, tmp_path: Path
) -> None:
    gives(central, ANA, RED_PHOTO[1])
    gives(central, BEA, BLUE_PHOTO[1])
    door = Kiosk(tmp_path / "door", central)
    door.sync()
    door.says(CheckedIn())
    door.sync()
    paired = pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "far wall")
    came: queue.Queue[tuple[str, bytes]] = queue.Queue()
    fetcher = PhotoFetcher(address_of(paired), lambda digest, jpeg: came.put((digest, jpeg)))
    fetcher.want(BLUE_PHOTO[0])  # Bea is not in
    fetcher.want(RED_PHOTO[0])
    fetcher.start()
    assert came.get(timeout=SOON_S) == RED_PHOTO
    fetcher.stop(SOON_S)
    door.close()
    assert came.empty()


@pytest.mark.usefixtures("impatient")
def test_a_photo_that_a_far_wall_cannot_have_holds_up_no_other(
    central: Central, tmp_path: Path, expected_log: Callable[[str], None]
) -> None:
    expected_log(PASSED_OVER)
    gives(central, ANA, RED_PHOTO[1])
    gives(central, BEA, BLUE_PHOTO[1])
    with central.session() as session:
        for person in (ANA, BEA):
            session.merge(MemberRow(handle=person, visibility=Visibility.PROFILE))
    door = Kiosk(tmp_path / "door", central)
    door.sync()
    door.says(CheckedIn())
    door.says(CheckedIn(), BEA)
    door.sync()
    door.close()
    paired = pair(central.url, central.code(role=DeviceRole.WALL), DeviceRole.WALL, "far wall")
    came: queue.Queue[tuple[str, bytes]] = queue.Queue()
    lies = Lies(central, RED_PHOTO[0], "another photo")
    with standing_between(lies) as url:
        address = ServerAddress(url, paired.token)
        fetcher = PhotoFetcher(address, lambda digest, jpeg: came.put((digest, jpeg)))
        fetcher.want(RED_PHOTO[0])
        fetcher.want(BLUE_PHOTO[0])
        fetcher.start()
        assert came.get(timeout=SOON_S) == BLUE_PHOTO
        lies.is_over.set()
        assert came.get(timeout=SOON_S) == RED_PHOTO
        fetcher.stop(SOON_S)


def test_the_worse_the_server_the_longer_it_is_left_alone(
    expected_log: Callable[[str], None],
) -> None:
    expected_log(PASSED_OVER)
    passed_over, error = photos._PassedOver(), photos._PhotoError("It fails.")
    rests_s = [passed_over.add(str(number), error) for number in range(1_100)]
    assert rests_s == sorted(rests_s)
    assert rests_s[0] < 1 < 60 < rests_s[-1]
    assert sum(rests_s[:20]) > 600  # so few questions, and not one each sixteenth of a second
    passed_over.had("1")
    expected_log(PASSED_OVER)
    assert passed_over.add("another", error) == rests_s[0]
